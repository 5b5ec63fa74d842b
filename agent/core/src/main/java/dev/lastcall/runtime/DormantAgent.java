package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.console.ExitSummary;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.Program;
import dev.lastcall.gate.LoadedByName;
import dev.lastcall.gate.LoadedByName.Load;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.ledger.OpenLedger;
import dev.lastcall.log.CallLog;
import dev.lastcall.policy.LocalDayClock;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Settings;
import dev.lastcall.site.OwnWork;
import dev.lastcall.text.OneLine;
import dev.lastcall.weave.CallTransformer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a class that matters. It holds what the active agent is made of (bridge, gate, weaver, mapped ledger, log)
 * and makes that when the first class names something listed, on the thread that loads it: an application in which none
 * does pays for looking alone. Afterwards it hands on to the active agent what reaches it. Thread-safe.
 *
 * <p>While the active agent is made, no class of the application is loaded, and no lock is held that loading one could
 * need.
 */
final class DormantAgent implements AgentWork, CallTransformer.Listener, OwnWork, Callable<ActiveAgent> {
    /** If the active agent can't be made, the next class that matters has it tried again, so many times in all. */
    private static final int MOST_ATTEMPTS = 3;

    private final Settings settings;
    private final Policy policy;
    private final LedgerDraft draft;
    private final ThisProcess process;
    private final CallTransformer transformer;
    private final AgentThread thread;
    private final @Nullable LocalDayClock day;
    private final @Nullable LocalDate today;
    private @Nullable CallLog logback;
    /** The draft, and from the first attempt to make the active agent on the writer: where all notes go. */
    private OpenLedger ledger;

    /** Null until an active agent is made, or should be and can't. */
    private @Nullable LedgerWriter writer;

    private int attempts;
    private boolean failureTold;
    private volatile @Nullable ActiveAgent active;
    private volatile @Nullable ReferenceQueue references;
    private @Nullable PolicyMatcher matcher;
    private final List<PolicyKeeper.Stamp> read;
    private @Nullable PolicyKeeper keeper;
    private @Nullable ClockWatch clock;
    private final long beganNanos = System.nanoTime();
    private boolean jvmStartSaid;

    /**
     * @param read what the policy files were like before they were read
     * @param logback the log of the user's own Logback file, if there is one
     */
    DormantAgent(
            Settings settings,
            List<PolicyKeeper.Stamp> read,
            Policy policy,
            LedgerDraft draft,
            ThisProcess process,
            @Nullable CallLog logback) {
        this.read = read;
        this.settings = settings;
        this.policy = policy;
        this.draft = draft;
        this.ledger = draft;
        this.process = process;
        this.logback = logback;
        this.day = policy.expires() ? new LocalDayClock() : null;
        this.today = day == null ? null : day.get();
        this.transformer = new CallTransformer(policy.woven(), this);
        this.thread = new AgentThread(this);
    }

    /**
     * From now on classes are looked at as they load, and those that are loaded already have been.
     *
     * @param running whether the application runs already
     */
    void begin(boolean running) {
        Instrumentation instrumentation = process.instrumentation();
        instrumentation.addTransformer(transformer, true);
        thread.begin();
        if ((running || mayFollowOthers()) && transformer.watchesAny(instrumentation.getAllLoadedClasses())) {
            new LoadedClasses(new ClassWatch(instrumentation, transformer, this), this).weave();
        }
    }

