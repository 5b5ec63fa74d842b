package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.console.ExitSummary;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Site;
import dev.lastcall.gate.BridgePort;
import dev.lastcall.gate.CallListener;
import dev.lastcall.gate.Gate;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.log.CallLog;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.settings.Settings;
import dev.lastcall.site.ChangedClass;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import dev.lastcall.weave.CallTransformer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent once a class has mattered: a policy in force, a ledger that is kept, a log that is written. What the
 * application's threads tell it waits for the agent's own thread, which calls {@link #work} and {@link #end}, one at a
 * time.
 */
final class ActiveAgent implements CallListener, Supplier<ProcessEvidence> {
    private final Settings settings;
    private final ThisProcess process;
    private final LedgerKeeper keeper;
    private final LogWriter log;
    private @Nullable Enforcement enforcement;
    private @Nullable Exporters exporters;
    private volatile boolean endsAfterHooks;
    private boolean marked;

    /**
     * @param logback the log of the user's own Logback file, if there is one
     * @param thread the one that calls {@link #work}, to be woken when there is something to write
     */
    ActiveAgent(Settings settings, ThisProcess process, LedgerWriter ledger, @Nullable CallLog logback, Thread thread) {
        this.settings = settings;
        this.process = process;
        this.log = new LogWriter(settings, logback, thread);
        this.keeper = new LedgerKeeper(ledger, log);
    }

    /**
     * Puts the policy into force; to be called once, before anything else.
     *
     * @param bridge what {@code LastcallBridge.instance()} returns
     * @param listener is notified of what can't be woven
     */
    void begin(
            Policy policy,
            @Nullable LocalDate today,
            Object bridge,
            CallTransformer transformer,
            CallTransformer.Listener listener) {
        PolicyMatcher matcher = new PolicyMatcher(policy);
        String[] jvmArguments = new BridgePort(bridge).jvmArguments();
        OtherAgents agents = settings.watchesAgents() ? OtherAgents.NONE : OtherAgents.of(jvmArguments);
        WovenProcess woven = new WovenProcess(new Sites(new SiteRecorder(keeper)), agents);
        Gate gate = new Gate(bridge, matcher, today, woven, keeper.ledger(), process.refusal(), this);
        BisectedSites refused = settings.bisect() == null ? null : BisectedSites.read(settings.bisect(), log);
        if (refused != null) {
            gate.refuse(refused);
        }
        gate.open(process.refusal().apply("").getClass());
        ClassWatch classes = new ClassWatch(process.instrumentation(), transformer, listener);
        enforcement = new Enforcement(matcher, woven, gate, classes, keeper.ledger(), log);
        enforcement.agentsWatch().begin(jvmArguments, process.jar());
        tick(System.currentTimeMillis());
        keeper.noteMapping();
    }

    /** Has the agent end after the application's own shutdown hooks, where the JVM allows that. */
    void endAfterHooks(AgentThread agent) {
        endsAfterHooks = enforcement().gate().runAfterHooks(new Farewell(agent));
    }

    boolean endsAfterHooks() {
        return endsAfterHooks;
    }

    /** What was seen until now; the ledger's file is not touched. */
    @Override
    public ProcessEvidence get() {
        return keeper.evidence();
    }

    Enforcement enforcement() {
        return Objects.requireNonNull(enforcement);
    }

    LogWriter log() {
        return log;
    }

    @Override
    public void onCall(
            long timeMillis, Site site, String message, long call, boolean refused, @Nullable AllowEntry allowedBy) {
        log.call(timeMillis, site, message, call, refused, allowedBy);
    }

    @Override
    public void onFirstCall(int site) {
        keeper.firstCall();
    }

    @Override
    public boolean wantsPath(int site) {
        return keeper.wantsPaths();
    }

    @Override
    public void onPath(int site, CallPath path) {
        keeper.add(site, path);
    }

    @Override
    public void onHotCalls(Class<?> caller) {
        enforcement().hotCallers().add(caller);
    }

    @Override
    public void onCutLedger() {
        log.wake();
    }

    @Override
    public byte[] onHiddenClass(Class<?> host, byte[] classFile) {
        return enforcement().transformer().weaveHidden(host, classFile);
    }

    @Override
    public byte[] onChangedClass(ChangedClass changed) {
        return enforcement().transformer().changed(changed);
    }

    /** A class could not be watched, wholly or in part. */
    void notWoven(String className, String reason) {
        keeper.addBlindSpot(className, reason);
        log.noteOnce("cannot watch " + className + ": " + reason);
    }

    /**
     * To be called at each tick of the clock, and when there may be something to write: which is written though the
     * rest fails.
     */
    void work(long nowMillis, boolean heartbeat) {
        if (!marked) {
            marked = true;
            enforcement().gate().beginWork(); // for ever: the thread is the agent's own
        }
        try {
            keep(nowMillis, heartbeat);
        } finally {
            log.write(nowMillis);
        }
    }

    private void keep(long nowMillis, boolean heartbeat) {
        mend(nowMillis);
        tick(nowMillis);
        keeper.write(nowMillis);
        enforcement().earlyClasses().tick();
        enforcement().earlyCallers().tick();
        enforcement().hotCallers().tick();
        if (heartbeat) {
            keeper.heartbeat(nowMillis, classesSeen(), classesWoven());
            reportFaults();
            keeper.writeHistory(nowMillis);
            enforcement().latecomers().look(nowMillis);
            enforcement().agentsWatch().look();
            enforcement().guardWatch().look(false);
            exporters().export(nowMillis, this, log);
        }
    }

    /**
     * Has what was seen exported at each heartbeat; to be called before the first one, instead of what is registered.
     */
    void exportTo(Exporters others) {
        exporters = others;
    }

    private void mend(long nowMillis) {
        String loss = keeper.mend(nowMillis);
        if (!loss.isEmpty()) {
            enforcement().recordAgain();
            keeper.mended(loss);
        }
    }

    private Exporters exporters() {
        Exporters known = exporters;
        if (known == null) {
            known = Exporters.registered(settings);
            exporters = known;
        }
        return known;
    }

    private void tick(long nowMillis) {
        enforcement().gate().tick(nowMillis);
        keeper.ledger().tick(nowMillis); // never before the clock of the hot path
    }

    private void reportFaults() {
        Throwable fault = enforcement().gate().takeFault();
        if (fault != null) {
            String reason = "calls may be missing: a failure of the agent's own: " + fault;
            keeper.addBlindSpot("(gate)", reason);
            log.noteOnce(reason);
        }
    }

    /**
     * The process ends: what there is to say is said. Calls go on being counted.
     *
     * @param last false: the log is needed once more
     */
    void end(boolean last) {
        long now = System.currentTimeMillis();
        mend(now);
        enforcement().earlyCallers().end();
        enforcement().latecomers().lookNow();
        reportFaults();
        enforcement().guardWatch().look(true);
        log.write(now);
        keeper.write(now);
        keeper.exited(now, classesSeen(), classesWoven());
        String file = fileInPlace();
        if (!settings.log().equals(Settings.NONE)) {
            saySummary(file);
        }
        if (last) {
            log.close();
        }
    }

    private void saySummary(String file) {
        LedgerWriter ledger = keeper.ledger();
        String jar = process.jar().getPath();
        Console.stderr()
                .line(ExitSummary.of(
                        ledger.snapshotAtExit(),
                        ledger.upkeep().callsNotKept(),
                        ledger.upkeep().whyNotKept(),
                        jar,
                        file));
        if (!endsAfterHooks) {
            Console.stderr().line("lastcall: calls of the application's shutdown hooks may follow");
        }
    }

    private String fileInPlace() {
        try {
            return keeper.fileInPlace();
        } catch (IOException failure) {
            LedgerOpening.warn("the ledger is gone and can't be written again: " + failure.getMessage());
            return "";
        }
    }

    private long classesSeen() {
        return enforcement().transformer().classesSeen();
    }

    private long classesWoven() {
        return enforcement().transformer().classesWoven();
    }

    /** Names sites in the ledger, so that a name is there before the first count. */
    private record SiteRecorder(LedgerKeeper keeper) implements Sites.Listener {
        @Override
        public void added(int number, Site site) {
            keeper.ledger().addSite(number, site);
            keeper.origins().add(site.caller().codeSource());
        }
    }
}
