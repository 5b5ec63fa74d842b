package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Standing.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in force: a policy on a day. Swapped as a whole. Immutable.
 *
 * @param number tells it from those before
 * @param today for allow entries that expire; null if none does
 * @param listed the classes that the policy lists
 * @param jdkAncestors those of the JDK that it lists, by the classes that extend them
 */
record Regime(
        int number, Coverage coverage, @Nullable LocalDate today, ListedClasses listed, JdkAncestors jdkAncestors) {

    Regime(int number, Coverage coverage, @Nullable LocalDate today) {
        this(number, coverage, today, new ListedClasses(coverage), new JdkAncestors(coverage));
    }

    /** Another number as soon as a member may be listed that was not: by another policy, or by what was learned since. */
    long stamp() {
        return (long) number << 32 | coverage.marked().changes();
    }

    /** What it says of a site. */
    Ruling ruling(Site site) {
        return ruling(site, false);
    }

    /**
     * What it says of a site.
     *
     * @param ofAgent whether the caller is a class of another agent that is told apart
     */
    Ruling ruling(Site site, boolean ofAgent) {
        Target target = site.target();
        List<Match> matches = coverage.member(target.className(), target.member(), target.descriptor());
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).rule().id().equals(site.rule())) {
                return new Ruling(
                        number,
                        decision(site, matches.get(i), ofAgent),
                        matches.get(i).message(),
                        List.of());
            }
        }
        return new Ruling(number, null, "", instead(site, matches));
    }

    private @Nullable Decision decision(Site site, Match match, boolean ofAgent) {
        Mode mode = coverage.policy().effectiveMode(match.rule());
        Caller caller = site.caller();
        Tally tally = ofAgent ? Tally.AGENT : tally(match, caller);
        return mode == Mode.OFF || tally == Tally.EXEMPT
                ? null
                : Decision.of(
                        mode, match.role(), tally, match.rule().allowEntry(caller.className(), caller.method(), today));
    }

    /** How a call from there is taken under the match's rule. */
    Tally tally(Match match, Caller caller) {
        return coverage.standing(
                        match.rule(), caller.className(), caller.nestedIn(), caller.method(), caller.descriptor())
                .towards(match.role());
    }

    /**
     * Where to count the calls of a site whose rule is gone: under the rules that list the target now, until the caller
     * is woven anew.
     */
    private List<Site> instead(Site site, List<Match> matches) {
        List<Site> sites = new ArrayList<>(matches.size());
        for (Match match : matches) {
            if (tally(match, site.caller()) != Tally.EXEMPT) {
                sites.add(new Site(
                        match.rule().id(), match.role(), site.kind(), site.caller(), site.target(), site.swallowing()));
            }
        }
        return sites;
    }

    /**
     * What is to be done with the calls of a site.
     *
     * @param regime number of the regime that says so
     * @param decision null: they are not counted here
     * @param message what to tell the caller
     * @param instead where they are counted, if not here
     */
    record Ruling(int regime, @Nullable Decision decision, String message, List<Site> instead) {}
}
