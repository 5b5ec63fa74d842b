package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Sites.Maker;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an instance method that the JDK or a language's runtime runs: the code that made the instance and
 * handed it over. Known is what code calls a constructor of its class, not who made the very instance. Where the rule's
 * own classes and others both do, it is the others', once they have made one.
 *
 * @param own whether it is the rule's own
 * @param caller who made it, if it is not; null if nobody is known who makes any
 * @param ofAgent whether that is a class of another agent that is counted apart
 * @param seen whether the caller was seen to make one, and was not refused
 */
record Callback(boolean own, @Nullable Caller caller, boolean ofAgent, boolean seen) {
    private static final Callback OWN = new Callback(true, null, false, true);
    private static final Callback UNKNOWN = new Callback(false, null, false, false);
    /** More superclasses than listed classes have. */
    private static final int DEEPEST = 16;

    /**
     * Finds out who is behind it under one rule.
     *
     * @param className the class whose instance method runs
     * @param letThrough whether a call from the site of that number was made and not refused
     */
    static Callback of(String className, Match match, ActivePolicy activePolicy, Sites sites, IntPredicate letThrough) {
        return of(className, match, activePolicy, sites, letThrough, 0);
    }

    private static Callback of(
            String className, Match match, ActivePolicy activePolicy, Sites sites, IntPredicate letThrough, int depth) {
        boolean own = false;
        Callback others = UNKNOWN;
        List<Maker> makers = sites.makersOf(className);
        for (int i = 0; i < makers.size(); i++) {
            Callback behind = behind(makers.get(i), className, match, activePolicy, sites, letThrough, depth);
            own |= behind.own;
            if (behind.caller != null && (others.caller == null || behind.goesBefore(others))) {
                others = behind;
            }
        }
        return own && !others.seen ? OWN : others;
    }

    /**
     * Of two that others made: one that was made rather than not, and the application's rather than another agent's.
     */
    private boolean goesBefore(Callback other) {
        return seen == other.seen ? other.ofAgent && !ofAgent : seen;
    }

    private static Callback behind(
            Maker maker,
            String className,
            Match match,
            ActivePolicy activePolicy,
            Sites sites,
            IntPredicate letThrough,
            int depth) {
        Caller caller = maker.caller();
        if (maker.kind() == Kind.SUPER) {
            if (caller.className().equals(className)) {
                return UNKNOWN; // this(…)
            }
            Callback ofSubclass = depth < DEEPEST
                    ? of(caller.className(), match, activePolicy, sites, letThrough, depth + 1)
                    : UNKNOWN;
            if (!ofSubclass.equals(UNKNOWN)) {
                return ofSubclass;
            }
        }
        return activePolicy.tally(match, caller) == CountedAs.EXEMPT
                ? OWN
                : new Callback(
                        false, caller, anyOfAgent(maker.sites(), sites), anyLetThrough(maker.sites(), letThrough));
    }

    private static boolean anyOfAgent(List<Integer> numbers, Sites sites) {
        for (int i = 0; i < numbers.size(); i++) {
            if (sites.isOfAgent(numbers.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyLetThrough(List<Integer> numbers, IntPredicate letThrough) {
        for (int i = 0; i < numbers.size(); i++) {
            if (letThrough.test(numbers.get(i))) {
                return true;
            }
        }
        return false;
    }
}
