package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.console.ExitSummary;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.Site;
import dev.lastcall.gate.CallsByThread;
import dev.lastcall.gate.LoadedByName;
import dev.lastcall.gate.LoadedByName.Load;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.log.CallLog;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.settings.Settings;
import dev.lastcall.site.OwnWork;
import dev.lastcall.text.OneLine;
import dev.lastcall.weave.CallTransformer;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps watch until a class matters. It holds what the rest of the agent is made of (bridge, gate, weaver, mapped ledger,
 * log) and makes that when the first class names something listed, on the thread that loads it: an application in which
 * none does pays for looking alone. Thread-safe.
 *
 * <p>While the rest is made, no class of the application is loaded, and no lock is held that loading one could need.
 */
final class Lookout implements CallTransformer.Listener, OwnWork {
    /** If the rest can't be made, the next class that matters has it tried again, so many times in all. */
    private static final int MOST_ATTEMPTS = 3;

    private final Settings settings;
    private final Policy policy;
    private final LedgerDraft draft;
    private final Instrumentation instrumentation;
    private final File jar;
    private final Function<String, RuntimeException> refusal;
    private final CallTransformer transformer;
    private final AgentThread thread;
    private final @Nullable LocalDayClock day;
    private final @Nullable LocalDate today;
    private @Nullable CallLog logback;
    private @Nullable LedgerWriter ledger;
    private int attempts;
    private boolean failureTold;
    private volatile @Nullable Life life;
    private volatile @Nullable ReferenceQueue references;
    private @Nullable PolicyMatcher matcher;

    /** @param logback the log of the user's own Logback file, if there is one */
    Lookout(
            Settings settings,
            Policy policy,
            LedgerDraft draft,
            Instrumentation instrumentation,
            File jar,
            Function<String, RuntimeException> refusal,
            @Nullable CallLog logback) {
        this.settings = settings;
        this.policy = policy;
        this.draft = draft;
        this.instrumentation = instrumentation;
        this.jar = jar;
        this.refusal = refusal;
        this.logback = logback;
        this.day = policy.expires() ? new LocalDayClock() : null;
        this.today = day == null ? null : day.get();
        this.transformer = new CallTransformer(woven(policy), this);
        this.thread = new AgentThread(this);
    }

    /** In mode {@code off} nothing is woven. */
    static Policy woven(Policy policy) {
        return policy.mode() == Mode.OFF ? new Policy(Mode.OFF, List.of(), policy.hash()) : policy;
    }

    /**
     * From now on classes are looked at as they load, and those that are loaded already have been.
     *
     * @param running whether the application runs already
     */
    void begin(List<PolicyKeeper.Stamp> read, boolean running) {
        instrumentation.addTransformer(transformer, true);
        thread.begin(read);
        if ((running || mayFollowOthers()) && transformer.watchesAny(instrumentation.getAllLoadedClasses())) {
            new LoadedClasses(instrumentation, transformer, this, this).weave();
        }
    }

    /**
     * Whether something that is neither the JDK's nor ours ran before: the system's loader knows of it then, as of each
     * agent, of a class that a cache brings, and of all that a setting of the JDK names. It knows of few classes, while the
     * JDK has loaded a thousand. A loader of the application's in its place may know of none.
     */
    private boolean mayFollowOthers() {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        return transformer.watches(system.getClass())
                || transformer.watchesAny(instrumentation.getInitiatedClasses(system));
    }

    /** The rest of the agent; null until a class matters. */
    @Nullable
    Life life() {
        return life;
    }

    /**
     * The rest of the agent; made now if it was not.
     *
     * @throws RuntimeException if it can't be made and that was tried often enough
     */
    Life open() throws IOException, ReflectiveOperationException {
        Life known = life;
        return known != null ? known : make();
    }

