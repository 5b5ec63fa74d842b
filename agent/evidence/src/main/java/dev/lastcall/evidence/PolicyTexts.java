package dev.lastcall.evidence;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what a ledger has of a policy. Pure functions. */
final class PolicyTexts {
    private PolicyTexts() {}

    /** The signature; null if the text was cut, or if a later version wrote it. */
    static @Nullable Signature signature(String text) {
        try {
            return Signatures.parse(text);
        } catch (InvalidSignatureException | RuntimeException unknown) {
            return null;
        }
    }

    /** All of them; one that is not understood is taken as a class of that name, which there is not. */
    static List<Signature> signatures(List<String> texts) {
        List<Signature> signatures = new ArrayList<>();
        for (String text : texts) {
            Signature signature = signature(text);
            signatures.add(
                    signature != null ? signature : new Signature(text, new ClassPattern(text), Signature.Member.ALL));
        }
        return signatures;
    }

    /** The entry; null if its text was cut, or if a later version wrote it. */
    static @Nullable AllowEntry entry(AllowInfo info) {
        try {
            LocalDate expires = info.expires().isEmpty() ? null : LocalDate.parse(info.expires());
            String owner = info.owner().isEmpty() ? null : info.owner();
            return Signatures.parseCallers(info.callers(), info.reason(), owner, expires);
        } catch (InvalidSignatureException | RuntimeException unknown) {
            return null;
        }
    }
}
