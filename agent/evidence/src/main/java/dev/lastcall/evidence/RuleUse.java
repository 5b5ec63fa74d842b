package dev.lastcall.evidence;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Signature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule's signatures and allow entries that had no effect, according to its sites. Immutable. Uses no lambdas, since
 * it runs while the user waits for the end of the process.
 *
 * @param unmatched signatures of either side that cover the target of no site, called or only woven. Signatures of
 *     annotated members, which are not known by name, and those that this version cannot parse are not included
 * @param unused entries that match the caller of no allowed call; if entries overlap, all of them count as used
 * @param expired entries whose last day has passed
 */
public record RuleUse(List<String> unmatched, List<AllowInfo> unused, List<ExpiredAllow> expired) {
    public RuleUse {
        unmatched = List.copyOf(unmatched);
        unused = List.copyOf(unused);
        expired = List.copyOf(expired);
    }

    /**
     * Compares a rule with its sites. A rule in mode {@code off} watches nothing: only its expired entries are
     * reported.
     *
     * @param sites of this rule and of others
     * @param today the day by which entries are expired; null: no entry is
     */
    public static RuleUse of(RuleInfo rule, List<SiteCounts> sites, @Nullable LocalDate today) {
        List<SiteCounts> own = sitesOf(rule.id(), sites);
        boolean allows = !rule.allow().isEmpty();
        boolean watched = !rule.mode().equals(Mode.OFF.label());
        return new RuleUse(
                watched ? unmatched(rule, own) : List.of(),
                watched && allows ? AllowUse.unused(rule, own) : List.of(),
                today == null ? List.of() : AllowUse.expired(rule, own, today));
    }

    private static List<SiteCounts> sitesOf(String rule, List<SiteCounts> sites) {
        List<SiteCounts> own = new ArrayList<>();
        for (SiteCounts site : sites) {
            if (site.site().rule().equals(rule)) {
                own.add(site);
            }
        }
        return own;
    }

    private static List<String> unmatched(RuleInfo rule, List<SiteCounts> sites) {
        SiteTargets targets = sites.isEmpty() ? null : new SiteTargets(sites);
        List<String> unmatched = new ArrayList<>();
        for (int i = 0; i < rule.deprecated().size(); i++) {
            String text = rule.deprecated().get(i);
            if (isAbsent(text, targets) || isUnmatched(rule.deprecatedAt(i), targets)) {
                unmatched.add(text);
            }
        }
        for (int i = 0; i < rule.canonical().size(); i++) {
            String text = rule.canonical().get(i);
            if (isAbsent(text, targets) || isUnmatched(rule.canonicalAt(i), targets)) {
                unmatched.add(text);
            }
        }
        return unmatched;
    }

    /** Whether it names a whole class that is no target, as most of thousands: not worth a parser. */
    private static boolean isAbsent(String text, @Nullable SiteTargets targets) {
        return ClassPattern.isPlainName(text) && (targets == null || !targets.haveClass(text));
    }

    private static boolean isUnmatched(@Nullable Signature signature, @Nullable SiteTargets targets) {
        return signature != null
                && !(signature.member() instanceof Signature.Member.Annotated)
                && (targets == null || !targets.haveOneOf(signature));
    }
}
