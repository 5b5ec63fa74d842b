package dev.lastcall.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Such a test fails if it calls what a rule deprecates, in each mode, and also at call sites that the baseline tolerates. Calls
 * that an allow entry of the policy lets through are none. On a class it holds for each of its tests, those of nested classes
 * and subclasses included; on a method {@link AllowsDeprecated} for the same rule goes before one of the class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForbidsDeprecated {
    /** Ids of rules; none means each rule. */
    String[] value() default {};
}
