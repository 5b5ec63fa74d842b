package dev.lastcall.migrate;

import dev.lastcall.classpath.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value of one type can stand where another is expected, and in which order arguments fit. Pure. */
final class Fit {
    private static final List<String> WIDER = List.of("byte", "short", "int", "long", "float", "double");
    private static final Map<String, String> BOXES = Map.of(
            "boolean", "java.lang.Boolean",
            "byte", "java.lang.Byte",
            "char", "java.lang.Character",
            "short", "java.lang.Short",
            "int", "java.lang.Integer",
            "long", "java.lang.Long",
            "float", "java.lang.Float",
            "double", "java.lang.Double");

    private final Library library;

    Fit(Library library) {
        this.library = library;
    }

    /** Null if that can't be known, since a class is not known. */
    @Nullable
    Boolean isAssignable(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        if (from.equals("void") || to.equals("void")) {
            return to.equals("void"); // a result that nobody took may be dropped
        }
        boolean isPrimitive = isPrimitive(from);
        if (isPrimitive && isPrimitive(to)) {
            int wider = WIDER.indexOf(to);
            return wider >= 0
                    && (from.equals("char") ? wider >= 2 : WIDER.indexOf(from) >= 0 && WIDER.indexOf(from) < wider);
        }
        if (isPrimitive) {
            return isAssignable(BOXES.getOrDefault(from, from), to);
        }
        if (isPrimitive(to)) {
            return from.equals(BOXES.get(to));
        }
        if (from.endsWith("[]")) {
            return to.equals("java.lang.Object")
                    || to.equals("java.lang.Cloneable")
                    || to.equals("java.io.Serializable")
                    || (to.endsWith("[]")
                            && !isPrimitive(element(from))
                            && Boolean.TRUE.equals(isAssignable(element(from), element(to))));
        }
        return to.endsWith("[]") ? Boolean.FALSE : library.isSubtype(from, to);
    }

    private static String element(String array) {
        return array.substring(0, array.length() - 2);
    }

    private static boolean isPrimitive(String type) {
        return BOXES.containsKey(type);
    }

    /** The order, from 1, in which the old arguments are the new ones, by their types; null if none or several are. */
    static @Nullable List<Integer> order(List<String> old, List<String> wanted) {
        List<Integer> order = new ArrayList<>();
        if (old.size() != wanted.size()) {
            return null;
        }
        if (old.equals(wanted)) {
            for (int i = 1; i <= old.size(); i++) {
                order.add(i);
            }
            return order;
        }
        for (String type : wanted) {
            int at = old.indexOf(type);
            if (at < 0 || at != old.lastIndexOf(type)) {
                return null;
            }
            order.add(at + 1);
        }
        return order;
    }
}
