package dev.lastcall.verdict;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether what makes a class canonical is there. A signature of a member makes the whole class so, and lets its old
 * calls pass as delegated; a misspelt one would let a class pass that is not migrated.
 */
final class DelegationDoubts implements Doubts {
    private static final int NAMED = 3;

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        if (fleet.question().purpose() != Purpose.DELETE) { // there delegated calls are findings like others
            for (Rule rule : fleet.rules()) {
                if (!rule.canonical().isEmpty()) {
                    add(fleet, rule, doubts);
                }
            }
        }
        return doubts;
    }

    /** What one class calls as a delegate. */
    private static final class Delegate {
        private final List<Caller> callers = new ArrayList<>(1);
        private final Set<String> services = new HashSet<>();
        private long calls;
    }

    private static void add(Fleet fleet, Rule rule, List<Reason> doubts) {
        delegates(fleet, rule).forEach((className, delegate) -> {
            List<String> unmatched = unmatched(fleet, rule, className, delegate.callers);
            if (!unmatched.isEmpty()) {
                doubts.add(doubt(fleet, rule, className, delegate, unmatched));
            }
        });
    }

    private static Map<String, Delegate> delegates(Fleet fleet, Rule rule) {
        Map<String, Delegate> delegates = new TreeMap<>();
        for (TalliedSite site : fleet.sites(rule)) {
            if (site.isDelegating()) {
                Delegate delegate = delegates.computeIfAbsent(site.key().callerClass(), name -> new Delegate());
                delegate.callers.add(site.example().caller());
                delegate.services.addAll(site.services());
                delegate.calls += site.delegatedCalls();
            }
        }
        ScanFacts scan = fleet.scan();
        if (scan != null) {
            for (Site site : scan.sites()) {
                if (site.rule().equals(rule.id())
                        && site.role() == Role.DEPRECATED
                        && fleet.isDelegate(rule, site.caller())) {
                    delegates
                            .computeIfAbsent(SiteKey.named(site.caller().className()), name -> new Delegate())
                            .callers
                            .add(site.caller());
                }
            }
        }
        return delegates;
    }

    /** The signatures that make a class canonical, if all are of members and none of these was seen; else none. */
    private static List<String> unmatched(Fleet fleet, Rule rule, String className, List<Caller> callers) {
        List<String> classes = new ArrayList<>(PolicyView.outer(className));
        classes.add(className);
        List<String> unmatched = new ArrayList<>();
        for (Signature signature : rule.canonical()) {
            if (classes.stream().anyMatch(signature::namesClass)) {
                if (isSeen(fleet, signature, callers)) {
                    return List.of();
                }
                unmatched.add(signature.text());
            }
        }
        return unmatched;
    }

    private static boolean isSeen(Fleet fleet, Signature signature, List<Caller> callers) {
        if (signature.namesWholeClass() || !Named.isExact(signature)) {
            return true; // what it names is there: the class that calls
        }
        ScanFacts scan = fleet.scan();
        if (scan != null && scan.canonical().contains(signature.text())) {
            return true;
        }
        for (Caller caller : callers) {
            boolean itself = caller.descriptor().isEmpty()
                    ? signature.coversSomeMethodNamed(caller.className(), caller.method())
                    : signature.coversMethod(caller.className(), caller.method(), caller.descriptor());
            if (itself) {
                return true;
            }
        }
        return Named.isTarget(fleet, signature, Role.CANONICAL);
    }

    private static Reason doubt(Fleet fleet, Rule rule, String className, Delegate delegate, List<String> unmatched) {
        String signatures = Words.some(unmatched, NAMED);
        return Reason.of(
                DoubtCode.UNMATCHED_CANONICAL,
                rule.id(),
                delegate.services.size() == 1 ? delegate.services.iterator().next() : "",
                className,
                rule.id() + ": "
                        + (delegate.calls == 0
                                ? "calls by " + className + " would pass"
                                : Words.count(delegate.calls, "call") + " by " + className + " passed")
                        + " as delegated, since " + signatures + (unmatched.size() == 1 ? " is" : " are")
                        + " canonical, but no such member was loaded" + (fleet.scan() == null ? "" : " or scanned"),
                "correct the signature if it is misspelled, "
                        + (fleet.scan() == null ? "show with --scan that there is such a member, " : "")
                        + "or accept " + className + " with a reason",
                "calls",
                delegate.calls,
                "signatures",
                unmatched);
    }
}
