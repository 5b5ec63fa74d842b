package dev.lastcall.ways;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A signature of a row, in parts that other tools' languages can be made of.
 *
 * @param className binary
 * @param member empty: the class as a whole
 * @param parameters as written; null: any, or none since it is a field
 */
record Listed(String className, String member, @Nullable String parameters) {
    private static final Set<String> OF_OBJECT = Set.of("toString", "hashCode", "equals", "clone", "finalize");

    static List<Listed> of(WayRow row) {
        return row.signatures().stream().map(Listed::parse).toList();
    }

    private static Listed parse(String signature) {
        int hash = signature.indexOf('#');
        if (hash < 0) {
            return new Listed(signature, "", null);
        }
        String className = signature.substring(0, hash);
        int open = signature.indexOf('(');
        if (open < 0) {
            return new Listed(className, signature.substring(hash + 1), null);
        }
        String parameters = signature.substring(open + 1, signature.length() - 1);
        return new Listed(className, signature.substring(hash + 1, open), parameters.equals("**") ? null : parameters);
    }

    /** The listed methods and constructors that have a body; of a class nobody can load here, those that rows use. */
    List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        try {
            add(Class.forName(className, false, getClass().getClassLoader()), bodies);
        } catch (ClassNotFoundException generatedLater) {
            bodies.add(new Body(className, "make", "", false));
            bodies.add(new Body(className, "<init>", "", false));
        }
        return bodies;
    }

    private void add(Class<?> type, List<Body> bodies) {
        for (Constructor<?> each : type.getDeclaredConstructors()) {
            add(type, "<init>", each.getParameterTypes(), each.isSynthetic(), bodies);
        }
        for (Method each : type.getDeclaredMethods()) {
            boolean without = java.lang.reflect.Modifier.isAbstract(each.getModifiers())
                    || java.lang.reflect.Modifier.isNative(each.getModifiers());
            add(
                    type,
                    each.getName(),
                    each.getParameterTypes(),
                    without || (each.isSynthetic() && !each.isBridge()),
                    bodies);
        }
        if (member.isEmpty()) {
            for (Class<?> nested : type.getDeclaredClasses()) {
                add(nested, bodies);
            }
            addAnonymous(type, bodies);
        }
    }

    private void addAnonymous(Class<?> type, List<Body> bodies) {
        try {
            for (int i = 1; ; i++) {
                add(Class.forName(type.getName() + "$" + i, false, type.getClassLoader()), bodies);
            }
        } catch (ClassNotFoundException last) {
            // they are numbered without gaps
        }
    }

    private void add(Class<?> type, String name, Class<?>[] types, boolean skipped, List<Body> bodies) {
        String taken = Arrays.stream(types).map(Class::getCanonicalName).collect(Collectors.joining(","));
        boolean listed = member.isEmpty()
                ? !OF_OBJECT.contains(name)
                : member.equals(name) && (parameters == null || parameters.equals(taken));
        if (listed && !skipped) {
            bodies.add(new Body(type.getName(), name, "(" + taken + ")", type.isInterface()));
        }
    }

    /**
     * A method with code.
     *
     * @param parameters canonical names in parentheses; empty: unknown
     */
    record Body(String className, String name, String parameters, boolean inInterface) {}

    /** In AspectJ's language: calls and accesses from outside. */
    String pointcut() {
        String type = className.replace('$', '.');
        if (member.isEmpty()) {
            Set<String> all = new LinkedHashSet<>();
            for (String each : List.of(type, type + "..*")) {
                all.add("call(* " + each + ".*(..))");
                all.add("call(" + each + ".new(..))");
                all.add("get(* " + each + ".*)");
                all.add("set(* " + each + ".*)");
            }
            return "(" + String.join(" || ", all) + ") && !call(* java.lang.Object.*(..))" + outside(type);
        }
        String arguments = "(" + (parameters == null ? ".." : parameters) + ")";
        String pointcut = member.equals("<init>")
                ? "call(" + type + ".new" + arguments + ")"
                : "(call(* " + type + "." + member + arguments + ") || get(* " + type + "." + member + ") || set(* "
                        + type + "." + member + "))";
        return pointcut + outside(type);
    }

    private static String outside(String type) {
        return " && !within(" + type + ") && !within(" + type + "..*)";
    }
}
