package dev.lastcall.site;

/**
 * Which named method the body of a lambda belongs to, by the names that compilers give: {@code lambda$onOpen$0}
 * (javac), {@code onOpen$lambda$0} (Kotlin), {@code $anonfun$onOpen$1} (Scala). The same of methods and blocks of a
 * script that JRuby compiled: {@code RUBY$block$onOpen$1}.
 */
public final class Enclosing {
    private static final String JAVAC = "lambda$";
    private static final String KOTLIN = "$lambda$";
    private static final String ACCESSOR = "access$";
    private static final String PROTECTED = "protected$";
    private static final String SUPER = "$$super$";
    private static final String SUPER_IN_SCALA_3 = "super$";
    private static final String SCALA = "$anonfun$";
    private static final String SCALA_SOURCE = ".scala";
    /** Ahead of a number, in the names of methods that stand in for method references. */
    public static final String MOVED_REFERENCE = "lastcall$ref$";

    private static final String RUBY = "RUBY$";
    private static final String RUBY_CALL = "invoke";

    private Enclosing() {}

    /** The method that wrote the lambda whose body is in that method; any other name as it is. */
    public static String method(String name) {
        if (name.startsWith(JAVAC) && name.lastIndexOf('$') > JAVAC.length()) {
            return ofJavac(name.substring(JAVAC.length(), name.lastIndexOf('$')));
        }
        if (name.startsWith(SCALA) && name.lastIndexOf('$') > SCALA.length()) {
            return name.substring(SCALA.length(), name.lastIndexOf('$'));
        }
        if (name.startsWith(RUBY)) {
            return ofRuby(name);
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

    /**
     * What stands between the word for its sort and its number; any other name, or one that no signature holds, as it
     * is.
     */
    private static String ofRuby(String name) {
        int start = name.indexOf('$', RUBY.length()) + 1;
        int end = name.lastIndexOf('$');
        if (start == 0 || end <= start) {
            return name;
        }
        for (int i = start; i < end; i++) {
            if (!Character.isJavaIdentifierPart(name.charAt(i))) {
                return name;
            }
        }
        return name.substring(start, end);
    }

    private static String ofJavac(String enclosing) {
        return switch (enclosing) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> enclosing;
        };
    }

    /**
     * Whether a compiler names a method so that it makes for classes nested in its own, or for a trait, to reach what
     * they could not: {@code access$000} (javac, ECJ), {@code access$make} (Kotlin), {@code protected$make}, {@code
     * T$$super$make} (Scala 2) and {@code super$make} (Scala 3), or one for a call in a script, {@code
     * invokeOther5:make} (JRuby). It only passes on what its caller does.
     */
    public static boolean isAccessor(String name) {
        return name.startsWith(ACCESSOR)
                || name.startsWith(PROTECTED)
                || name.startsWith(SUPER_IN_SCALA_3)
                || name.contains(SUPER)
                || (name.startsWith(RUBY_CALL) && name.indexOf(':') > 0);
    }

    /**
     * As {@link #isAccessor(String)}, where more is known.
     *
     * @param synthetic whether the method is marked as made by a compiler, as Scala 3 marks not all
     * @param source the name of its class's source file
     */
    public static boolean isAccessor(String name, boolean synthetic, String source) {
        return isAccessor(name) && (synthetic || (name.startsWith(PROTECTED) && source.endsWith(SCALA_SOURCE)));
    }

    /** Whether this agent makes a method of that name, for a method reference to call in place of what it names. */
    public static boolean isMovedReference(String name) {
        return name.startsWith(MOVED_REFERENCE);
    }

    /** Whether a compiler names the body of a lambda so. */
    public static boolean isLambdaBody(String name) {
        return !method(name).equals(name);
    }
}
