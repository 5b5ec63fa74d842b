package dev.lastcall.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signature grammar (agent/docs/policy.md). It is that of forbidden-apis 3.11, and beyond it: {@code T...} for
 * {@code T[]}, a glob in front of a member, {@code @Deprecated in GLOB} and {@code @Deprecated(forRemoval) in GLOB}.
 * Pure functions.
 */
public final class Signatures {
    /** A bit for each character of a plain name below U+0040: digits and {@code $}. */
    private static final long TO_63 = 0x03ff_0010_0000_0000L;
    /** A bit for each character of a plain name from U+0040 to U+007F: letters. */
    private static final long FROM_64 = 0x07ff_fffe_07ff_fffeL;

    private Signatures() {}

    /**
     * The signature that the text stands for.
     *
     * @param text one signature; surrounding blanks are ignored
     * @throws InvalidSignatureException at the first thing that does not fit
     */
    public static Signature parse(String text) throws InvalidSignatureException {
        return parse(text, null);
    }

    public static Signature parse(String text, @Nullable String message) throws InvalidSignatureException {
        return isPlainName(text) ? ofClass(text, message) : new SignatureParser(text).signature(message);
    }

    /** The signature of a whole class, which {@link #isPlainName} has found to be a name. */
    public static Signature ofClass(String name, @Nullable String message) {
        return new Signature(name, new ClassPattern(name), Signature.Member.ALL, message);
    }

    /** Whether the text is a class name of ASCII letters and digits: what most are, of thousands read at the start. */
    public static boolean isPlainName(String text) {
        return isPlainName(text, 0, text.length());
    }

    /** Whether that part of a text is. */
    public static boolean isPlainName(String text, int start, int end) {
        char before = '.';
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean inName = c < 128 && ((c < 64 ? TO_63 : FROM_64) >>> c & 1) != 0;
            if (!inName && (c != '.' || before == '.')) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    /**
     * An allow entry for the callers that the text names: a class glob, optionally {@code #method} (every overload;
     * {@code <init>} and {@code <clinit>} are method names).
     *
     * @throws InvalidSignatureException at the first thing that does not fit
     */
    public static AllowEntry parseCallers(
            String text, String reason, @Nullable String owner, @Nullable LocalDate expires)
            throws InvalidSignatureException {
        return new SignatureParser(text).allowEntry(reason, owner, expires);
    }

    /**
     * The classes that the text names: a class name or glob, without a member.
     *
     * @throws InvalidSignatureException at the first thing that does not fit
     */
    public static ClassPattern parseClasses(String text) throws InvalidSignatureException {
        return new SignatureParser(text).classes();
    }
}
