package dev.lastcall.gate;

import dev.lastcall.evidence.Target;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member reached through core reflection or a method handle look-up, if it is a field or a member of the JDK. The
 * others are seen by the guards in their bodies.
 *
 * @param target what is reached
 * @param matches the rules that list it
 * @param next the same under other rules, which list a member that the first overrides; null: none
 */
record ReflectedMember(
        Target target, List<Match> matches, @Nullable ReflectedMember next) {

    /**
     * Looks into what reflection is given.
     *
     * @param what a {@code Field}, {@code Method} or {@code Constructor}, or {@code {Class, String, Class or
     *     MethodType}} as a look-up takes them
     * @return null if it is not listed, or has a body with a guard
     */
    static @Nullable ReflectedMember of(Object what, ActivePolicy activePolicy) {
        PolicyMatcher matcher = activePolicy.matcher();
        if (what instanceof Field field) {
            return field.isSynthetic()
                    ? null
                    : field(matcher, field.getDeclaringClass(), field.getName(), field.getType());
        }
        if (what instanceof Method method) {
            return method(
                    activePolicy,
                    method.getDeclaringClass(),
                    method.getName(),
                    MethodType.methodType(method.getReturnType(), method.getParameterTypes()),
                    !Modifier.isPrivate(method.getModifiers()));
        }
        if (what instanceof Constructor<?> constructor) {
            return method(
                    activePolicy,
                    constructor.getDeclaringClass(),
                    "<init>",
                    MethodType.methodType(void.class, constructor.getParameterTypes()),
                    false);
        }
        Object[] lookUp = (Object[]) what;
        Class<?> owner = (Class<?>) lookUp[0];
        String name = (String) lookUp[1];
        return lookUp[2] instanceof MethodType type
                ? method(activePolicy, owner, name, type, !name.equals("<init>"))
                : inheritedField(matcher, owner, name, (Class<?>) lookUp[2]);
    }

    /** Parameters and result, as in a class file. */
    static String descriptor(Executable member) {
        Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
        return MethodType.methodType(result, member.getParameterTypes()).toMethodDescriptorString();
    }

    /** @param inherits whether it may be a member of a class above, too */
    private static @Nullable ReflectedMember method(
            ActivePolicy activePolicy, Class<?> owner, String name, MethodType type, boolean inherits) {
        List<Class<?>> ancestors = activePolicy.jdkAncestors().get(owner);
        ReflectedMember found = null;
        for (int i = ancestors.size() - 1; i >= 0; i--) {
            Class<?> ancestor = ancestors.get(i);
            if (ancestor == owner
                    || (inherits
                            && activePolicy.matcher().mayNameMethod(ancestor.getName(), name)
                            && isReached(activePolicy, ancestor, owner, name, type))) {
                found = above(activePolicy, ancestor, name, type, found);
            }
        }
        return found;
    }

    /** Who implements an interface that is listed as a whole has bodies of its own. */
    private static boolean isReached(
            ActivePolicy activePolicy, Class<?> ancestor, Class<?> owner, String name, MethodType type) {
        return activePolicy.jdkAncestors().hasFrom(ancestor, owner, name, type)
                && (!ancestor.isInterface()
                        || activePolicy.matcher().names(ancestor.getName(), name, type.toMethodDescriptorString()));
    }

    /** The member of that class, before those of classes further up, whose rules are counted if they have not been. */
    private static @Nullable ReflectedMember above(
            ActivePolicy activePolicy,
            Class<?> declaring,
            String name,
            MethodType type,
            @Nullable ReflectedMember further) {
        Target target = new Target(declaring.getName(), name, type.toMethodDescriptorString());
        List<Match> matches = activePolicy.matcher().method(target.className(), name, target.descriptor());
        return matches.isEmpty() ? further : new ReflectedMember(target, matches, without(matches, further));
    }

    private static @Nullable ReflectedMember without(List<Match> counted, @Nullable ReflectedMember member) {
        if (member == null) {
            return null;
        }
        ReflectedMember next = without(counted, member.next);
        List<Match> left = new ArrayList<>(member.matches);
        for (int i = 0; i < counted.size(); i++) {
            String rule = counted.get(i).rule().id();
            for (int j = left.size() - 1; j >= 0; j--) {
                if (left.get(j).rule().id().equals(rule)) {
                    left.remove(j);
                }
            }
        }
        return left.isEmpty() ? next : new ReflectedMember(member.target, left, next);
    }

    private static @Nullable ReflectedMember field(PolicyMatcher matcher, Class<?> owner, String name, Class<?> type) {
        List<Match> matches = matcher.field(owner.getName(), name);
        return matches.isEmpty()
                ? null
                : new ReflectedMember(new Target(owner.getName(), name, type.descriptorString()), matches, null);
    }

    /**
     * A look-up may name a subclass of the field's class: what it means is found as the JVM finds it (JVMS §5.4.3.2).
     */
    private static @Nullable ReflectedMember inheritedField(
            PolicyMatcher matcher, Class<?> owner, String name, Class<?> type) {
        Class<?> declaring = declaring(owner, name, type);
        return declaring == null ? null : field(matcher, declaring, name, type);
    }

    private static @Nullable Class<?> declaring(Class<?> from, String name, Class<?> type) {
        for (Class<?> at = from; at != null; at = at.getSuperclass()) {
            if (declares(at, name, type)) {
                return at;
            }
            for (Class<?> implemented : at.getInterfaces()) {
                Class<?> found = declaring(implemented, name, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean declares(Class<?> owner, String name, Class<?> type) {
        try {
            return owner.getDeclaredField(name).getType() == type;
        } catch (NoSuchFieldException | LinkageError | SecurityException unknown) {
            return false;
        }
    }
}
