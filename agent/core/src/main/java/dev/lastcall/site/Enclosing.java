package dev.lastcall.site;

/** Which named method a compiler-made one belongs to. */
public final class Enclosing {
    private static final String LAMBDA = "lambda$";

    private Enclosing() {}

    /**
     * The method that wrote the lambda whose body is in that method, by javac's naming ({@code lambda$onOpen$0}); any
     * other name as it is.
     */
    public static String method(String name) {
        if (!isLambdaBody(name)) {
            return name;
        }
        String enclosing = name.substring(LAMBDA.length(), name.lastIndexOf('$'));
        return switch (enclosing) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> enclosing;
        };
    }

    /** Whether javac names the body of a lambda so. */
    public static boolean isLambdaBody(String name) {
        return name.startsWith(LAMBDA) && name.lastIndexOf('$') > LAMBDA.length();
    }
}
