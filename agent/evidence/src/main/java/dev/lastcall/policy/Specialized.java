package dev.lastcall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a method that Scala 2 makes for single primitive types, where its source has {@code @specialized}, and calls
 * in its place: {@code act$mcI$sp(int)} for {@code act(Object)}. The letters are those of descriptors, first for the
 * method's type parameters, after {@code $m}, then for those of its class, after {@code c} (Scala 2.13,
 * scala.reflect.internal.StdNames, specializedName). Pure functions.
 */
final class Specialized {
    private static final String END = "$sp";
    private static final String START = "$m";
    private static final String LETTERS = "BCDFIJSVZL";

    private Specialized() {}

    /**
     * Whether a method is such a copy of another one.
     *
     * @param parameters those of the other one, as Java source writes them; null: any
     */
    static boolean isOf(String name, String descriptor, String plain, @Nullable List<String> parameters) {
        return isOf(name, plain) && (parameters == null || fits(descriptor, parameters));
    }

    /** Whether a method of the one name is such a copy of one of the other name. */
    static boolean isOf(String name, String plain) {
        if (!name.endsWith(END) || !name.startsWith(plain) || !name.startsWith(START, plain.length())) {
            return false;
        }
        boolean ofClass = false;
        for (int i = plain.length() + START.length(); i < name.length() - END.length(); i++) {
            char letter = name.charAt(i);
            if (letter == 'c' && !ofClass) {
                ofClass = true;
            } else if (LETTERS.indexOf(letter) < 0) {
                return false;
            }
        }
        return ofClass;
    }

    private static boolean fits(String descriptor, List<String> meant) {
        List<String> own = Descriptors.parameterTypes(descriptor);
        if (own.size() != meant.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            boolean same = own.get(i).equals(meant.get(i));
            if (!same && !(meant.get(i).equals("java.lang.Object") && Descriptors.isPrimitive(own.get(i)))) {
                return false;
            }
        }
        return true;
    }
}
