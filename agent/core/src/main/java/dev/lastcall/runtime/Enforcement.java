package dev.lastcall.runtime;

import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.gate.Gate;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.MarkedMembers;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyHash;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import dev.lastcall.weave.CallTransformer;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A policy put into force on this process, and exchanged for another while it runs: gate, weaver and ledger change
 * together, and classes that are loaded already are woven anew.
 */
final class Enforcement implements PolicyTarget {
    private final LedgerWriter ledger;
    private final Sites sites;
    private final Gate gate;
    private final CallTransformer transformer;
    private final Latecomers latecomers;
    private final LoadedClasses loadedClasses;
    private final FieldGuard fieldGuard;
    private final FieldGuard lookupGuard;
    private final AgentsWatch agentsWatch;
    private final GuardWatch guardWatch;
    private final HotCallers hotCallers;
    private final EarlyClasses earlyClasses;
    private final EarlyCallers earlyCallers;
    private final MarkedMembers marked;
    private Policy policy;
    private volatile PolicyMatcher matcher;

    /**
     * From now on the transformer weaves.
     *
     * @param matcher of the policy that the gate has put into force
     * @param process what weaver and gate share
     * @param notes is notified of what the agent has to say
     */
    Enforcement(
            PolicyMatcher matcher,
            WovenProcess process,
            Gate gate,
            ClassWatch classes,
            LedgerWriter ledger,
            Consumer<String> notes) {
        this.policy = matcher.policy();
        this.ledger = ledger;
        this.matcher = matcher;
        this.marked = matcher.marked();
        this.sites = process.sites();
        this.gate = gate;
        this.latecomers = new Latecomers(gate, classes);
        this.transformer = classes.transformer();
        transformer.weaveFor(woven(matcher), process, latecomers);
        this.loadedClasses = new LoadedClasses(classes, latecomers);
        StandingGuards guards = new StandingGuards(gate);
        this.fieldGuard = new FieldGuard(classes, guards);
        this.lookupGuard = FieldGuard.ofLookup(classes, guards);
        this.agentsWatch = new AgentsWatch(classes, guards);
        this.guardWatch = new GuardWatch(classes, gate, agentsWatch, notes);
        this.hotCallers = new HotCallers(classes, process.wovenCalls().hot());
        this.earlyClasses = new EarlyClasses(classes, loadedClasses);
        this.earlyCallers = new EarlyCallers(classes, loadedClasses, new Findings(gate));
    }

    /** Gives a ledger that was cut and is whole again its names, and threads new cells. */
    void recordAgain() {
        gate.replaceCutOffCells();
        ledger.addPoliciesAgain();
        sites.tellAgain();
    }

    /** Of the policy that is in force. */
    PolicyMatcher matcher() {
        return matcher;
    }

    Gate gate() {
        return gate;
    }

    CallTransformer transformer() {
        return transformer;
    }

    Latecomers latecomers() {
        return latecomers;
    }

    FieldGuard fieldGuard() {
        return fieldGuard;
    }

    FieldGuard lookupGuard() {
        return lookupGuard;
    }

    AgentsWatch agentsWatch() {
        return agentsWatch;
    }

    GuardWatch guardWatch() {
        return guardWatch;
    }

    HotCallers hotCallers() {
        return hotCallers;
    }

    EarlyClasses earlyClasses() {
        return earlyClasses;
    }

    EarlyCallers earlyCallers() {
        return earlyCallers;
    }

    @Override
    public void apply(Policy next, @Nullable LocalDate today, long nowMillis) {
        boolean sameClasses = PolicyHash.withTexts(next.rules()).equals(PolicyHash.withTexts(policy.rules()))
                && (next.mode() == Mode.OFF) == (policy.mode() == Mode.OFF);
        policy = next;
        ledger.policy(nowMillis, next.mode().label(), next.hash(), RuleInfo.of(next));
        ledger.watch(nowMillis, LedgerOpening.state(next), "");
        PolicyMatcher now = new PolicyMatcher(next, marked);
        gate.apply(now, today);
        matcher = now;
        if (!sameClasses) {
            transformer.apply(woven(now));
            hotCallers.forget();
            loadedClasses.weave();
        }
    }

    @Override
    public void newDay(LocalDate today) {
        gate.apply(new PolicyMatcher(policy, marked), today);
    }

    /** Whether a class has a guard in the code that it has now. A class, since a lambda takes longer to link. */
    private record StandingGuards(Gate gate) implements Predicate<Class<?>> {
        @Override
        public boolean test(Class<?> type) {
            return gate.hasGuard(type);
        }
    }

    private record Findings(Gate gate) implements Predicate<Set<Integer>> {
        @Override
        public boolean test(Set<Integer> sites) {
            return gate.hasFinding(sites);
        }
    }

    private static PolicyMatcher woven(PolicyMatcher matcher) {
        Policy policy = matcher.policy();
        return policy.mode() == Mode.OFF ? new PolicyMatcher(policy.woven()) : matcher;
    }
}
