package dev.lastcall.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Such a test may call what a rule deprecates: it does not fail for a call site that is new. On a class it holds for each of
 * its tests, those of nested classes and subclasses included. The call is counted and recorded as any other.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(AllowsDeprecated.All.class)
public @interface AllowsDeprecated {
    /** Ids of rules; none means each rule. */
    String[] value() default {};

    /** Why it may; for those who read it later. */
    String reason();

    /** Several of them on one element. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {
        AllowsDeprecated[] value();
    }
}
