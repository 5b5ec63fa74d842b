package ways.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a row what it does and what a report must say of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Way {
    /** For people: how the member is reached. */
    String value();

    /** The kinds of its sites. */
    String[] kind() default "call";

    /** The callers, {@code Nested#method}: nested in the row; a binary name if it has a dot; the row if it is empty. */
    String[] caller() default "#call";

    /** The signatures: of a class nested in the row, or of a class by its full name. */
    String[] lists() default "Old";

    /** Attempts. */
    int times() default 3;

    /** The exception that each attempt ends with when it is not blocked. */
    Class<? extends Throwable> throwing() default None.class;

    /** Whether the attempt never gets as far as the deprecated code. */
    boolean neverArrives() default false;

    /** Whether it needs a JVM of its own. */
    boolean own() default false;

    /** Flags of that JVM. */
    String[] flags() default {};

    /** The first Java version that can do this. */
    int since() default 17;

    /** Why it is not counted, not attributed, not blocked; empty: it is. */
    String notCounted() default "";

    String notAttributed() default "";

    String notBlocked() default "";

    /** The class that the report must name as a blind spot; empty: none. */
    String blindSpot() default "";

    /** No exception. */
    final class None extends Throwable {}
}
