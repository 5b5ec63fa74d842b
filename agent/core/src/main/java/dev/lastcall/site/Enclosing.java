package dev.lastcall.site;

/**
 * Which named method the body of a lambda belongs to, by the names that compilers give: {@code lambda$onOpen$0} (javac),
 * {@code onOpen$lambda$0} (Kotlin), {@code $anonfun$onOpen$1} (Scala).
 */
public final class Enclosing {
    private static final String JAVAC = "lambda$";
    private static final String KOTLIN = "$lambda$";
    private static final String ACCESSOR = "access$";
    private static final String PROTECTED = "protected$";
    private static final String SUPER = "$$super$";
    private static final String SCALA = "$anonfun$";

    private Enclosing() {}

    /** The method that wrote the lambda whose body is in that method; any other name as it is. */
    public static String method(String name) {
        if (name.startsWith(JAVAC) && name.lastIndexOf('$') > JAVAC.length()) {
            return ofJavac(name.substring(JAVAC.length(), name.lastIndexOf('$')));
        }
        if (name.startsWith(SCALA) && name.lastIndexOf('$') > SCALA.length()) {
            return name.substring(SCALA.length(), name.lastIndexOf('$'));
        }
        int kotlin = name.indexOf(KOTLIN);
        return kotlin > 0 ? name.substring(0, kotlin) : name;
    }

    /** Whether that is the name of a lambda's body that does not tell the method around it, as ECJ gives them. */
    public static boolean isNumbered(String name) {
        if (!name.startsWith(JAVAC) || name.length() == JAVAC.length()) {
            return false;
        }
        for (int i = JAVAC.length(); i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String ofJavac(String enclosing) {
        return switch (enclosing) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> enclosing;
        };
    }

    /**
     * Whether a compiler names a method so that it makes for classes nested in its own, or for a trait, to reach what they
     * could not: {@code access$000} (javac, ECJ), {@code access$make} (Kotlin), {@code protected$make} and {@code T$$super$make}
     * (Scala). It only passes on what its caller does.
     */
    public static boolean isAccessor(String name) {
        return name.startsWith(ACCESSOR) || name.startsWith(PROTECTED) || name.contains(SUPER);
    }

    /** Whether a compiler names the body of a lambda so. */
    public static boolean isLambdaBody(String name) {
        return !method(name).equals(name);
    }
}
