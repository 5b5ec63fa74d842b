package dev.lastcall.ledger;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.ledger.LedgerDraft.Drafted;
import dev.lastcall.ledger.PageSupply.Sizes;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger of this process, in a mapped file or in memory. Layout: {@link LedgerLayout}. This is the one door
 * for other packages; each part of the work has a class: {@link LedgerPages}, {@link Journal} (records), {@link
 * CounterPages}, {@link PolicyNotes}, {@link ProcessNotes}, {@link ReferenceNotes}, {@link PathNotes}, {@link
 * HistoryNotes} and {@link FileUpkeep}.
 *
 * <p>What is written survives any death of the process, the moment the method returns: the pages belong to the kernel.
 * They do not survive a crash of the machine, unless the kernel wrote them back before.
 *
 * <p>Once made, a writer never fails its caller. If the file can't grow, chunks and records go to plain memory;
 * counting goes on, {@link #snapshot} has it all, and {@link FileUpkeep#problems} says what is not in the file.
 *
 * <p>All methods are thread-safe. One private lock, the writer's, protects all parts; it is held while the file grows
 * (a write of 1 MiB and a sync), and {@link FileUpkeep#growAhead} keeps that away from the application's threads.
 * {@link #tick}, {@link #clock} and {@link #file} take none; {@link #noteHistory} and {@link #snapshot} let it go while
 * they add up or parse. Inside it the lock of the {@link LedgerDraft} may be taken, and that of the list of {@link
 * Segment}s; nobody who holds one of these takes the writer's.
 */
public final class LedgerWriter implements OpenLedger {
    private final Object lock = new Object();
    private final ProcessStart process;
    private final LedgerPages pages;
    private final Word clock;
    private final Journal journal;
    private final CounterPages counters;
    private final PolicyNotes policies;
    private final ProcessNotes notes;
    private final ReferenceNotes references;
    private final FileUpkeep upkeep;
    /** Made when the agent's thread first asks, as are the paths: the application need not wait for their classes. */
    private @Nullable HistoryNotes history;

    private @Nullable PathNotes paths;

    /** A 64-bit word in native order, in memory that stays. */
    public record Word(ByteBuffer buffer, int offset) {}

    LedgerWriter(PageSupply supply, @Nullable Space disk, ProcessStart process) {
        this(supply, disk, new LedgerDraft(process, List.of(), supply.sizes().records(), supply.order()));
    }

    private LedgerWriter(PageSupply supply, @Nullable Space disk, LedgerDraft draft) {
        Drafted drafted = supply.failure().isEmpty() ? draft.handOver() : draft.content();
        this.process = draft.process();
        this.pages = new LedgerPages(supply, disk, draft, drafted);
        this.clock = new Word(pages.first().buffer(), LedgerLayout.CLOCK);
        this.journal = new Journal(pages, drafted, draft.referenceBytes());
        this.counters = new CounterPages(pages);
        this.policies = new PolicyNotes(journal, pages.header(), draft);
        this.notes = new ProcessNotes(journal, draft);
        this.references = new ReferenceNotes(journal, draft);
        Mending mending = new Mending(pages, journal, counters, policies, notes, references);
        this.upkeep = new FileUpkeep(lock, pages, journal, counters, mending);
    }

    /**
     * Goes on where a draft ends: in its file, mapped and locked from now on. If that can't be done the ledger goes on
     * in memory, and the file says so. Nobody may use the draft meanwhile, since both write to one file.
     *
     * @throws OutOfMemoryError if the JVM has not even 260 KiB of direct memory left
     */
    public static LedgerWriter of(LedgerDraft draft) {
        MappedFile file = draft.mapped();
        Sizes sizes = Sizes.STANDARD.withFirst(draft.content().used());
        if (file == null) {
            return new LedgerWriter(PageSupply.inMemory(sizes), null, draft);
        }
        try {
            return new LedgerWriter(PageSupply.of(file, sizes), file, draft);
        } catch (IOException | OutOfMemoryError e) {
            return new LedgerWriter(PageSupply.insteadOfFile(sizes, e), null, draft);
        }
    }

    /**
     * Makes a new file {@code <service>-<pid>-<uuid>.lastcall}.
     *
     * @param folder is made if missing
     * @throws IOException if the folder can't be made or written to, or the disk is full; nothing is left behind, and
     *     the message names the path. The caller may try another folder
     */
    public static LedgerWriter create(File folder, ProcessStart process) throws IOException {
        return create(folder, process, Sizes.STANDARD);
    }

    static LedgerWriter create(File folder, ProcessStart process, Sizes sizes) throws IOException {
        LedgerFile file = LedgerFile.create(folder, LedgerFile.name(process));
        try {
            Space space = new MappedFile(file);
            return new LedgerWriter(PageSupply.of(space, sizes), space, process);
        } catch (IOException | OutOfMemoryError e) {
            file.delete();
            throw new IOException(file.path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A ledger that ends with the process.
     *
     * @throws OutOfMemoryError if the JVM has not even 260 KiB of direct memory left
     */
    public static LedgerWriter inMemory(ProcessStart process) {
        return new LedgerWriter(PageSupply.inMemory(Sizes.STANDARD), null, process);
    }

    /** Keeps the file whole, and says what is not in it. */
    public FileUpkeep upkeep() {
        return upkeep;
    }

    /** The file's path; empty for a ledger in memory. */
    public String file() {
        return pages.path();
    }

    /**
     * The coarse clock, milliseconds since 1970 UTC, for others to read in place. Stands in a cache line of its
     * own; {@link #tick} and {@link #heartbeat} set it.
     */
    public Word clock() {
        return clock;
    }

    /** Sets the coarse clock. Takes no lock. */
    public void tick(long nowMillis) {
        pages.tick(nowMillis);
    }

    /** Adds a rule with its details; a rule of the same id takes the place of the one before, details and all. */
    public void addRule(RuleInfo rule) {
        synchronized (lock) {
            policies.addRule(rule);
        }
    }

    /**
     * Says that a policy is in force, with the mode of the process. Of rules that are as they were, no more is written
     * than that they still are in force.
     *
     * @param word the process mode's
     * @param all its rules, each in the mode in which it acts, in the policy's order
     */
    public void policy(long nowMillis, String word, String hash, List<RuleInfo> all) {
        synchronized (lock) {
            policies.policy(nowMillis, word, hash, all);
        }
    }

    /** Someone has cut the file: all versions of all rules are written again, and when they were in force. */
    public void addPoliciesAgain() {
        synchronized (lock) {
            policies.addPoliciesAgain();
        }
    }

    /** Says that the process mode is now another. */
    public void mode(long nowMillis, String word) {
        synchronized (lock) {
            policies.change(nowMillis, word, null);
        }
    }

    /** Says that the policy is now another; its rules are to be added after. */
    public void policy(long nowMillis, String hash) {
        synchronized (lock) {
            policies.change(nowMillis, null, hash);
        }
    }

    /**
     * Adds a site. To be called before the site's first call is counted.
     *
     * @param number not negative and no multiple of 64, so that it has a cell
     */
    public void addSite(int number, Site site) {
        synchronized (lock) {
            journal.encoder().site(number, site);
            journal.append();
        }
    }

    @Override
    public void addBlindSpot(BlindSpot spot) {
        synchronized (lock) {
            journal.encoder().blindSpot(spot);
            journal.append();
        }
    }

    /** As it says there; the same as before is not said again. */
    @Override
    public void watch(long nowMillis, String state, String reason) {
        synchronized (lock) {
            notes.watch(nowMillis, state, reason);
        }
    }

    @Override
    public void jvmStarted(long jvmStartedAt) {
        synchronized (lock) {
            notes.jvmStarted(jvmStartedAt);
        }
    }

    @Override
    public void program(Program runs) {
        synchronized (lock) {
            notes.program(runs);
        }
    }

    /**
     * A new page of counters.
     *
     * @param chunkIndex of the sites {@code chunkIndex * 64 + 1} to {@code + 63}; many chunks may have the same
     * @param owner a number of the caller's, for people who look into the file
     */
    public Chunk newChunk(int chunkIndex, long owner) {
        synchronized (lock) {
            return counters.add(chunkIndex, owner);
        }
    }

    /**
     * Says how many sites were called so far: so that a reader knows what is missing where the machine has crashed and
     * pages of the file are lost.
     */
    public void firstCalls(int number) {
        synchronized (lock) {
            counters.firstCalls(number);
        }
    }

    /**
     * Notes the calls of the last hour, and of the last day, if one is over. To be called now and then on the agent's
     * own thread: to add up all counters takes milliseconds.
     */
    public void noteHistory(long nowMillis) {
        List<Chunk> chunks;
        int mendingsBefore;
        synchronized (lock) {
            if (!pages.hasFile() || !history().isDue(nowMillis)) {
                return;
            }
            mendingsBefore = upkeep.mendings();
            chunks = counters.inFile();
        }
        long[] totals = CounterPages.totals(chunks);
        if (!upkeep.wasWhole(mendingsBefore)) {
            return;
        }
        synchronized (lock) {
            history().note(nowMillis, totals);
        }
    }

    private HistoryNotes history() {
        HistoryNotes made = history;
        if (made == null) {
            made = new HistoryNotes(pages, journal, process.startedAt());
            history = made;
        }
        return made;
    }

    /** Adds which library a code source is. To be called once for each. */
    public void addOrigin(long nowMillis, CodeOrigin origin) {
        synchronized (lock) {
            journal.encoder().origin(origin);
            if (journal.mayAdd(Journal.ORIGINS, journal.encoder().length(), nowMillis)) {
                journal.append();
            }
        }
    }

    /** Adds how a call at a site came about, if that is not known of three other calls already. */
    public void addPath(long nowMillis, int site, CallPath path) {
        synchronized (lock) {
            PathNotes made = paths;
            if (made == null) {
                made = new PathNotes(journal);
                paths = made;
            }
            made.add(nowMillis, site, path);
        }
    }

    /** As it says there; {@link #exited} writes the number of those that are not on record at the latest. */
    @Override
    public void addReferences(long nowMillis, List<LoadedReference> found, long more) {
        synchronized (lock) {
            references.add(nowMillis, found);
            references.addMore(more);
        }
    }

    @Override
    public void clockJumped(long expectedMillis, long saidMillis) {
        synchronized (lock) {
            if (journal.mayAdd(Journal.CLOCK_JUMPS, 32, saidMillis)) {
                journal.encoder().clockJump(expectedMillis, saidMillis);
                journal.append();
            }
        }
    }

    @Override
    public void stoodStill(long fromMillis, long untilMillis) {
        synchronized (lock) {
            notes.stoodStill(fromMillis, untilMillis);
        }
    }

    /** Tells readers that the process lives, how many classes it looked at, and how many of them it changed. */
    public void heartbeat(long nowMillis, long classesSeen, long classesWoven) {
        synchronized (lock) {
            pages.header().heartbeat(nowMillis, classesSeen, classesWoven);
            counters.reportOutside();
            pages.heartbeatOfDraft(nowMillis, classesSeen);
        }
    }

    /** Tells readers that the process ends in order. Counters may still be added to. */
    public void exited(long nowMillis, long classesSeen, long classesWoven) {
        synchronized (lock) {
            references.writeMore();
            notes.writeStandstills();
            pages.header().heartbeat(nowMillis, classesSeen, classesWoven);
            counters.reportOutside();
            pages.exited(nowMillis, classesSeen);
        }
    }

    /** All that was written so far, from memory: the file is not opened. */
    public ProcessEvidence snapshot() {
        return snapshot(null);
    }

    /**
     * The same, with the rules as they were added instead of as they are on record: the user, who waits for the process
     * to end, should not wait for thousands of signatures to be decoded.
     */
    public ProcessEvidence snapshotAtExit() {
        List<RuleInfo> known;
        synchronized (lock) {
            known = policies.rules();
        }
        return snapshot(known);
    }

    private ProcessEvidence snapshot(@Nullable List<RuleInfo> known) {
        List<Segment> segments;
        synchronized (lock) {
            segments = pages.segments();
        }
        return LedgerParser.parse(new SegmentPages(segments, lock), file(), known);
    }

    /** Lets go of the file's lock, as the end of the process does. For tests. */
    void close() {
        pages.close();
    }
}
