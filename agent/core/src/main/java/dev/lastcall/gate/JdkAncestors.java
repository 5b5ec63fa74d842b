package dev.lastcall.gate;

import dev.lastcall.policy.PolicyMatcher;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The listed classes of the JDK that a class is or extends, nearest first, and what these declare: known of each class
 * once it was asked. What is known lies in the class, so that nothing here keeps a class or its loader. Thread-safe.
 */
final class JdkAncestors extends ClassValue<List<Class<?>>> {
    private final PolicyMatcher matcher;
    private final Declared declared = new Declared();

    JdkAncestors(PolicyMatcher matcher) {
        this.matcher = matcher;
    }

    @Override
    protected List<Class<?>> computeValue(Class<?> type) {
        List<Class<?>> found = new ArrayList<>(0);
        if (matcher.listsJdk()) {
            add(type, found);
        }
        return found;
    }

    /** Superclasses before interfaces. */
    private void add(Class<?> type, List<Class<?>> found) {
        if (FrameSorter.isOfJdk(type) && matcher.lists(type.getName()) && !found.contains(type)) {
            found.add(type);
        }
        if (type.getSuperclass() != null) {
            add(type.getSuperclass(), found);
        }
        for (Class<?> implemented : type.getInterfaces()) {
            add(implemented, found);
        }
    }

    /**
     * Whether a class has from that class of the JDK, which it extends, a method by inheritance, be it overridden; a
     * static method is not overridden but hidden.
     */
    boolean hasFrom(Class<?> ofJdk, Class<?> owner, String name, MethodType type) {
        Boolean isStatic = declared.get(ofJdk).get(name + type.toMethodDescriptorString());
        return isStatic != null && !(isStatic && isHidden(ofJdk, owner, name, type));
    }

    private static boolean isHidden(Class<?> ofJdk, Class<?> owner, String name, MethodType type) {
        for (Class<?> at = owner; at != null && at != ofJdk; at = at.getSuperclass()) {
            try {
                return at.getDeclaredMethod(name, type.parameterArray()) != null;
            } catch (NoSuchMethodException | LinkageError none) {
                // not here
            }
        }
        return false;
    }

    /** Of classes of the JDK, the methods that subclasses have from them, and whether they are static. */
    private static final class Declared extends ClassValue<Map<String, Boolean>> {
        @Override
        protected Map<String, Boolean> computeValue(Class<?> type) {
            Map<String, Boolean> methods = new HashMap<>();
            for (Method method : type.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
                    MethodType key = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
                    methods.put(method.getName() + key.toMethodDescriptorString(), Modifier.isStatic(modifiers));
                }
            }
            return methods;
        }
    }
}
