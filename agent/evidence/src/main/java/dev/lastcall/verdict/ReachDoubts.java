package dev.lastcall.verdict;

import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Rule;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether the code that uses a rule was run. */
final class ReachDoubts implements Doubts {

    static final Comparator<TalliedSite> BY_PLACE = Comparator.comparing(
                    (TalliedSite site) -> !site.isInStaticInitializer())
            .thenComparing(site -> site.key().callerClass())
            .thenComparing(site -> site.key().callerMethod())
            .thenComparing(TalliedSite::unreachedInWords)
            .thenComparing(site -> site.key().kind());

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        for (Rule rule : fleet.rules()) {
            for (ServiceTally service : fleet.services()) {
                addNotExercised(rule, service, doubts);
            }
            addUnreached(fleet, rule, doubts);
        }
        return doubts;
    }

    private static void addNotExercised(Rule rule, ServiceTally service, List<Reason> doubts) {
        int sites = service.sites(rule.id());
        if (sites > 0 && service.reached(rule.id()) == 0) {
            doubts.add(Reason.of(
                    DoubtCode.NOT_EXERCISED,
                    rule.id(),
                    service.name(),
                    service.name(),
                    rule.id() + ": " + service.name() + " has loaded " + Words.count(sites, "call site")
                            + " of the rule and reached none",
                    "exercise " + service.name(),
                    "sites",
                    sites));
        }
    }

    /** Each of them is a doubt, so that each can be accepted; those in static initializers first. */
    private static void addUnreached(Fleet fleet, Rule rule, List<Reason> doubts) {
        // for a deletion they are findings, and for a ratchet as well, or tolerated
        if (fleet.question().purpose() != Purpose.BLOCK
                || fleet.question().terms().acceptsUnreached()) {
            return;
        }
        neverReached(fleet, rule).forEach(site -> doubts.add(unreached(rule, site)));
    }

    /** Open call sites in loaded classes; those in static initializers first. */
    static List<TalliedSite> neverReached(Fleet fleet, Rule rule) {
        return fleet.sites(rule).stream()
                .filter(TalliedSite::isOpenAndUnreached)
                .filter(site -> !Ratchet.tolerates(fleet.question(), rule, site.key()))
                .sorted(BY_PLACE)
                .toList();
    }

    private static Reason unreached(Rule rule, TalliedSite site) {
        return Reason.of(
                DoubtCode.UNREACHED,
                rule.id(),
                site.services().size() == 1 ? site.services().iterator().next() : "",
                site.subject(),
                rule.id() + ": never reached: " + site.unreachedInWords()
                        + (site.isInStaticInitializer()
                                ? "; a refusal in a static initializer breaks the class for good"
                                : ""),
                "exercise it, migrate it, allow " + site.key().callerClass() + ", or accept it with a reason",
                "services",
                new ArrayList<>(site.services()),
                "staticInitializer",
                site.isInStaticInitializer() ? "yes" : "no");
    }
}
