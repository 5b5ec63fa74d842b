package dev.lastcall.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test with this annotation may call what a rule deprecates: it does not fail for a new call site. On a class it
 * applies to all its tests, including those of nested classes and subclasses. The calls are counted and recorded as
 * usual.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(AllowsDeprecated.All.class)
public @interface AllowsDeprecated {
    /** Ids of rules; empty means all rules. */
    String[] value() default {};

    /** Why the test may call it, for later readers. */
    String reason();

    /** Several annotations on one element. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {
        AllowsDeprecated[] value();
    }
}
