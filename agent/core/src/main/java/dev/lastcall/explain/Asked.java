package dev.lastcall.explain;

/**
 * What somebody asks about: a class, or a method of it. Immutable.
 *
 * @param className binary name
 * @param method empty: any
 * @param written as it was written behind {@code #}, since other languages have method names with parentheses; empty if
 *     there was none
 */
public record Asked(String className, String method, String written) {

    /**
     * From what people copy: {@code a.b.C}, {@code a.b.C#m}, {@code a.b.C#m(int):void}, {@code a.b.C.m(C.java:41)},
     * {@code a/b/C}, all of them also with {@code ->} and what is called behind it.
     */
    public static Asked parse(String text) {
        int arrow = text.indexOf("->");
        String caller = (arrow < 0 ? text : text.substring(0, arrow)).strip();
        if (caller.startsWith("at ")) {
            caller = caller.substring(3).strip();
        }
        int open = caller.lastIndexOf('('); // the one of the arguments or of the line; a name may hold others
        String name = open < 0 ? caller : caller.substring(0, open);
        int hash = caller.indexOf('#');
        if (hash >= 0) {
            String method = caller.substring(hash + 1, Math.max(hash + 1, name.length()));
            return new Asked(plain(caller.substring(0, hash)), method, caller.substring(hash + 1));
        }
        int dot = name.lastIndexOf('.');
        if (open >= 0 && dot > 0) {
            return new Asked(plain(name.substring(0, dot)), name.substring(dot + 1), "");
        }
        return new Asked(plain(name), "", "");
    }

    private static String plain(String className) {
        int slash = className.lastIndexOf('/');
        boolean isModule = slash >= 0 && className.indexOf('.') >= 0; // app//a.b.C, java.base/java.lang.Thread
        return isModule ? className.substring(slash + 1) : className.replace('/', '.');
    }

    /** Whether that is the class, or one written in it, and the method. */
    boolean names(String otherClass, String otherMethod) {
        boolean inClass = otherClass.equals(className) || otherClass.startsWith(className + '$');
        return inClass && (method.isEmpty() || method.equals(otherMethod) || written.equals(otherMethod));
    }

    String inWords() {
        return method.isEmpty() ? className : className + '#' + (written.isEmpty() ? method : written);
    }
}