    private synchronized Life make() throws IOException, ReflectiveOperationException {
        Life known = life;
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
            watch("guards-late", OneLine.of("the agent could not be set up: " + failure));
        } catch (Throwable evenThat) {
            failure.addSuppressed(evenThat);
        }
    }

    private Life makeNow() throws IOException, ReflectiveOperationException {
        Object bridge = BridgeDefiner.define(instrumentation);
        if (ledger == null) {
            ledger = LedgerWriter.of(draft);
        }
        Life made = new Life(settings, ledger, jar, logback, thread);
        made.begin(policy, today, bridge, instrumentation, transformer, this, refusal);
        made.endAfterHooks(thread);
        life = made;
        if (attempts > 1) {
            watch(LedgerOpening.state(policy), "");
        }
        return made;
    }

    /** Says in the ledger since when calls are watched, or are not. */
    private void watch(String state, String reason) {
        long now = System.currentTimeMillis();
        if (ledger == null) {
            draft.watch(now, state, reason);
        } else {
            ledger.watch(now, state, reason);
        }
    }

    /** What was seen until now, in types of the JDK. */
    Map<String, Object> evidence() {
        Life known = life;
        return known == null
                ? LivingEvidence.none(draft.service(), policy.mode().label(), draft.file())
                : LivingEvidence.of(known.evidence());
    }

    /** How often each call site was called by each thread; null if no class has mattered yet. */
    @Nullable
    CallsByThread callsByThread() {
        Life known = life;
        return known == null ? null : known.enforcement().gate().callsByThread();
    }

    /** The call site of that number; null if there is none that stands for evidence. */
    @Nullable
    Site site(int number) {
        Life known = life;
        return known == null ? null : known.enforcement().gate().siteForEvidence(number);
    }

    /** Says in the ledger that the clock of the machine jumped. */
    synchronized void clockJumped(long expectedMillis, long saidMillis) {
        if (ledger == null) {
            draft.clockJumped(expectedMillis, saidMillis);
        } else {
            ledger.clockJumped(expectedMillis, saidMillis);
        }
    }

    /** Says in the ledger which program the process runs. */
    void sayProgram() {
        Program program = StartedProgram.of(settings.service() != null, instrumentation);
        synchronized (this) {
            if (ledger == null) {
                draft.program(program);
            } else {
                ledger.program(program);
            }
        }
    }

    /** Says in the ledger when the process started, in milliseconds since 1970 UTC; 0: that is not known. */
    synchronized void jvmStarted(long millis) {
        if (millis == 0) {
            return;
        }
        if (ledger == null) {
            draft.jvmStarted(millis);
        } else {
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

    /** Writes down the references in the classes that were loaded meanwhile; to be called on the agent's thread. */
    void readReferences(long longestNanos, boolean last) {
        ReferenceQueue queue = references;
        if (queue == null || queue.isEmpty()) {
            return;
        }
        Life known = life;
        List<LoadedReference> found =
                queue.read(known == null ? ofStart() : known.enforcement().matcher(), longestNanos);
        if (last) {
            queue.giveUp();
        }
        long more = queue.takeMore();
        synchronized (this) {
            if (ledger == null) {
                draft.addReferences(found, more);
            } else {
                ledger.addReferences(System.currentTimeMillis(), found);
                ledger.moreReferences(more);
            }
        }
    }

    private PolicyMatcher ofStart() {
        PolicyMatcher known = matcher;
        if (known == null) {
            known = new PolicyMatcher(woven(policy));
            matcher = known;
        }
        return known;
    }

    @Override
    public void aClassMatters() throws IOException, ReflectiveOperationException {
        try {
            open();
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

    /** A line of the agent's own, when there is no log for it any more. */
    void say(String line) {
        if (isLogged()) {
            Console.stderr().line(line);
        }
    }

    @Override
    public void fieldsMatter() {
        Life known = life;
        if (known != null) {
            known.enforcement().fieldGuard().set();
        }
    }

    @Override
    public void hiddenClassesMatter() {
        Life known = life;
        if (known != null) {
            known.enforcement().lookupGuard().set();
        }
    }

    @Override
    public @Nullable Object begin(@Nullable ClassLoader asked) {
        Life known = life;
        return known == null ? null : known.enforcement().latecomers().begin(asked);
    }

    @Override
    public void end(@Nullable Object begun) {
        Life known = life;
        if (known != null) {
            known.enforcement().latecomers().end(begun);
        }
    }

    @Override
    public void guarded(@Nullable ClassLoader loader, String className, int generation) {
        Life known = life;
        if (known != null) {
            known.enforcement().guardWatch().add(loader, className, generation);
        }
    }

    @Override
    public void notWoven(String className, String reason) {
        Life known = life;
        if (known != null) {
            known.notWoven(className, reason);
            return;
        }
        BlindSpot spot = new BlindSpot(className, reason);
        synchronized (this) {
            if (ledger == null) {
                draft.addBlindSpot(spot);
            } else {
                ledger.addBlindSpot(spot);
            }
            if (!failureTold && isLogged()) {
                Console.stderr().line(OneLine.of("lastcall: cannot watch " + className + ": " + reason));
            }
            failureTold = true;
        }
    }

    /** What keeps the policy up to date with its files and the day. */
    PolicyKeeper keeper(List<PolicyKeeper.Stamp> read) {
        return LateForce.keeper(this, settings, read, policy, today, day == null ? new LocalDayClock() : day);
    }

    AgentThread thread() {
        return thread;
    }

    /** Tells readers that the process lives, as long as nobody else does. */
    synchronized void heartbeat(long nowMillis) {
        if (ledger == null) {
            draft.lock();
            draft.heartbeat(nowMillis, transformer.classesSeen());
        } else if (life == null) {
            ledger.heartbeat(nowMillis, transformer.classesSeen(), 0);
        }
    }

    /**
     * The process ends. What matters after that is still counted and refused.
     *
     * @param last false: it will be told again, since shutdown hooks still run
     */
    synchronized void end(boolean last) {
        Life known = life;
        if (known != null) {
            known.end(last);
            return;
        }
        long now = System.currentTimeMillis();
        if (ledger == null) {
            draft.exited(now, transformer.classesSeen());
        } else { // and the rest could not be made
            ledger.exited(now, transformer.classesSeen(), 0);
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
        String path = jar.getPath();
        if (ledger != null) {
            return ExitSummary.of(ledger.snapshotAtExit(), path, ledger.file());
        }
        String file = draft.isGone() ? "" : draft.file();
        return ExitSummary.ofNoSite(draft.rules(), now, path, file);
    }

    private boolean isLogged() {
        return !settings.log().equals(Settings.NONE);
    }
}
