package dev.lastcall.field;

import java.util.List;

/** A listed member, with all its overloads: {@code com.acme.Old#make(**)}. */
record Listed(String className, String member) {
    private static final String OVERLOADS = "(**)";
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    static Listed of(String signature) {
        int hash = signature.indexOf('#');
        if (hash < 0 || !signature.endsWith(OVERLOADS)) {
            throw new IllegalArgumentException(signature);
        }
        return new Listed(
                signature.substring(0, hash), signature.substring(hash + 1, signature.length() - OVERLOADS.length()));
    }

    static boolean isOfJdk(String className) {
        for (String prefix : JDK) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return className + "#" + member;
    }
}
