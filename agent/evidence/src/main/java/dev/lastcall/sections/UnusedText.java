package dev.lastcall.sections;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.ExpiredAllow;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Hints;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signatures;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.ReportedSite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something in a policy that had no effect, or no longer has one. Immutable.
 *
 * @param rule the rule's id
 * @param text a signature, or the callers of an allow entry
 * @param why why it had no effect
 */
public record UnusedText(String rule, String text, String why) {

    /** ExpiredAllow entries first, then those that let nobody pass, then and now, then signatures. */
    static List<UnusedText> of(List<RuleTotals> rules, List<ReportedSite> sites) {
        Set<String> used = new HashSet<>();
        for (ReportedSite site : sites) {
            if (site.entry() != null && site.allowedCalls() > 0) {
                used.add(site.rule() + ' ' + site.entry().text());
            }
        }
        List<UnusedText> expired = new ArrayList<>();
        List<UnusedText> entries = new ArrayList<>();
        List<UnusedText> signatures = new ArrayList<>();
        for (RuleTotals rule : rules) {
            for (ExpiredAllow entry : rule.use().expired()) {
                expired.add(new UnusedText(rule.id(), entry.entry().callers(), why(entry)));
            }
            for (AllowInfo entry : rule.use().unused()) {
                if (!used.contains(rule.id() + ' ' + entry.callers())) {
                    entries.add(new UnusedText(rule.id(), entry.callers(), "never used" + reason(entry)));
                }
            }
            for (String signature : rule.use().unmatched()) {
                signatures.add(new UnusedText(rule.id(), signature, "matched nothing" + hint(signature)));
            }
        }
        expired.addAll(entries);
        expired.addAll(signatures);
        return expired;
    }

    private static String why(ExpiredAllow expired) {
        return "expired " + expired.entry().expires()
                + (expired.openCalls() > 0 ? ", " + Words.count(expired.openCalls(), "call") + " not allowed" : "")
                + reason(expired.entry());
    }

    private static String reason(AllowInfo entry) {
        String reason = AllowEntry.isReason(entry.reason()) ? entry.reason() : "";
        String owner = entry.owner().isEmpty() ? "" : "owner " + entry.owner();
        String both = reason + (reason.isEmpty() || owner.isEmpty() ? "" : "; ") + owner;
        return both.isEmpty() ? "" : " (" + both + ')';
    }

    /** What a signature may mean instead of what it says. */
    private static String hint(String signature) {
        try {
            String hint = Hints.of(Signatures.parse(signature));
            return hint == null ? "" : "; it " + hint;
        } catch (InvalidSignatureException ofAnotherVersion) {
            return "";
        }
    }
}
