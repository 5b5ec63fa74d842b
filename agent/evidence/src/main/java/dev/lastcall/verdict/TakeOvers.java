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
 * migrated. A caller that is allowed by its own name is meant, however often it calls: a shim is to be the last one.
 * Pure functions.
 */
final class TakeOvers {
    static final String CODE = "takes-over";

    private static final int NAMED = 3;

    private TakeOvers() {}

    /** What lets calls pass, and how many. */
    private record Passing(String text, long calls) {}

    /**
     * The patterns of one sort.
     *
     * @param one what one of them is called
     * @param more what several are called
     * @param calls what they let pass together
     * @param all of so many
     * @param as how they pass, after a blank
     */
    private record Patterns(String one, String more, List<Passing> passing, long calls, long all, String as) {
        Patterns alone(Passing pattern) {
            return new Patterns(one, more, List.of(pattern), pattern.calls, all, as);
        }

        boolean letsHalfPass() {
            return isHalf(calls, all);
        }

        String named() {
            return (passing.size() == 1 ? one : more)
                    + ' '
                    + Words.some(passing.stream().map(Passing::text).toList(), NAMED);
        }
    }

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
        Patterns entries = new Patterns(
                "allow entry", "allow entries", allowed, Calls.sum(allowed, Passing::calls), undelegated, "");
        Patterns signatures = new Patterns(
                "canonical", "canonical", delegated, delegated(fleet, rule, wide, all), all, " as delegated");
        List<Reason> warnings = new ArrayList<>();
        add(rule, entries, warnings);
        add(rule, signatures, warnings);
        long together = Calls.sum(entries.calls, signatures.calls);
        if (warnings.isEmpty() && isHalf(together, all)) {
            List<Passing> both = new ArrayList<>(allowed);
            both.addAll(delegated);
            String what = entries.named() + " and the " + signatures.named();
            warnings.add(warning(rule, what, new Patterns("", "", both, together, all, "")));
        }
        return warnings;
    }

    /** Those that suffice alone; if none does, all together. */
    private static void add(Rule rule, Patterns patterns, List<Reason> warnings) {
        int known = warnings.size();
        for (Passing pattern : patterns.passing) {
            Patterns alone = patterns.alone(pattern);
            if (alone.letsHalfPass()) {
                warnings.add(warning(rule, alone.named(), alone));
            }
        }
        if (warnings.size() == known && patterns.letsHalfPass()) {
            warnings.add(warning(rule, patterns.named(), patterns));
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

    /**
     * A glob makes every class canonical that it names: their old calls pass, migrated or not. So does a wrong name.
     */
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

    private static Reason warning(Rule rule, String what, Patterns patterns) {
        boolean isOne = patterns.passing.size() == 1;
        return Reason.of(
                CODE,
                rule.id(),
                "",
                isOne ? patterns.passing.get(0).text : "",
                rule.id() + ": the " + what + (isOne ? " lets " : " let ") + Words.number(patterns.calls) + " of "
                        + Words.count(patterns.all, "deprecated call") + " pass" + patterns.as,
                "name what is meant more narrowly, class by class",
                "calls",
                patterns.calls,
                "of",
                patterns.all,
                "entries",
                patterns.passing.stream().map(Passing::text).toList());
    }
}
