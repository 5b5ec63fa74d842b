package dev.lastcall.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signature grammar (agent/docs/policy.md): that of forbidden-apis 3.11, extended by {@code T...} for {@code
 * T[]}, a glob before a member, {@code @Deprecated in GLOB} and {@code @Deprecated(forRemoval) in GLOB}. Pure
 * functions.
 */
public final class Signatures {
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
        return ClassPattern.isPlainName(text) ? ofClass(text, message) : new SignatureParser(text).signature(message);
    }

    /** The signature of a whole class; the name must be one by {@link ClassPattern#isPlainName}. */
    public static Signature ofClass(String name, @Nullable String message) {
        return new Signature(name, new ClassPattern(name), Signature.Member.ALL, message);
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
