package dev.lastcall.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test with this annotation fails if it calls what a rule deprecates, in each mode, also at call sites that the
 * baseline tolerates. Calls that an allow entry of the policy lets through do not count. On a class it applies to all
 * its tests, including those of nested classes and subclasses; {@link AllowsDeprecated} on a method overrides it for
 * the same rule.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForbidsDeprecated {
    /** Ids of rules; empty means all rules. */
    String[] value() default {};
}
