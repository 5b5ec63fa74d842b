package dev.lastcall.explain;

/**
 * What somebody asks about: a class, or a method of it. Immutable.
 *
 * @param className binary name
 * @param method empty: any
 */
public record Asked(String className, String method) {

    /**
     * From what people copy: {@code a.b.C}, {@code a.b.C#m}, {@code a.b.C#m(int):void}, {@code a.b.C.m(C.java:41)}, {@code a/b/C}, all of them
     * also with {@code ->} and what is called behind it.
     */
    public static Asked parse(String text) {
        int arrow = text.indexOf("->");
        String caller = (arrow < 0 ? text : text.substring(0, arrow)).strip();
        if (caller.startsWith("at ")) {
            caller = caller.substring(3).strip();
        }
        int open = caller.indexOf('(');
        String name = open < 0 ? caller : caller.substring(0, open);
        int hash = name.indexOf('#');
        if (hash >= 0) {
            return new Asked(plain(name.substring(0, hash)), name.substring(hash + 1));
        }
        int dot = name.lastIndexOf('.');
        if (open >= 0 && dot > 0) {
            return new Asked(plain(name.substring(0, dot)), name.substring(dot + 1));
        }
        return new Asked(plain(name), "");
    }

    private static String plain(String className) {
        int slash = className.lastIndexOf('/');
        boolean isModule = slash >= 0 && className.indexOf('.') >= 0; // app//a.b.C, java.base/java.lang.Thread
        return isModule ? className.substring(slash + 1) : className.replace('/', '.');
    }

    /** Whether that is the class, or one written in it, and the method. */
    boolean names(String otherClass, String otherMethod) {
        boolean inClass = otherClass.equals(className) || otherClass.startsWith(className + '$');
        return inClass && (method.isEmpty() || method.equals(otherMethod));
    }

    String inWords() {
        return method.isEmpty() ? className : className + '#' + method;
    }
}
