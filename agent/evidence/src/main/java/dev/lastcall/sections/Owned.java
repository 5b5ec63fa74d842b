package dev.lastcall.sections;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The owners of something, and the source that names them. Immutable.
 *
 * @param owners names of people or teams; empty if nobody is named
 * @param by the source that names them
 */
public record Owned(List<String> owners, By by) {
    static final Owned BY_NOBODY = new Owned(List.of(), By.NOBODY);

    public Owned {
        owners = List.copyOf(owners);
    }

    /** The source that names an owner. The first one that does counts. */
    public enum By {
        /** The policy's {@code owners}. */
        POLICY("policy"),
        /** A CODEOWNERS file. */
        CODEOWNERS("codeowners"),
        /** The allow entry that lets the calls pass. */
        ALLOW_ENTRY("allow-entry"),
        /** The rule. */
        RULE("rule"),
        NOBODY("");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** The word that reports use; empty for nobody. */
        public String word() {
            return word;
        }
    }

    static Owned of(String owner, By by) {
        return new Owned(List.of(owner), by);
    }

    /** Whether that name is among them, in small letters or capitals, with or without an {@code @} before it. */
    boolean isOf(String name) {
        for (String owner : owners) {
            if (isSame(owner, name)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSame(@Nullable String owner, String name) {
        return owner != null && plain(owner).equals(plain(name));
    }

    private static String plain(String owner) {
        return (owner.startsWith("@") ? owner.substring(1) : owner).toLowerCase(Locale.ROOT);
    }
}
