package dev.lastcall.gate;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.site.Target;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member reached through core reflection or a method handle look-up, if it is a field or a member of the JDK. The others
 * are seen by the guards in their bodies.
 *
 * @param target what is reached
 * @param matches the rules that list it
 */
record ReflectedMember(Target target, List<Match> matches) {

    /**
     * Looks into what reflection is given.
     *
     * @param what a {@code Field}, {@code Method} or {@code Constructor}, or {@code {Class, String, Class or MethodType}}
     *     as a look-up takes them
     * @return null if it is not listed, or has a body with a guard
     */
    static @Nullable ReflectedMember of(Object what, Coverage coverage) {
        if (what instanceof Field field) {
            return field.isSynthetic()
                    ? null
                    : field(coverage, field.getDeclaringClass(), field.getName(), field.getType());
        }
        if (what instanceof Method method) {
            return method(
                    coverage,
                    method.getDeclaringClass(),
                    method.getName(),
                    MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
        }
        if (what instanceof Constructor<?> constructor) {
            return method(
                    coverage,
                    constructor.getDeclaringClass(),
                    "<init>",
                    MethodType.methodType(void.class, constructor.getParameterTypes()));
        }
        Object[] lookUp = (Object[]) what;
        Class<?> owner = (Class<?>) lookUp[0];
        String name = (String) lookUp[1];
        return lookUp[2] instanceof MethodType type
                ? method(coverage, owner, name, type)
                : inheritedField(coverage, owner, name, (Class<?>) lookUp[2]);
    }

    private static @Nullable ReflectedMember method(Coverage coverage, Class<?> owner, String name, MethodType type) {
        if (!FrameSorter.isOfJdk(owner) || !coverage.lists(owner.getName())) {
            return null;
        }
        String descriptor = type.toMethodDescriptorString();
        List<Match> matches = coverage.method(owner.getName(), name, descriptor);
        return matches.isEmpty() ? null : new ReflectedMember(new Target(owner.getName(), name, descriptor), matches);
    }

    private static @Nullable ReflectedMember field(Coverage coverage, Class<?> owner, String name, Class<?> type) {
        List<Match> matches = coverage.field(owner.getName(), name);
        return matches.isEmpty()
                ? null
                : new ReflectedMember(new Target(owner.getName(), name, type.descriptorString()), matches);
    }

    /** A look-up may name a subclass of the field's class. */
    private static @Nullable ReflectedMember inheritedField(
            Coverage coverage, Class<?> owner, String name, Class<?> type) {
        for (Class<?> at = owner; at != null; at = at.getSuperclass()) {
            ReflectedMember found = field(coverage, at, name, type);
            if (found != null) {
                return found;
            }
            for (Class<?> implemented : at.getInterfaces()) {
                found = field(coverage, implemented, name, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
