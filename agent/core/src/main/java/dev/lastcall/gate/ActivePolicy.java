package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in force: a policy on a day. Swapped as a whole. Immutable.
 *
 * @param number tells it from those before
 * @param today for allow entries that expire; null if none does
 * @param refused call sites that are refused in each mode but {@code off}; null if there are none
 * @param listed the classes that the policy lists
 * @param jdkAncestors those of the JDK that it lists, by the classes that extend them
 */
record ActivePolicy(
        int number,
        PolicyMatcher matcher,
        @Nullable LocalDate today,
        @Nullable RefusedSites refused,
        ListedClasses listed,
        JdkAncestors jdkAncestors) {

    ActivePolicy(int number, PolicyMatcher matcher, @Nullable LocalDate today, @Nullable RefusedSites refused) {
        this(number, matcher, today, refused, new ListedClasses(matcher), new JdkAncestors(matcher));
    }

    /**
     * Another number as soon as a member may be listed that was not: by another policy, or by what was learned since.
     */
    long stamp() {
        return (long) number << 32 | matcher.marked().changes();
    }

    /** Whether it may refuse a call. */
    boolean mayRefuse() {
        boolean some = refused != null;
        for (Rule rule : matcher.policy().rules()) {
            some |= matcher.policy().effectiveMode(rule) == Mode.BLOCK;
        }
        return some;
    }

    /** What it says of a site. */
    SiteRuling ruling(Site site) {
        return ruling(site, false);
    }

    /**
     * What it says of a site.
     *
     * @param ofAgent whether the caller is a class of another agent that is counted apart
     */
    SiteRuling ruling(Site site, boolean ofAgent) {
        Target target = site.target();
        List<Match> matches = matcher.member(target.className(), target.member(), target.descriptor());
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).rule().id().equals(site.rule())) {
                return new SiteRuling(
                        number,
                        action(site, matches.get(i), ofAgent),
                        matches.get(i).message(),
                        List.of());
            }
        }
        return new SiteRuling(number, null, "", instead(site, matches));
    }

    private @Nullable CallAction action(Site site, Match match, boolean ofAgent) {
        Mode mode = matcher.policy().effectiveMode(match.rule());
        Caller caller = site.caller();
        CountedAs tally = ofAgent ? CountedAs.AGENT : tally(match, caller);
        if (mode == Mode.OFF || tally == CountedAs.EXEMPT) {
            return null;
        }
        boolean refusedHere = refused != null && refused.contains(site);
        return CallAction.of(
                refusedHere ? Mode.BLOCK : mode,
                match.role(),
                tally,
                match.rule().allowEntry(caller.className(), caller.method(), today));
    }

    /** How a call from there is taken under the match's rule. */
    CountedAs tally(Match match, Caller caller) {
        return matcher.side(match.rule(), caller.className(), caller.nestedIn(), caller.method(), caller.descriptor())
                .towards(match.role());
    }

    /**
     * Where to count the calls of a site whose rule is gone: under the rules that list the target now, until the caller
     * is woven anew.
     */
    private List<Site> instead(Site site, List<Match> matches) {
        List<Site> sites = new ArrayList<>(matches.size());
        for (Match match : matches) {
            if (tally(match, site.caller()) != CountedAs.EXEMPT) {
                sites.add(new Site(
                        match.rule().id(),
                        match.role(),
                        site.kind(),
                        site.caller(),
                        site.target(),
                        site.swallowing(),
                        site.ofAgent()));
            }
        }
        return sites;
    }

    /**
     * What is to be done with the calls of a site.
     *
     * @param activePolicy number of the regime that says so
     * @param action null: they are not counted here
     * @param message what to tell the caller
     * @param instead where they are counted, if not here
     */
    record SiteRuling(int activePolicy, @Nullable CallAction action, String message, List<Site> instead) {}
}