    /**
     * Whether something that is neither the JDK's nor ours ran before: the system's loader knows of it then, as of each
     * agent, of a class that a cache brings, and of all that a setting of the JDK names. It knows of few classes, while
     * the JDK has loaded a thousand. A loader of the application's in its place may know of none.
     */
    private boolean mayFollowOthers() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        return transformer.watches(system.getClass())
                || transformer.watchesAny(process.instrumentation().getInitiatedClasses(system));
    }

    /** Null until a class matters. */
    @Nullable
    ActiveAgent active() {
        return active;
    }

    /** As {@link #activate}. */
    @Override
    public ActiveAgent call() throws IOException, ReflectiveOperationException {
        return activate();
    }

    /**
     * The active agent; made now if it was not.
     *
     * @throws RuntimeException if it can't be made and that was tried often enough
     */
    ActiveAgent activate() throws IOException, ReflectiveOperationException {
        ActiveAgent known = active;
        return known != null ? known : make();
    }

    private synchronized ActiveAgent make() throws IOException, ReflectiveOperationException {
        ActiveAgent known = active;
        if (known != null) {
            return known;
        }
        if (attempts == MOST_ATTEMPTS) {
            throw new RuntimeException("the agent could not be set up");
        }
        attempts++;
        try {
            return makeNow();
        } catch (Throwable failure) {
            sayLate(failure);
            throw failure;
        }
    }

    private void sayLate(Throwable failure) {
        try {
            ledger.watch(
                    System.currentTimeMillis(), "guards-late", OneLine.of("the agent could not be set up: " + failure));
        } catch (Throwable evenThat) {
            failure.addSuppressed(evenThat);
        }
    }

    private ActiveAgent makeNow() throws IOException, ReflectiveOperationException {
        Object bridge = process.bridge();
        LedgerWriter mapped = writer;
        if (mapped == null) {
            mapped = LedgerWriter.of(draft);
            writer = mapped;
            ledger = mapped;
        }
        ActiveAgent made = new ActiveAgent(settings, process, mapped, logback, thread);
        made.begin(policy, today, bridge, transformer, this);
        made.endAfterHooks(thread);
        active = made;
        if (attempts > 1) {
            ledger.watch(System.currentTimeMillis(), LedgerOpening.state(policy), "");
        }
        return made;
    }

    /** What the ledger says of the process as long as no class matters. */
    LedgerDraft draft() {
        return draft;
    }

    /** The mode in which it began. */
    Mode mode() {
        return policy.mode();
    }

    @Override
    public void work(long nowMillis, boolean heartbeat) {
        if (heartbeat) {
            lookAtClock(nowMillis, System.nanoTime()); // first: what follows may take long
        }
        ActiveAgent known = active;
        if (known != null) {
            known.work(nowMillis, heartbeat);
        } else if (heartbeat) {
            sayAlive(nowMillis);
        }
        if (heartbeat) {
            if (!jvmStartSaid) {
                jvmStartSaid = true;
                jvmStarted(JvmStart.millis());
                sayProgram();
            }
            keeper().look(nowMillis);
        }
    }

    /** To be called at each heartbeat, with what clock and {@link System#nanoTime} say. */
    void lookAtClock(long nowMillis, long nowNanos) {
        ClockWatch watch = clock;
        if (watch == null) {
            watch = new ClockWatch(draft.startedAt(), beganNanos, new MachineStart());
            clock = watch;
        }
        ClockWatch.Gap gap = watch.look(nowMillis, nowNanos);
        if (gap != null) {
            note(gap);
        }
    }

    @Override
    public void failed(Throwable failure) {
        ActiveAgent known = active;
        if (known != null) {
            known.log().noteOnce("a failure of the agent's own: " + failure);
        }
    }

    @Override
    public boolean endsAfterHooks() {
        ActiveAgent known = active;
        return known != null && known.endsAfterHooks();
    }

    /** Says in the ledger that the process stood still, or that the clock of the machine jumped. */
    private synchronized void note(ClockWatch.Gap gap) {
        if (gap.stoodStill()) {
            ledger.stoodStill(gap.stillFrom(), gap.stillUntil());
        }
        if (gap.clockJumped()) {
            ledger.clockJumped(gap.expected(), gap.said());
        }
    }

    /** Says in the ledger which program the process runs. */
    private void sayProgram() {
        Program program = StartedProgram.of(settings.service() != null, process.instrumentation());
        synchronized (this) {
            ledger.program(program);
        }
    }

    /** Says in the ledger when the process started, in milliseconds since 1970 UTC; 0: that is not known. */
    private synchronized void jvmStarted(long millis) {
        if (millis != 0) {
            ledger.jvmStarted(millis);
        }
    }

    @Override
    public void mentions(@Nullable String name, @Nullable ProtectionDomain domain, byte[] classFile, boolean listed) {
        ReferenceQueue queue = references();
        queue.add(domain, classFile);
        if (listed && name != null) {
            try {
                Load by = LoadedByName.find();
                if (by != null) {
                    queue.add(name.replace('/', '.'), by);
                }
            } catch (Throwable failure) { // by a security manager, say: the class loads all the same
                queue.missed();
            }
        }
    }

    private ReferenceQueue references() {
        ReferenceQueue known = references;
        return known == null ? makeReferences() : known;
    }

    private synchronized ReferenceQueue makeReferences() {
        ReferenceQueue known = references;
        if (known == null) {
            known = new ReferenceQueue(this);
            references = known;
        }
        return known;
    }

    @Override
    public void readReferences(long longestNanos, boolean last) {
        ReferenceQueue queue = references;
        if (queue == null || queue.isEmpty()) {
            return;
        }
        ActiveAgent known = active;
        List<LoadedReference> found =
                queue.read(known == null ? ofStart() : known.enforcement().matcher(), longestNanos);
        if (last) {
            queue.giveUp();
        }
        long more = queue.takeMore();
        synchronized (this) {
            ledger.addReferences(System.currentTimeMillis(), found, more);
        }
    }

    private PolicyMatcher ofStart() {
        PolicyMatcher known = matcher;
        if (known == null) {
            known = new PolicyMatcher(policy.woven());
            matcher = known;
        }
        return known;
    }

    @Override
    public void aClassMatters() throws IOException, ReflectiveOperationException {
        try {
            activate().enforcement().agentsWatch().setIfNamed();
        } catch (Throwable failure) {
            if (policy.mode() == Mode.BLOCK && settings.onErrorExit()) {
                StartFailure.late(failure);
            }
            throw failure;
        }
    }

    @Override
    public void threadDies(Thread dying) {
        thread.stopLater(dying);
    }

    @Override
    public void say(String line) {
        if (isLogged()) {
            Console.stderr().line(line);
        }
    }

    @Override
    public void fieldsMatter() {
        ActiveAgent known = active;
        if (known != null) {
            known.enforcement().fieldGuard().set();
        }
    }

    @Override
    public void hiddenClassesMatter() {
        ActiveAgent known = active;
        if (known != null) {
            known.enforcement().lookupGuard().set();
        }
    }

    @Override
    public void agentsMatter() {
        ActiveAgent known = active;
        if (known != null) {
            known.enforcement().agentsWatch().set();
        }
    }

    @Override
    public @Nullable Object begin(@Nullable ClassLoader asked) {
        ActiveAgent known = active;
        return known == null ? null : known.enforcement().latecomers().begin(asked);
    }

    @Override
    public @Nullable Object beginWeaving(@Nullable ClassLoader asked) {
        ActiveAgent known = active;
        return known == null ? null : known.enforcement().latecomers().beginWeaving(asked);
    }

    @Override
    public void end(@Nullable Object begun) {
        ActiveAgent known = active;
        if (known != null) {
            known.enforcement().latecomers().end(begun);
        }
    }

    @Override
    public void guarded(@Nullable ClassLoader loader, String className, int generation) {
        ActiveAgent known = active;
        if (known != null) {
            known.enforcement().guardWatch().add(loader, className, generation);
        }
    }

    @Override
    public void notWoven(String className, String reason) {
        ActiveAgent known = active;
        if (known != null) {
            known.notWoven(className, reason);
            return;
        }
        BlindSpot spot = new BlindSpot(className, reason);
        synchronized (this) {
            ledger.addBlindSpot(spot);
            if (!failureTold && isLogged()) {
                Console.stderr().line(OneLine.of("lastcall: cannot watch " + className + ": " + reason));
            }
            failureTold = true;
        }
    }

    /**
     * Takes over changes of settings that a person has asked for.
     *
     * @return what is in force now, in a few words
     * @throws ConfigurationException if what they set is wrong; nothing has changed then
     */
    String change(Settings changes) throws ConfigurationException {
        return keeper().change(changes, System.currentTimeMillis());
    }

    /** What keeps the policy up to date with its files and the day. */
    private synchronized PolicyKeeper keeper() {
        PolicyKeeper known = keeper;
        if (known == null) {
            known = DeferredPolicyTarget.keeper(
                    this, settings, read, policy, today, day == null ? new LocalDayClock() : day);
            keeper = known;
        }
        return known;
    }

    /** Tells readers that the process lives, as long as nobody else does. */
    private synchronized void sayAlive(long nowMillis) {
        LedgerWriter mapped = writer;
        if (mapped == null) {
            draft.lock();
            draft.heartbeat(nowMillis, transformer.classesSeen());
        } else if (active == null) {
            mapped.heartbeat(nowMillis, transformer.classesSeen(), 0);
        }
    }

    @Override
    public synchronized void end(boolean last) {
        long ending = System.currentTimeMillis();
        if (clock != null || ending - draft.startedAt() > ClockWatch.LONGEST_BEAT_MILLIS) {
            lookAtClock(ending, System.nanoTime());
        }
        ActiveAgent known = active;
        if (known != null) {
            known.end(last);
            return;
        }
        long now = System.currentTimeMillis();
        LedgerWriter mapped = writer;
        if (mapped == null) {
            draft.exited(now, transformer.classesSeen());
        } else { // and the rest could not be made
            mapped.exited(now, transformer.classesSeen(), 0);
        }
        if (isLogged()) {
            Console.stderr().line(summary(now));
        }
        CallLog open = logback;
        if (open != null) {
            open.close();
        }
    }

    private String summary(long now) {
        String path = process.jar().getPath();
        LedgerWriter mapped = writer;
        if (mapped != null) {
            return ExitSummary.of(mapped.snapshotAtExit(), path, mapped.file());
        }
        String file = draft.isGone() ? "" : draft.file();
        return ExitSummary.ofNoSite(draft.rules(), now, path, file);
    }

    private boolean isLogged() {
        return !settings.log().equals(Settings.NONE);
    }
}
