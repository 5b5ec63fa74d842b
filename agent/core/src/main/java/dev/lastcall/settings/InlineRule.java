package dev.lastcall.settings;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one rule that settings can hold without a policy file. */
final class InlineRule {
    static final String ID = "inline";

    /** How many canonical members a message names. */
    private static final int MOST_NAMED = 3;

    private InlineRule() {}

    /** The rule of those values; null if there is none, or if it is wrong. */
    static @Nullable Rule of(
            @Nullable SettingValue deprecated,
            @Nullable SettingValue canonical,
            @Nullable SettingValue allow,
            List<Problem> problems) {
        if (deprecated == null) {
            checkAlone(canonical, problems);
            checkAlone(allow, problems);
            return null;
        }
        int before = problems.size();
        List<Signature> old = signatures(deprecated, problems);
        List<Signature> replacement = signatures(canonical, problems);
        List<AllowEntry> allowed = callers(allow, problems);
        if (old.isEmpty() && problems.size() == before) {
            problems.add(new Problem(deprecated.place(), "'" + deprecated.text() + "' names no signature"));
        }
        return problems.size() == before
                ? new Rule(ID, old, replacement, advice(replacement), allowed, Mode.BLOCK)
                : null;
    }

    /** What to use instead, as far as that fits into a line; empty if nothing is given. */
    private static String advice(List<Signature> replacement) {
        if (replacement.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Use ").append(replacement.get(0).text());
        int named = Math.min(replacement.size(), MOST_NAMED);
        for (int i = 1; i < named; i++) {
            text.append(i + 1 == replacement.size() ? " or " : ", ")
                    .append(replacement.get(i).text());
        }
        return text.append(named < replacement.size() ? " or another canonical member." : ".")
                .toString();
    }

    private static void checkAlone(@Nullable SettingValue value, List<Problem> problems) {
        if (value != null) {
            problems.add(new Problem(
                    value.place(), "needs the setting deprecated beside it; policy files have their own lists"));
        }
    }

    private static List<Signature> signatures(@Nullable SettingValue value, List<Problem> problems) {
        List<Signature> signatures = new ArrayList<>();
        if (value != null) {
            for (Texts.Part part : Texts.split(value.text())) {
                if (ClassPattern.isPlainName(part.text())) {
                    signatures.add(Signatures.ofClass(part.text(), null));
                } else {
                    InlineParts.addSignature(value, part, signatures, problems);
                }
            }
        }
        return signatures;
    }

    private static List<AllowEntry> callers(@Nullable SettingValue value, List<Problem> problems) {
        List<AllowEntry> entries = new ArrayList<>();
        if (value != null) {
            for (Texts.Part part : Texts.split(value.text())) {
                InlineParts.addCallers(value, part, entries, problems);
            }
        }
        return entries;
    }
}
