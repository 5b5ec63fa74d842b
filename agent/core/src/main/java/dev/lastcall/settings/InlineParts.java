package dev.lastcall.settings;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Texts;
import java.util.List;

/** Parses the parts of the rule {@code inline} that are more than the name of a class. */
final class InlineParts {
    private InlineParts() {}

    static void addSignature(SettingValue value, Texts.Part part, List<Signature> signatures, List<Problem> problems) {
        try {
            signatures.add(Signatures.parse(part.text()));
        } catch (InvalidSignatureException e) {
            problems.add(problem(value, part, e));
        }
    }

    static void addCallers(SettingValue value, Texts.Part part, List<AllowEntry> entries, List<Problem> problems) {
        try {
            entries.add(Signatures.parseCallers(part.text(), AllowEntry.OF_SETTINGS, null, null));
        } catch (InvalidSignatureException e) {
            problems.add(problem(value, part, e));
        }
    }

    private static Problem problem(SettingValue value, Texts.Part part, InvalidSignatureException e) {
        return new Problem(
                value.place(),
                "'" + part.text() + "', column " + (part.offset() + e.column()) + ": " + e.getMessage()
                        + setting(part.text()));
    }

    private static String setting(String part) {
        int equals = part.indexOf('=');
        boolean isSetting = equals > 0 && Setting.of(part.substring(0, equals).strip()) != null;
        return isSetting ? "; another setting stands behind a comma" : "";
    }
}
