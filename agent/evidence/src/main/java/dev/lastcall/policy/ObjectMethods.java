package dev.lastcall.policy;

/**
 * The methods of {@link Object}, which a class signature doesn't cover: nobody migrates calls of {@code hashCode}. Nor
 * does it cover two of {@code GroovyObject}, which Groovy's compiler adds to each class and its runtime calls.
 */
final class ObjectMethods {
    private ObjectMethods() {}

    static boolean contains(String name, String descriptor) {
        return switch (name) {
            case "hashCode", "toString", "getClass", "notify", "notifyAll", "clone", "finalize" ->
                descriptor.startsWith("()");
            case "equals" -> descriptor.equals("(Ljava/lang/Object;)Z");
            case "wait" -> descriptor.equals("()V") || descriptor.equals("(J)V") || descriptor.equals("(JI)V");
            case "getMetaClass" -> descriptor.equals("()Lgroovy/lang/MetaClass;");
            case "setMetaClass" -> descriptor.equals("(Lgroovy/lang/MetaClass;)V");
            default -> false;
        };
    }
}
