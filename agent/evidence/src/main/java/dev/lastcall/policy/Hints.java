package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is valid in a policy but probably a mistake. In the grammar, {@code Old} is a class without a package, and
 * {@code com.acme.Old.class} is a class named {@code class}: such signatures match nothing, without an error. Pure
 * functions.
 */
public final class Hints {
    private Hints() {}

    /**
     * A sentence for each signature and each allow entry that is probably a mistake, in the policy's order, after the
     * rule's id.
     */
    public static List<String> of(Policy policy) {
        List<String> hints = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            add(rule, rule.deprecated(), hints);
            add(rule, rule.canonical(), hints);
            for (AllowEntry entry : rule.allow()) {
                String hint = entry.method() == null ? hint(entry.callers(), true) : null;
                if (hint != null) {
                    hints.add(rule.id() + ": allow " + entry.text() + ": " + hint);
                }
            }
        }
        return hints;
    }

    private static void add(Rule rule, List<Signature> signatures, List<String> hints) {
        for (Signature signature : signatures) {
            String hint = of(signature);
            if (hint != null) {
                hints.add(rule.id() + ": " + signature.text() + ": " + hint);
            }
        }
    }

    /** What is probably wrong; null if nothing is. */
    public static @Nullable String of(Signature signature) {
        String hint = hint(signature.owner(), signature.namesWholeClass());
        if (hint == null
                && signature.member() instanceof Signature.Member.Method method
                && method.parameters() != null) {
            for (String parameter : method.parameters()) {
                if (isWithoutPackage(parameter)) {
                    return "has a parameter type without a package, " + parameter + "; write types in full";
                }
            }
        }
        return hint;
    }

    private static @Nullable String hint(ClassPattern pattern, boolean wholeClass) {
        String name = pattern.text();
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return pattern.isExact() ? "names a class without a package; if it has one, write it in front" : null;
        }
        String before = name.substring(0, dot);
        String last = name.substring(dot + 1);
        if (last.equals("class") || last.equals("java")) {
            return "names a class called '" + last + "'; write " + before;
        }
        if (!isCapital(name, before.lastIndexOf('.') + 1)) {
            return null;
        }
        if (last.equals("*") || last.equals("**")) {
            return "names the classes of a package called " + before + "; for the members of a class write " + before;
        }
        if (!pattern.isExact()) {
            return null;
        }
        if (isCapital(name, dot + 1)) {
            return "names a class of a package called " + before + "; a nested class is written " + before + '$' + last;
        }
        return wholeClass
                ? "names a class called '" + last + "'; a method is written " + before + '#' + last + "(**), a field "
                        + before + '#' + last
                : null;
    }

    /** By convention, names of classes begin with a capital letter, those of packages and members do not. */
    private static boolean isCapital(String name, int at) {
        char c = name.charAt(at);
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isWithoutPackage(String type) {
        return type.indexOf('.') < 0 && isCapital(type, 0);
    }

    /**
     * The glob for what a regular expression was probably meant to match.
     *
     * @return null if there is no such glob
     */
    static @Nullable String asGlob(String text) {
        String glob = text.replace("\\.", "\u0001")
                .replace(".*", "**")
                .replace(".+", "**")
                .replace("[^\u0001]*", "*")
                .replace("[^.]*", "*")
                .replace("\u0001", ".")
                .replace("^", "");
        if (glob.endsWith("$")) {
            glob = glob.substring(0, glob.length() - 1);
        }
        boolean isGlob = !glob.isEmpty() && !glob.contains("***") && !glob.contains("..") && !glob.startsWith(".");
        for (int i = 0; i < glob.length() && isGlob; i++) {
            char c = glob.charAt(i);
            isGlob = c == '.' || c == '*' || Character.isJavaIdentifierPart(c);
        }
        return isGlob ? glob : null;
    }
}
