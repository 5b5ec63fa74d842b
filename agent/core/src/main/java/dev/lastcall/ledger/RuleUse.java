package dev.lastcall.ledger;

import dev.lastcall.ledger.LedgerSnapshot.AllowInfo;
import dev.lastcall.ledger.LedgerSnapshot.RuleInfo;
import dev.lastcall.ledger.LedgerSnapshot.SiteCounts;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.site.Caller;
import dev.lastcall.site.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
public record RuleUse(List<String> unmatched, List<AllowInfo> unused, List<Expired> expired) {
    public RuleUse {
        unmatched = List.copyOf(unmatched);
        unused = List.copyOf(unused);
        expired = List.copyOf(expired);
    }

    /**
     * An entry that no longer allows.
     *
     * @param openCalls calls into deprecated members by the callers that it names, which nobody allowed
     */
    public record Expired(AllowInfo entry, long openCalls) {}

    /**
     * Holds a rule against its sites. A rule in mode {@code off} watches nothing: only its expired entries are told.
     *
     * @param sites of this rule and of others
     * @param today decides which entries are expired; null: none is
     */
    public static RuleUse of(RuleInfo rule, List<SiteCounts> sites, @Nullable LocalDate today) {
        List<SiteCounts> own = sitesOf(rule.id(), sites);
        boolean watched = !rule.mode().equals(Mode.OFF.label());
        return new RuleUse(
                watched ? unmatched(rule, own) : List.of(),
                watched ? unused(rule, own) : List.of(),
                today == null ? List.of() : expired(rule, own, today));
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
        Map<String, Set<Target>> targets = targetsByClass(sites);
        List<String> unmatched = new ArrayList<>();
        addUnmatched(rule.details().deprecated(), targets, unmatched);
        addUnmatched(rule.details().canonical(), targets, unmatched);
        return unmatched;
    }

    private static Map<String, Set<Target>> targetsByClass(List<SiteCounts> sites) {
        Map<String, Set<Target>> byClass = new HashMap<>();
        for (SiteCounts site : sites) {
            Target target = site.site().target();
            Set<Target> ofClass = byClass.get(target.className());
            if (ofClass == null) {
                ofClass = new HashSet<>();
                byClass.put(target.className(), ofClass);
            }
            ofClass.add(target);
        }
        return byClass;
    }

    private static void addUnmatched(List<String> texts, Map<String, Set<Target>> targets, List<String> unmatched) {
        for (String text : texts) {
            if (Signatures.isPlainName(text) && text.length() < LedgerLayout.STRING_MAX / 3) {
                if (!targets.containsKey(text)) { // most of thousands: not worth a parser
                    unmatched.add(text);
                    continue;
                }
            }
            Signature signature = PolicyTexts.signature(text);
            if (signature != null
                    && !(signature.member() instanceof Signature.Member.Annotated)
                    && !matches(signature, targets)) {
                unmatched.add(text);
            }
        }
    }

    private static boolean matches(Signature signature, Map<String, Set<Target>> targets) {
        if (signature.owner().isExact()) {
            Set<Target> ofClass = targets.get(signature.owner().text());
            return ofClass != null && coversOne(signature, ofClass);
        }
        for (Set<Target> ofClass : targets.values()) {
            if (coversOne(signature, ofClass)) {
                return true;
            }
        }
        return false;
    }

    private static boolean coversOne(Signature signature, Set<Target> targets) {
        for (Target target : targets) {
            boolean covered = target.descriptor().startsWith("(")
                    ? signature.coversMethod(target.className(), target.member(), target.descriptor())
                    : signature.coversField(target.className(), target.member());
            if (covered) {
                return true;
            }
        }
        return false;
    }

    private static List<AllowInfo> unused(RuleInfo rule, List<SiteCounts> sites) {
        List<AllowInfo> unused = new ArrayList<>();
        for (AllowInfo info : rule.details().allow()) {
            AllowEntry entry = PolicyTexts.entry(info);
            if (entry != null && !allowedOne(entry, sites)) {
                unused.add(info);
            }
        }
        return unused;
    }

    private static boolean allowedOne(AllowEntry entry, List<SiteCounts> sites) {
        for (SiteCounts site : sites) {
            if (site.allowed() > 0 && names(entry, site)) {
                return true;
            }
        }
        return false;
    }

    private static List<Expired> expired(RuleInfo rule, List<SiteCounts> sites, LocalDate today) {
        List<Expired> expired = new ArrayList<>();
        for (AllowInfo info : rule.details().allow()) {
            AllowEntry entry = PolicyTexts.entry(info);
            if (entry != null && entry.isExpiredOn(today)) {
                expired.add(new Expired(info, openCalls(entry, sites)));
            }
        }
        return expired;
    }

    /** The sum stops at the top: a damaged counter must not turn many calls into none. */
    private static long openCalls(AllowEntry entry, List<SiteCounts> sites) {
        long open = 0;
        for (SiteCounts site : sites) {
            if (site.site().role() == Role.DEPRECATED && names(entry, site)) {
                long sum = open + Math.max(0, site.calls() - site.delegated() - site.allowed());
                open = sum < 0 ? Long.MAX_VALUE : sum;
            }
        }
        return open;
    }

    private static boolean names(AllowEntry entry, SiteCounts site) {
        Caller caller = site.site().caller();
        return entry.names(caller.className(), caller.method());
    }
}
