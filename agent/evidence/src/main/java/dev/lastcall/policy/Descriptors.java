package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.List;

/** Converts JVM descriptors (JVMS §4.3) to types as Java source writes them. Pure functions. */
public final class Descriptors {
    private static final String PRIMITIVES = "BCDFIJSZ";

    private static final int MOST_DIMENSIONS = 255;

    private Descriptors() {}

    /**
     * The parameter types of a method descriptor: {@code (I[Ljava/lang/String;)V} gives {@code int} and
     * {@code java.lang.String[]}.
     *
     * @throws IllegalArgumentException if it is not a method descriptor
     */
    public static List<String> parameterTypes(String descriptor) {
        List<String> types = new ArrayList<>();
        int at = 1;
        while (at < descriptor.length() && descriptor.charAt(at) != ')') {
            int end = endOfType(descriptor, at);
            types.add(type(descriptor.substring(at, end)));
            at = end;
        }
        if (descriptor.isEmpty() || descriptor.charAt(0) != '(' || at == descriptor.length()) {
            throw new IllegalArgumentException("not a method descriptor: " + descriptor);
        }
        return types;
    }

    /**
     * The type that a field descriptor stands for.
     *
     * @throws IllegalArgumentException if it is not a field descriptor
     */
    public static String type(String descriptor) {
        int dimensions = 0;
        while (dimensions < descriptor.length() && descriptor.charAt(dimensions) == '[') {
            dimensions++;
        }
        StringBuilder type = new StringBuilder(elementType(descriptor, dimensions));
        for (int i = 0; i < dimensions; i++) {
            type.append("[]");
        }
        return type.toString();
    }

    /** Whether the type, as Java source writes it, is a primitive one. */
    static boolean isPrimitive(String type) {
        return switch (type) {
            case "boolean", "byte", "char", "double", "float", "int", "long", "short" -> true;
            default -> false;
        };
    }

    /** Whether it is a whole method descriptor, from its parameters to its result. */
    public static boolean isOfMethod(String text) {
        if (text.isEmpty() || text.charAt(0) != '(') {
            return false;
        }
        int at = 1;
        while (at > 0 && at < text.length() && text.charAt(at) != ')') {
            at = text.charAt(at) == 'V' ? -1 : afterType(text, at);
        }
        return at > 0 && at < text.length() && afterType(text, at + 1) == text.length();
    }

    /** Whether it is a field descriptor. */
    public static boolean isOfField(String text) {
        return !text.startsWith("V") && afterType(text, 0) == text.length();
    }

    /** The end of the type that begins there, which may be {@code void}; negative if none begins there. */
    private static int afterType(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
        }
        if (at == text.length() || at - start > MOST_DIMENSIONS) {
            return -1;
        }
        if (text.charAt(at) == 'L') {
            int end = text.indexOf(';', at);
            return end > at + 1 ? end + 1 : -1;
        }
        boolean known = text.charAt(at) == 'V' ? at == start : PRIMITIVES.indexOf(text.charAt(at)) >= 0;
        return known ? at + 1 : -1;
    }

    private static String elementType(String descriptor, int at) {
        char first = at < descriptor.length() ? descriptor.charAt(at) : ' ';
        return switch (first) {
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'D' -> "double";
            case 'F' -> "float";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'S' -> "short";
            case 'V' -> "void";
            case 'Z' -> "boolean";
            case 'L' -> descriptor.substring(at + 1, descriptor.length() - 1).replace('/', '.');
            default -> throw new IllegalArgumentException("not a type descriptor: " + descriptor);
        };
    }

    private static int endOfType(String descriptor, int start) {
        int at = start;
        while (at < descriptor.length() && descriptor.charAt(at) == '[') {
            at++;
        }
        int end = at < descriptor.length() && descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) : at;
        if (end < 0 || end >= descriptor.length()) {
            throw new IllegalArgumentException("not a method descriptor: " + descriptor);
        }
        return end + 1;
    }
}
