package dev.lastcall.verdict;

import dev.lastcall.evidence.Calls;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Patterns that let half of a rule's deprecated calls pass, or more, each or together: a GO then says little of who has
 * migrated. A caller that is allowed by its own name is meant, however often it calls: a shim is to be the last one. Pure
 * functions.
 */
final class TakeOvers {
    static final String CODE = "takes-over";

    private static final int NAMED = 3;

    private TakeOvers() {}

    /** What lets calls pass, and how many. */
    private record Passing(String text, long calls) {}

    static List<Reason> on(Fleet fleet, Rule rule) {
        long all = 0;
        long undelegated = 0;
        for (TalliedSite site : fleet.sites(rule)) {
            if (site.role() == Role.DEPRECATED) {
                all = Calls.sum(all, site.calls());
                undelegated = Calls.sum(undelegated, Math.max(0, site.calls() - site.delegatedCalls()));
            }
        }
        List<Passing> allowed = allowed(fleet, rule);
        List<Signature> wide = rule.canonical().stream()
                .filter(signature -> !(signature.owner().isExact() && isCalled(fleet, rule, signature)))
                .toList();
        List<Passing> delegated = delegated(fleet, rule, wide);
        long byEntries = Calls.sum(allowed, Passing::calls);
        long bySignatures = delegated(fleet, rule, wide, all);
        List<Reason> warnings = new ArrayList<>();
        add(rule, "allow entry", "allow entries", allowed, byEntries, undelegated, "", warnings);
        add(rule, "canonical", "canonical", delegated, bySignatures, all, " as delegated", warnings);
        if (warnings.isEmpty() && isHalf(Calls.sum(byEntries, bySignatures), all)) {
            List<Passing> both = new ArrayList<>(allowed);
            both.addAll(delegated);
            warnings.add(warning(
                    rule,
                    named("allow entry", "allow entries", allowed) + " and the "
                            + named("canonical", "canonical", delegated),
                    both,
                    Calls.sum(byEntries, bySignatures),
                    all,
                    ""));
        }
        return warnings;
    }

    /** Those that suffice alone; if none does, all together. */
    private static void add(
            Rule rule,
            String one,
            String more,
            List<Passing> passing,
            long together,
            long all,
            String as,
            List<Reason> warnings) {
        int known = warnings.size();
        for (Passing alone : passing) {
            if (isHalf(alone.calls, all)) {
                List<Passing> it = List.of(alone);
                warnings.add(warning(rule, named(one, more, it), it, alone.calls, all, as));
            }
        }
        if (warnings.size() == known && isHalf(together, all)) {
            warnings.add(warning(rule, named(one, more, passing), passing, together, all, as));
        }
    }

    private static boolean isHalf(long calls, long all) {
        return calls > 0 && calls >= all - calls;
    }

    /** Of globs; the most first. */
    private static List<Passing> allowed(Fleet fleet, Rule rule) {
        Map<String, Long> byEntry = new HashMap<>();
        for (TalliedSite site : fleet.sites(rule)) {
            AllowEntry entry = site.allowedBy();
            if (site.role() == Role.DEPRECATED
                    && entry != null
                    && !entry.callers().isExact()) {
                byEntry.merge(entry.text(), site.allowedCalls(), Calls::sum);
            }
        }
        List<Passing> passing = new ArrayList<>();
        byEntry.forEach((text, calls) -> passing.add(new Passing(text, calls)));
        return mostFirst(passing);
    }

    /** A glob makes every class canonical that it names: their old calls pass, migrated or not. So does a wrong name. */
    private static List<Passing> delegated(Fleet fleet, Rule rule, List<Signature> wide) {
        List<Passing> passing = new ArrayList<>();
        for (Signature signature : wide) {
            passing.add(new Passing(signature.text(), delegated(fleet, rule, List.of(signature), Long.MAX_VALUE)));
        }
        return mostFirst(passing);
    }

    /** The calls that any of them lets pass, each call once. */
    private static long delegated(Fleet fleet, Rule rule, List<Signature> signatures, long most) {
        long passed = 0;
        for (TalliedSite site : fleet.sites(rule)) {
            if (site.role() == Role.DEPRECATED
                    && signatures.stream()
                            .anyMatch(
                                    signature -> signature.namesClass(site.key().callerClass()))) {
                passed = Calls.sum(passed, site.delegatedCalls());
            }
        }
        return Math.min(passed, most);
    }

    private static List<Passing> mostFirst(List<Passing> passing) {
        passing.removeIf(one -> one.calls == 0);
        passing.sort((a, b) -> a.calls != b.calls ? Long.compare(b.calls, a.calls) : a.text.compareTo(b.text));
        return passing;
    }

    /** A replacement that is used, and is made of the old one, is none. */
    private static boolean isCalled(Fleet fleet, Rule rule, Signature signature) {
        for (TalliedSite site : fleet.sites(rule)) {
            if (site.role() == Role.CANONICAL
                    && site.isReached()
                    && signature.namesClass(site.key().target().className())) {
                return true;
            }
        }
        return false;
    }

    private static String named(String one, String more, List<Passing> passing) {
        return (passing.size() == 1 ? one : more)
                + ' '
                + Words.some(passing.stream().map(Passing::text).toList(), NAMED);
    }

    /** @param as how they pass, after a blank */
    private static Reason warning(Rule rule, String what, List<Passing> passing, long calls, long all, String as) {
        return Reason.of(
                CODE,
                rule.id(),
                "",
                passing.size() == 1 ? passing.get(0).text : "",
                rule.id() + ": the " + what + (passing.size() == 1 ? " lets " : " let ") + Words.number(calls) + " of "
                        + Words.count(all, "deprecated call") + " pass" + as,
                "name what is meant more narrowly, class by class",
                "calls",
                calls,
                "of",
                all,
                "entries",
                passing.stream().map(Passing::text).toList());
    }
}
