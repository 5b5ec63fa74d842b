package dev.lastcall.runtime;

import dev.lastcall.gate.Gate;
import dev.lastcall.ledger.LedgerSnapshot.BlindSpot;
import dev.lastcall.ledger.LedgerSnapshot.RuleDetails;
import dev.lastcall.ledger.LedgerSnapshot.RuleInfo;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.MarkedMembers;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.site.Places;
import dev.lastcall.site.Site;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.weave.CallTransformer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy put into force on this process, and exchanged for another while it runs: gate, weaver and ledger change
 * together, and classes that are loaded already are woven anew.
 */
final class Enforcement implements PolicyKeeper.Force {
    private final LedgerWriter ledger;
    private final Sites sites;
    private final Gate gate;
    private final CallTransformer transformer;
    private final LoadedClasses loadedClasses;
    private final MarkedMembers marked;
    private Policy policy;

    private Enforcement(
            LedgerWriter ledger,
            Sites sites,
            Gate gate,
            CallTransformer transformer,
            LoadedClasses loadedClasses,
            MarkedMembers marked,
            Policy policy) {
        this.ledger = ledger;
        this.sites = sites;
        this.gate = gate;
        this.transformer = transformer;
        this.loadedClasses = loadedClasses;
        this.marked = marked;
        this.policy = policy;
    }

    /**
     * Watches all classes that load from now on.
     *
     * @param today the day, if it matters to the policy
     * @param refusalType the class of what {@code refusal} makes
     */
    static Enforcement begin(
            Policy policy,
            @Nullable LocalDate today,
            Instrumentation instrumentation,
            LedgerWriter ledger,
            Life life,
            Class<?> refusalType,
            Function<String, RuntimeException> refusal)
            throws IOException, ReflectiveOperationException {
        Object bridge = BridgeDefiner.define(instrumentation);
        addRules(policy, ledger);
        Coverage coverage = new Coverage(policy);
        Sites sites = new Sites(new SiteRecorder(ledger));
        Places places = new Places();
        WovenCalls wovenCalls = new WovenCalls();
        Gate gate = new Gate(bridge, coverage, today, sites, places, wovenCalls, ledger, refusal, life);
        BlindSpotRecorder blindSpots = new BlindSpotRecorder(ledger, life);
        CallTransformer transformer = new CallTransformer(woven(coverage), sites, places, wovenCalls, blindSpots);
        gate.open(refusalType);
        instrumentation.addTransformer(transformer, true);
        return new Enforcement(
                ledger,
                sites,
                gate,
                transformer,
                new LoadedClasses(instrumentation, transformer, blindSpots),
                coverage.marked(),
                policy);
    }

    /** Weaves what was loaded before. */
    void weaveLoadedClasses() {
        loadedClasses.weave();
    }

    /** Gives a ledger that was cut and is whole again its names, and threads new cells. */
    void recordAgain() {
        gate.replaceCutOffCells();
        addRules(policy, ledger);
        sites.tellAgain();
    }

    Gate gate() {
        return gate;
    }

    CallTransformer transformer() {
        return transformer;
    }

    @Override
    public void apply(Policy next, @Nullable LocalDate today, long nowMillis) {
        boolean sameClasses =
                next.hash().equals(policy.hash()) && (next.mode() == Mode.OFF) == (policy.mode() == Mode.OFF);
        policy = next;
        ledger.policy(nowMillis, next.hash());
        ledger.mode(nowMillis, next.mode().label());
        addRules(next, ledger);
        Coverage coverage = new Coverage(next, marked);
        gate.apply(coverage, today);
        if (!sameClasses) {
            transformer.apply(woven(coverage));
            loadedClasses.weave();
        }
    }

    @Override
    public void newDay(LocalDate today) {
        gate.apply(new Coverage(policy, marked), today);
    }

    /** In mode {@code off} nothing is woven. */
    private static Coverage woven(Coverage coverage) {
        Policy policy = coverage.policy();
        return policy.mode() == Mode.OFF ? new Coverage(new Policy(Mode.OFF, List.of(), policy.hash())) : coverage;
    }

    private static void addRules(Policy policy, LedgerWriter ledger) {
        for (Rule rule : policy.rules()) {
            ledger.addRule(new RuleInfo(
                    rule.id(),
                    rule.message(),
                    policy.effectiveMode(rule).label(),
                    !rule.canonical().isEmpty(),
                    RuleDetails.of(rule)));
        }
    }

    private record SiteRecorder(LedgerWriter ledger) implements Sites.Listener {
        @Override
        public void added(int number, Site site) {
            ledger.addSite(number, site);
        }
    }

    private record BlindSpotRecorder(LedgerWriter ledger, Life life) implements CallTransformer.Listener {
        @Override
        public void notWoven(String className, String reason) {
            ledger.addBlindSpot(new BlindSpot(className, reason));
            life.noteOnce("cannot watch " + className + ": " + reason);
        }
    }
}
