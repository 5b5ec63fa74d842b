package dev.lastcall.evidence;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Signature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a rule came to nothing, as its sites show. Immutable. Made without lambdas, since that happens while the user
 * waits for the end of the process.
 *
 * @param unmatched signatures of either side that cover the target of no site, called or only woven. Not among them:
 *     those of annotated members, which are not known by name, and those that this version cannot parse
 * @param unused entries that name the caller of no allowed call; of entries that overlap, all count as used
 * @param expired entries whose last day has passed
 */
public record RuleUse(List<String> unmatched, List<AllowInfo> unused, List<ExpiredAllow> expired) {
    public RuleUse {
        unmatched = List.copyOf(unmatched);
        unused = List.copyOf(unused);
        expired = List.copyOf(expired);
    }

    /**
     * Holds a rule against its sites. A rule in mode {@code off} watches nothing: only its expired entries are told.
     *
     * @param sites of this rule and of others
     * @param today decides which entries are expired; null: none is
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
        addUnmatched(rule.deprecated(), targets, unmatched);
        addUnmatched(rule.canonical(), targets, unmatched);
        return unmatched;
    }

    private static void addUnmatched(List<String> texts, @Nullable SiteTargets targets, List<String> unmatched) {
        for (String text : texts) {
            if (ClassPattern.isPlainName(text)) {
                if (targets == null || !targets.haveClass(text)) { // most of thousands: not worth a parser
                    unmatched.add(text);
                    continue;
                }
            }
            Signature signature = PolicyTexts.signature(text);
            if (signature != null
                    && !(signature.member() instanceof Signature.Member.Annotated)
                    && (targets == null || !targets.haveOneOf(signature))) {
                unmatched.add(text);
            }
        }
    }
}
