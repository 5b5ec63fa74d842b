package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.ledger.LedgerDraft.Pages;
import dev.lastcall.ledger.PageSupply.Sizes;
import dev.lastcall.ledger.Segment.Run;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger of this process, in a mapped file or in memory. Layout: {@link LedgerLayout}.
 *
 * <p>What is written survives any death of the process, the moment the method returns: the pages belong to the kernel.
 * They do not survive a crash of the machine, unless the kernel wrote them back before.
 *
 * <p>Once made, a writer never fails its caller. If the file can't grow, chunks and records go to plain memory; counting
 * goes on, {@link #snapshot} has it all, and {@link #problems} says what is not in the file.
 *
 * <p>All methods are thread-safe. Those that write records or read more than one value take one private lock, which is held
 * while the file grows (a write of 1 MiB and a sync); {@link #growAhead} keeps that away from the application's threads.
 * {@link #tick}, {@link #clock}, {@link #file} and {@link #mendings} take none.
 */
public final class LedgerWriter {
    private static final int MOST_WATCH_NOTES = 10_000;

    /** Some thousand references. */
    static final long MOST_REFERENCE_BYTES = 192 << 10;

    /** What grows with what happens: each has its room, and what comes when that is full is dropped. */
    private static final String[] KINDS = {
        Dropped.POLICIES,
        "jumps of the clock",
        "call paths",
        "further call paths",
        "origins",
        "references",
        "the oldest hours",
        "the oldest days",
        Dropped.WATCH_CHANGES
    };

    /** The room of each of {@link #KINDS}, in bytes; the first policy takes none of it. */
    private static final long[] MOST_BYTES = {
        512 << 10, 16 << 10, 768 << 10, 256 << 10, 64 << 10, MOST_REFERENCE_BYTES, 0, 0, 0
    };

    private static final int POLICIES = 0;
    private static final int CLOCK_JUMPS = 1;
    /** The first one of each site. */
    private static final int PATHS = 2;

    private static final int FURTHER_PATHS = 3;
    private static final int ORIGINS = 4;
    /** Of loaded classes. */
    private static final int REFERENCES = 5;

    private static final int HOURS = 6;
    private static final int DAYS = 7;
    /** Bounded by their number. */
    private static final int WATCH_CHANGES = 8;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final int HISTORY_PAGES = 4;
    /** 1 MiB: two days of 10,000 sites that are called some 100 times each hour. */
    private static final int MOST_HOUR_EXTENTS = 64;
    /** 1 MiB for each month of the process. */
    private static final int MOST_DAY_EXTENTS_A_MONTH = 64;

    private final Object lock = new Object();
    private final PageSupply supply;
    private final @Nullable Space disk;
    /** The draft whose file could not be mapped: it goes on telling readers that the process lives. */
    private final @Nullable LedgerDraft unmapped;

    private final Word clock;
    private final HeaderWriter header;
    private final RecordEncoder encoder;
    private final Chunk lost;
    private final List<Run> recordsOutside = new ArrayList<>();
    private final List<Run> chunksOutside = new ArrayList<>();
    private final ExtentTable extents = new ExtentTable();
    /** Extents whose records were cut off, in the order of the file: to be filled before new ones. */
    private final List<Run> emptied = new ArrayList<>();

    private long mendFrom = Long.MAX_VALUE;
    private volatile int mendings;
    private String loss = "";
    private final ProcessStart process;
    private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
    private final List<WatchNote> watchNotes = new ArrayList<>();
    private @Nullable Program program;
    private final List<LoadedReference> references = new ArrayList<>(0);
    private long moreReferences;
    private long moreWritten;
    private final RuleVersions versions = new RuleVersions();
    private final History hours;
    private final History days;
    private final RecordRing hourRing = new RecordRing(2 * DAY_MILLIS);
    private final RecordRing dayRing = new RecordRing(400 * DAY_MILLIS);
    private final PathBook paths = new PathBook();
    private final List<PolicyNote> policies = new ArrayList<>();
    private final long[] taken = new long[KINDS.length];
    private final boolean[] full = new boolean[KINDS.length];
    private final long[] fullSince = new long[KINDS.length];
    private @Nullable Run log;
    private int logEnd;
    private int recordExtents;
    private int recordsInFile;
    private int chunksInFile;
    private boolean countsFirstCalls = true;
    private int chunkCountOutside;
    private int recordCountOutside;
    private int recordsLost;
    /** As of the last heartbeat: to count them takes longer than the application should wait. */
    private long callsOutside;

    private String mode;
    private String policyHash;

    /** A 64-bit word in native order, in memory that stays. */
    public record Word(ByteBuffer buffer, int offset) {}

    LedgerWriter(PageSupply supply, @Nullable Space disk, ProcessStart process) {
        this(supply, disk, new LedgerDraft(process, List.of(), supply.sizes().records(), supply.order()));
    }

    private LedgerWriter(PageSupply supply, @Nullable Space disk, LedgerDraft draft) {
        this.supply = supply;
        this.disk = disk;
        this.unmapped = supply.failure().isEmpty() ? null : draft;
        this.process = draft.process();
        this.hours = new History(HOUR_MILLIS, process.startedAt());
        this.days = new History(DAY_MILLIS, process.startedAt());
        this.mode = process.mode();
        this.policyHash = process.policyHash();
        for (RuleInfo rule : draft.rules()) {
            rules.put(rule.id(), rule);
        }
        firstPolicy(draft.rules());
        if (!process.watch().isEmpty()) {
            watchNotes.add(note(process.startedAt(), process.watch(), process.reason()));
        }
        watchNotes.addAll(draft.watchNotes());
        this.program = draft.program();
        this.references.addAll(draft.references());
        this.moreReferences = draft.moreReferences();
        this.taken[REFERENCES] = draft.referenceBytes();
        Pages pages = unmapped == null ? draft.handOver() : draft.pages();
        Run first = supply.take(pages.used());
        if (first == null) {
            throw new IllegalArgumentException("the first segment is too small");
        }
        int bytes = first.pages() * PAGE;
        // the magic, which says that all the rest is there, comes last
        first.buffer().put(LedgerLayout.LAYOUT_VERSION, pages.image().array(), LedgerLayout.LAYOUT_VERSION, bytes - 8);
        this.header = new HeaderWriter(first.buffer());
        header.space(supply.committedPages(), disk != null && disk.isLocked());
        header.finish();
        this.clock = new Word(first.buffer(), LedgerLayout.CLOCK);
        this.encoder = new RecordEncoder(first.buffer().order());
        Run lostCalls = first.part(PAGE, 1);
        this.lost = new Chunk(first.buffer(), PAGE, LedgerLayout.LOST_CHUNK, lostCalls.position());
        this.log = first.part(pages.logStart(), (first.end() - pages.logStart()) / PAGE);
        this.logEnd = pages.logEnd();
        this.recordExtents = pages.extents();
        if (first.durable()) {
            extents.takeOver(first);
            recordsInFile = pages.extents();
            saysRecords();
        }
        if (unmapped != null) {
            reportOutside();
        }
    }

    /**
     * Goes on where a draft ends: in its file, mapped and locked from now on. If that can't be done the ledger goes on in
     * memory, and the file says so.
     *
     * @throws OutOfMemoryError if the JVM has not even 260 KiB of direct memory left
     */
    public static LedgerWriter of(LedgerDraft draft) {
        MappedFile file = draft.mapped();
        Sizes sizes = Sizes.STANDARD.withFirst(draft.pages().used());
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

    /** The file's path; empty for a ledger in memory. */
    public String file() {
        return disk != null ? disk.path() : unmapped != null ? unmapped.file() : "";
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
        header.tick(nowMillis);
    }

    /** Adds a rule with its details; a rule of the same id takes the place of the one before, details and all. */
    public void addRule(RuleInfo rule) {
        synchronized (lock) {
            rules.put(rule.id(), rule);
            append(rule, 0);
        }
    }

    private void append(RuleInfo rule, int version) {
        for (int i = 0; encoder.rule(rule, i, version); i++) {
            append();
        }
    }

    private void firstPolicy(List<RuleInfo> first) {
        if (!process.saysMore()) {
            return;
        }
        int[] numbers = new int[first.size()];
        int[] modes = new int[first.size()];
        for (int i = 0; i < numbers.length; i++) {
            RuleInfo rule = first.get(i);
            numbers[i] = versions.add(rule);
            versions.written(rule.id(), numbers[i]);
            modes[i] = LedgerLayout.modeNumber(rule.mode());
        }
        policies.add(new PolicyNote(process.startedAt(), process.mode(), process.policyHash(), numbers, modes));
    }

    /**
     * Says that a policy is in force, with the mode of the process. Of rules that are as they were, no more is written than
     * that they still are in force.
     *
     * @param word the process mode's
     * @param all its rules, each in the mode in which it acts, in the policy's order
     */
    public void policy(long nowMillis, String word, String hash, List<RuleInfo> all) {
        synchronized (lock) {
            change(nowMillis, word, hash);
            int[] numbers = new int[all.size()];
            int[] modes = new int[all.size()];
            for (int i = 0; i < numbers.length; i++) {
                RuleInfo rule = all.get(i);
                rules.put(rule.id(), rule);
                numbers[i] = numberOf(rule, nowMillis);
                modes[i] = LedgerLayout.modeNumber(rule.mode());
            }
            PolicyNote note = new PolicyNote(nowMillis, word, hash, numbers, modes);
            if (mayAdd(POLICIES, 64 + 12 * numbers.length, nowMillis)) {
                policies.add(note);
                append(note);
            }
        }
    }

    /** The rule's version; 0 if there is no room for one more. */
    private int numberOf(RuleInfo rule, long nowMillis) {
        int known = versions.number(rule);
        if (known != 0 && versions.isLatest(rule.id(), known)) {
            return known;
        }
        if (!mayAdd(POLICIES, sizeOf(rule), nowMillis)) {
            return known;
        }
        int number = known == 0 ? versions.add(rule) : known;
        append(rule, number);
        versions.written(rule.id(), number);
        return number;
    }

    private int sizeOf(RuleInfo rule) {
        int size = 0;
        for (int i = 0; encoder.rule(rule, i, 1); i++) {
            size += encoder.length();
        }
        return size;
    }

    private void append(PolicyNote note) {
        int next = 0;
        do {
            next = encoder.policy(note, next);
            append();
        } while (next < note.rules());
    }

    /** Someone has cut the file: all versions of all rules are written again, and when they were in force. */
    public void addPoliciesAgain() {
        synchronized (lock) {
            for (int number = 1; number <= versions.count(); number++) {
                append(versions.version(number), number);
            }
            for (PolicyNote note : policies) {
                append(note);
            }
        }
    }

    /**
     * Whether there is room for more of something; from the first time on that there is not, none is. That is said once.
     *
     * @param kind its place among {@link #KINDS}
     * @param bytes about what it takes
     */
    private boolean mayAdd(int kind, int bytes, long nowMillis) {
        if (full[kind]) {
            return false;
        }
        taken[kind] += bytes;
        if (taken[kind] > MOST_BYTES[kind]) {
            full[kind] = true;
            fullSince[kind] = nowMillis;
            encoder.dropped(nowMillis, KINDS[kind]);
            append();
            return false;
        }
        return true;
    }

    /**
     * Adds a site. To be called before the site's first call is counted.
     *
     * @param number not negative and no multiple of 64, so that it has a cell
     */
    public void addSite(int number, Site site) {
        synchronized (lock) {
            encoder.site(number, site);
            append();
        }
    }

    /** Adds a class that could not be watched; the same twice counts once. */
    public void addBlindSpot(BlindSpot spot) {
        synchronized (lock) {
            encoder.blindSpot(spot);
            append();
        }
    }

    /** Says that the process mode is now another. */
    public void mode(long nowMillis, String word) {
        change(nowMillis, word, null);
    }

    /** Says that the policy is now another; its rules are to be added after. */
    public void policy(long nowMillis, String hash) {
        change(nowMillis, null, hash);
    }

    /**
     * Says that the process watches from now on, or why it does not. The same as before is not said again.
     *
     * @param state the word of a {@link WatchState}
     */
    public void watch(long nowMillis, String state, String reason) {
        synchronized (lock) {
            if (watchNotes.isEmpty() || !isInForce(state, reason)) {
                say(note(nowMillis, state, reason));
            }
        }
    }

    /** Says when the Java virtual machine started, in milliseconds since 1970 UTC. To be called once. */
    public void jvmStarted(long jvmStartedAt) {
        synchronized (lock) {
            WatchNote first = note(process.startedAt(), process.watch(), process.reason());
            if (!first.state().isEmpty()) {
                say(new WatchNote(
                        first.millis(),
                        jvmStartedAt,
                        first.heartbeatMillis(),
                        first.state(),
                        first.attached(),
                        first.reason()));
            }
        }
    }

    /** Says which program the process runs, as is known by now. */
    public void program(Program runs) {
        synchronized (lock) {
            program = runs;
            addProgram();
        }
    }

    private void addProgram() {
        Program known = program;
        if (known != null) {
            encoder.program(known.named(), known.mainClass(), known.jar(), known.title());
            append();
        } else if (process.saysProgram()) {
            encoder.program(process.named(), process.mainClass(), process.mainJar(), "");
            append();
        }
    }

    private boolean isInForce(String state, String reason) {
        for (int i = watchNotes.size() - 1; i >= 0; i--) {
            WatchNote note = watchNotes.get(i);
            if (note.jvmStartedAt() == 0) {
                return note.state().equals(state) && note.reason().equals(reason);
            }
        }
        return false;
    }

    /** Of more changes than anybody makes by hand, the last ones are dropped; from when on, the ledger says. */
    private void say(WatchNote note) {
        if (watchNotes.size() < MOST_WATCH_NOTES) {
            watchNotes.add(note);
            encoder.watch(note);
            append();
        } else {
            mayAdd(WATCH_CHANGES, 1, note.millis());
        }
    }

    private WatchNote note(long nowMillis, String state, String reason) {
        return new WatchNote(nowMillis, 0, process.heartbeatMillis(), state, process.attached(), reason);
    }

    private void change(long nowMillis, @Nullable String word, @Nullable String hash) {
        synchronized (lock) {
            mode = word == null ? mode : word;
            policyHash = hash == null ? policyHash : hash;
            header.mode(mode);
            encoder.change(nowMillis, mode, policyHash);
            append();
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
            Run run = supply.take(1);
            if (run == null || isOutside(run)) {
                chunkCountOutside++;
                if (run != null) {
                    chunksOutside.add(run);
                }
                reportOutside();
            }
            reportSpace();
            return run == null ? lost : chunk(run, chunkIndex, owner);
        }
    }

    private Chunk chunk(Run run, int index, long owner) {
        extents.open(run, LedgerLayout.CELLS, index, owner);
        if (process.saysMore() && run.durable()) {
            header.written(LedgerLayout.CHUNKS_WRITTEN, ++chunksInFile);
        }
        return new Chunk(run.buffer(), run.offset(), index, run.position());
    }

    /**
     * Says how many sites were called so far: so that a reader knows what is missing where the machine has crashed and pages
     * of the file are lost.
     */
    public void firstCalls(int number) {
        synchronized (lock) {
            if (process.saysMore() && countsFirstCalls) {
                header.written(LedgerLayout.FIRST_CALLS_WRITTEN, number);
            }
        }
    }

    /**
     * Notes the calls of the last hour, and of the last day, if one is over. To be called now and then on the agent's own
     * thread: to add up all counters takes milliseconds.
     */
    public void noteHistory(long nowMillis) {
        List<Chunk> chunks;
        int mendingsBefore;
        synchronized (lock) {
            if (disk == null || !(hours.isDue(nowMillis) || days.isDue(nowMillis))) {
                return;
            }
            mendingsBefore = mendings;
            chunks = extents.chunksOfCells();
        }
        long[] totals = totals(chunks);
        if (!wasWhole(mendingsBefore)) {
            return;
        }
        synchronized (lock) {
            if (hours.isDue(nowMillis) && note(hours, nowMillis, false, totals)) {
                hours.noted(nowMillis, totals);
            }
            if (days.isDue(nowMillis) && note(days, nowMillis, true, totals)) {
                days.noted(nowMillis, totals);
            }
        }
    }

    private static long[] totals(List<Chunk> chunks) {
        int most = 0;
        for (Chunk chunk : chunks) {
            most = Math.max(most, chunk.index());
        }
        long[] totals = new long[(most + 1) * CellLayout.SLOTS];
        for (Chunk chunk : chunks) {
            for (int slot = 1; slot < CellLayout.SLOTS; slot++) {
                int site = chunk.index() * CellLayout.SLOTS + slot;
                int cell = chunk.offset() + slot * CellLayout.CELL;
                for (int word = CellLayout.PLAIN; word <= CellLayout.DELEGATED; word += Long.BYTES) {
                    totals[site] =
                            Calls.sum(totals[site], Math.max(0, chunk.buffer().getLong(cell + word)));
                }
            }
        }
        return totals;
    }

    /** False: the file has no room now. */
    private boolean note(History history, long nowMillis, boolean day, long[] totals) {
        int next = 1;
        while (next < totals.length) {
            int from = next;
            next = encoder.history(history, nowMillis, day, totals, from);
            if (encoder.hasRuns()) {
                if (!makeRoom(day, encoder.length(), nowMillis)) {
                    return false;
                }
                encoder.history(history, nowMillis, day, totals, from);
                (day ? dayRing : hourRing).append(encoder, nowMillis);
            }
        }
        return true;
    }

    private boolean makeRoom(boolean day, int length, long nowMillis) {
        RecordRing ring = day ? dayRing : hourRing;
        if (ring.hasRoom(length)) {
            return true;
        }
        long months = 1 + Math.max(0, nowMillis - process.startedAt()) / (30 * DAY_MILLIS);
        long most = day ? MOST_DAY_EXTENTS_A_MONTH * months : MOST_HOUR_EXTENTS;
        if (ring.mayReuse(nowMillis)) {
            ring.reuse();
            return true;
        }
        if (ring.size() >= most) {
            mayAdd(day ? DAYS : HOURS, 1, nowMillis); // says once that the oldest are gone
            ring.reuse();
            return true;
        }
        Run run = supply.takeFromDisk(HISTORY_PAGES);
        if (run == null) {
            return false;
        }
        reportSpace();
        openRecords(run);
        ring.add(run);
        return true;
    }

    /** Adds which library a code source is. To be called once for each. */
    public void addOrigin(long nowMillis, CodeOrigin origin) {
        synchronized (lock) {
            encoder.origin(origin);
            int length = encoder.length();
            if (mayAdd(ORIGINS, length, nowMillis)) {
                encoder.origin(origin);
                append();
            }
        }
    }

    /** Adds how a call at a site came about, if that is not known of three other calls already. */
    public void addPath(long nowMillis, int site, CallPath path) {
        synchronized (lock) {
            int known = paths.known(site, path);
            boolean isNew =
                    known >= 0 && known < PathLog.MOST_PATHS && !path.frames().isEmpty();
            boolean whole =
                    isNew && !paths.isFull() && mayAdd(known == 0 ? PATHS : FURTHER_PATHS, sizeOf(path), nowMillis);
            boolean initializer = path.inStaticInitializer() && paths.isNewInitializer(site);
            if (whole) {
                addFrames(path);
                paths.written(site, path);
            }
            if (whole || initializer) {
                encoder.path(site, path, whole, paths);
                append();
            }
        }
    }

    private int sizeOf(CallPath path) {
        int size = 32 + 2 * path.frames().size();
        for (PathFrame frame : path.frames()) {
            size += paths.number(frame) < 0
                    ? 24 + frame.className().length() + frame.method().length()
                    : 0;
        }
        return size;
    }

    private void addFrames(CallPath path) {
        for (PathFrame frame : path.frames()) {
            if (paths.number(frame) < 0) {
                encoder.frame(paths.add(frame), frame);
                append();
            }
        }
    }

    /** Adds what loaded classes refer to, those of one class together, none twice. What there is no room for is counted. */
    public void addReferences(long nowMillis, List<LoadedReference> found) {
        synchronized (lock) {
            int next = 0;
            while (next < found.size()) {
                int from = next;
                next = encoder.references(found, from);
                if (mayAdd(REFERENCES, encoder.length(), nowMillis)) {
                    encoder.references(found, from);
                    append();
                    references.addAll(found.subList(from, next));
                } else {
                    addMore(next - from);
                }
            }
        }
    }

    /** Counts references that are not on record. */
    public void moreReferences(long more) {
        synchronized (lock) {
            addMore(more);
        }
    }

    /** Written at the first, and whenever it has doubled; {@link #exited} writes the last. */
    private void addMore(long more) {
        moreReferences += more;
        if (moreReferences >= 2 * moreWritten) {
            writeMore();
        }
    }

    private void writeMore() {
        if (moreReferences > moreWritten) {
            moreWritten = moreReferences;
            encoder.moreReferences(moreReferences);
            append();
        }
    }

    private void addReferencesAgain() {
        int next = 0;
        while (next < references.size()) {
            next = encoder.references(references, next);
            append();
        }
        moreWritten = 0;
        writeMore();
    }

    /** Says that the clock of the machine jumped; both in milliseconds since 1970 UTC. */
    public void clockJumped(long expectedMillis, long saidMillis) {
        synchronized (lock) {
            if (mayAdd(CLOCK_JUMPS, 32, saidMillis)) {
                encoder.clockJump(expectedMillis, saidMillis);
                append();
            }
        }
    }

    /** Tells readers that the process lives, how many classes it looked at, and how many of them it changed. */
    public void heartbeat(long nowMillis, long classesSeen, long classesWoven) {
        synchronized (lock) {
            header.heartbeat(nowMillis, classesSeen, classesWoven);
            if (chunkCountOutside > 0) {
                callsOutside = countOutside();
                reportOutside();
            }
            if (unmapped != null) {
                unmapped.heartbeat(nowMillis, classesSeen);
            }
        }
    }

    /** Tells readers that the process ends in order. Counters may still be added to. */
    public void exited(long nowMillis, long classesSeen, long classesWoven) {
        synchronized (lock) {
            writeMore();
            header.heartbeat(nowMillis, classesSeen, classesWoven);
            if (chunkCountOutside > 0) {
                callsOutside = countOutside();
                reportOutside();
            }
            header.state(LedgerLayout.STATE_EXITED);
            if (disk != null) {
                disk.unprotect();
            }
            if (unmapped != null) {
                unmapped.exited(nowMillis, classesSeen);
            }
        }
    }

    /**
     * Grows the file if little room is left. Where the disk was full and no longer is, the file takes in the records
     * that were kept in memory meanwhile; chunks stay where they are. To be called now and then on the agent's own
     * thread.
     *
     * @return false if the file can't grow now
     */
    public boolean growAhead() {
        synchronized (lock) {
            boolean grown = supply.growAhead();
            reportSpace();
            if (grown && !recordsOutside.isEmpty()) {
                moveRecordsIntoFile();
            }
            return grown;
        }
    }

    /**
     * Looks whether someone has cut the file. If so, gives it back its length, its header and the headers of its pages,
     * so that it is a ledger again, and adds a blind spot that says what is lost, unless only free pages were cut off.
     * Then chunks that were {@linkplain #isCutOff cut off} are to be replaced, rules and sites to be added again, and
     * {@link #mended} to be called. To be called often, on the agent's own thread: until then each access to what
     * was cut off is a fault.
     *
     * @return what is lost, a sentence; empty if the file is as long as it should be
     * @throws IOException if there is no room for what was cut off; the next call tries again
     */
    public String mend(long nowMillis) throws IOException {
        synchronized (lock) {
            if (disk == null) {
                return "";
            }
            // remembered, since the fault of an earlier access may break this off anywhere
            mendFrom = Math.min(mendFrom, intactBytes(disk));
            if (mendFrom < supply.committedBytes()) {
                loss = mend(disk, mendFrom, nowMillis);
            }
            extents.settle();
            mendFrom = Long.MAX_VALUE;
            return loss;
        }
    }

    /** How often the file was {@linkplain #mended mended}. Takes no lock. */
    public int mendings() {
        return mendings;
    }

    /**
     * Whether what was read from chunks since {@link #mendings} had that value is what was counted there: an access to
     * what someone has cut off yields anything, and the error comes later. Until it is {@linkplain #mended mended}, threads
     * may have put that back into chunks that they still count in.
     */
    public boolean wasWhole(int mendingsBefore) {
        synchronized (lock) {
            try {
                return mendings == mendingsBefore
                        && loss.isEmpty()
                        && mendFrom == Long.MAX_VALUE
                        && (disk == null || intactBytes(disk) >= supply.committedBytes());
            } catch (IOException untold) {
                return false;
            }
        }
    }

    /** What {@link #mend} asks for is done; until then it asks again. */
    public void mended() {
        synchronized (lock) {
            loss = "";
            mendings++;
        }
    }

    /**
     * A file that was cut and has become longer again, perhaps because we let it grow just then, has a hole: headers that
     * we have written are zeros.
     */
    private long intactBytes(Space space) throws IOException {
        long length = space.length();
        if (length < PAGE) {
            return length;
        }
        if (!header.isThere()) {
            return 0;
        }
        boolean isCut = length < supply.committedBytes();
        return isCut || extents.areHoled() ? extents.intactBytes(length) : length;
    }

    private String mend(Space space, long intact, long nowMillis) throws IOException {
        space.refill(intact, supply.committedBytes());
        if (intact < PAGE) {
            header.begin(process);
            header.mode(mode);
            header.tick(nowMillis);
            reportSpace();
            reportOutside();
        }
        paths.forgetFrames();
        hourRing.forget();
        dayRing.forget();
        emptied.clear();
        for (Run records : extents.reopen(intact)) {
            rewind(records, intact);
        }
        int chunks = extents.chunksLost();
        if (process.saysMore()) {
            chunksInFile = extents.chunks();
            countsFirstCalls &= chunks == 0;
            header.written(LedgerLayout.CHUNKS_WRITTEN, chunksInFile);
            saysRecords();
            if (!countsFirstCalls) {
                header.written(LedgerLayout.FIRST_CALLS_WRITTEN, 0);
            }
        }
        for (WatchNote note : watchNotes) {
            encoder.watch(note);
            append();
        }
        encoder.change(nowMillis, mode, policyHash);
        append();
        addProgram();
        addReferencesAgain();
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (full[kind]) {
                encoder.dropped(fullSince[kind], KINDS[kind]);
                append();
            }
        }
        if (intact < PAGE) {
            header.finish();
        }
        String cut = "the ledger file was cut to " + intact + " bytes; ";
        String sentence = cut
                + (chunks == 0
                        ? "no counts are lost"
                        : "the counts of " + OneLine.count(chunks, "page") + " from before "
                                + Instant.ofEpochMilli(nowMillis) + " are lost");
        if (intact < extents.usedBytes()) {
            addBlindSpot(new BlindSpot("(ledger)", sentence));
        }
        return sentence;
    }

    /**
     * Whether that chunk was cut off the file. It is no part of the ledger any more, since what is in it is not to be
     * trusted: a thread that was counting in it may have read what the fault left in a register, and have written that
     * back plus one.
     */
    public boolean isCutOff(Chunk chunk) {
        synchronized (lock) {
            return extents.isGivenUp(chunk.position());
        }
    }

    /** The log goes on where it was cut, or, if nothing of the extent is left, this is one to be filled again. */
    private void rewind(Run run, long intact) {
        boolean isLog = log != null && log.position() == run.position();
        long kept = (intact - run.position() + 7) / 8 * 8;
        if (kept > LedgerLayout.EXTENT_HEADER) {
            logEnd = isLog ? (int) Math.min(logEnd, run.offset() + kept) : logEnd;
            return;
        }
        emptied.add(run);
        log = isLog ? null : log;
    }

    /** Whether someone has removed the file, or its folder. Counting goes on in what is mapped of it. */
    public boolean isGone() {
        return disk != null && !disk.isInPlace();
    }

    /**
     * Makes the file again, at its place, of what was counted so far: a last act, since what is counted after is not in
     * it. The copy has no lock; it is to be taken when the process has {@linkplain #exited ended}.
     *
     * @throws IOException if that can't be done; the message names the path
     */
    public void writeAgain() throws IOException {
        if (disk != null) {
            List<ByteBuffer> parts = new ArrayList<>();
            synchronized (lock) {
                for (Segment segment : supply.segmentsInFile()) {
                    parts.add(segment.buffer);
                }
                disk.writeAgain(parts);
            }
        }
    }

    /** Why the file of the draft could not be mapped; empty if it could, or if there is none. */
    public String whyUnmapped() {
        return unmapped == null ? "" : supply.failure();
    }

    /** What is not in the file, and why, in sentences; empty if all is well. */
    public List<String> problems() {
        synchronized (lock) {
            if (chunkCountOutside == 0 && recordCountOutside == 0 && unmapped == null) {
                return List.of();
            }
            return List.of(
                    LedgerLayout.outside(chunkCountOutside, recordCountOutside, countOutside(), supply.failure()));
        }
    }

    /**
     * How many calls the file could not take so far: they were counted in memory, and end with the process.
     *
     * @return 0 for a ledger that has no file
     */
    public long callsNotKept() {
        synchronized (lock) {
            return countOutside();
        }
    }

    /** Why the file last failed to grow; empty if it never did. */
    public String whyNotKept() {
        synchronized (lock) {
            return supply.failure();
        }
    }

    private long countOutside() {
        long calls = 0;
        for (Run chunk : chunksOutside) {
            for (int cell = CellLayout.CELL; cell < PAGE; cell += CellLayout.CELL) {
                for (int word = CellLayout.PLAIN; word <= CellLayout.DELEGATED; word += Long.BYTES) {
                    calls = Calls.sum(calls, Math.max(0, chunk.buffer().getLong(chunk.offset() + cell + word)));
                }
                long byAgents = chunk.buffer().getLong(chunk.offset() + cell + CellLayout.BY_AGENTS);
                calls = Calls.sum(calls, Math.max(0, byAgents));
            }
        }
        return calls;
    }

    /** All that was written so far, from memory: the file is not opened. */
    public ProcessEvidence snapshot() {
        return snapshot(null);
    }

    /**
     * The same, with the rules as they were added instead of as they are on record: the user, who waits for the process to
     * end, should not wait for thousands of signatures to be decoded.
     */
    public ProcessEvidence snapshotAtExit() {
        List<RuleInfo> known;
        synchronized (lock) {
            known = new ArrayList<>(rules.values());
        }
        return snapshot(known);
    }

    private ProcessEvidence snapshot(@Nullable List<RuleInfo> known) {
        List<Segment> segments;
        synchronized (lock) {
            segments = supply.segments();
        }
        try {
            SegmentPages pages = new SegmentPages(segments, lock);
            return new LedgerParser(pages, file(), LedgerParser.Liveness.ALIVE, System.currentTimeMillis(), known)
                    .parse();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be unreadable", e);
        }
    }

    /** Lets go of the file's lock, as the end of the process does. For tests. */
    void close() {
        if (disk != null) {
            disk.close();
        }
    }

    private void append() {
        int length = encoder.length();
        Run run = log;
        if (run == null || logEnd + length > run.end()) {
            run = newLog(length);
        }
        if (run == null) {
            recordsLost++;
        } else {
            encoder.copyTo(run.buffer(), logEnd);
            logEnd += length;
        }
        if (run == null || isOutside(run)) {
            recordCountOutside++;
            reportOutside();
        }
    }

    private @Nullable Run newLog(int length) {
        int needed = LedgerLayout.pagesFor(length);
        if (!emptied.isEmpty() && emptied.get(0).pages() >= needed) {
            return resume(emptied.remove(0));
        }
        Run run = supply.take(Math.max(needed, supply.sizes().records()));
        reportSpace();
        if (run != null) {
            openRecords(run);
            resume(run);
            if (isOutside(run)) {
                recordsOutside.add(run);
            }
        }
        return run;
    }

    private void openRecords(Run run) {
        extents.open(run, LedgerLayout.RECORDS, recordExtents++, 0);
        if (run.durable()) {
            recordsInFile++;
            saysRecords();
        }
    }

    private void saysRecords() {
        if (process.saysMore()) {
            header.written(LedgerLayout.RECORD_EXTENTS_WRITTEN, recordsInFile);
        }
    }

    private Run resume(Run empty) {
        log = empty;
        logEnd = empty.offset() + LedgerLayout.EXTENT_HEADER;
        return empty;
    }

    private void moveRecordsIntoFile() {
        while (!recordsOutside.isEmpty()) {
            Run from = recordsOutside.get(0);
            Run to = supply.takeFromDisk(from.pages());
            if (to == null) {
                return;
            }
            boolean isOpen = recordsOutside.size() == 1 && log != null && !log.durable();
            int end = isOpen ? logEnd : from.end();
            byte[] records = new byte[end - from.offset() - LedgerLayout.EXTENT_HEADER];
            from.buffer().get(from.offset() + LedgerLayout.EXTENT_HEADER, records);
            to.buffer().put(to.offset() + LedgerLayout.EXTENT_HEADER, records);
            openRecords(to);
            if (isOpen) {
                log = to;
                logEnd = to.offset() + LedgerLayout.EXTENT_HEADER + records.length;
            }
            recordsOutside.remove(0);
        }
        reportSpace();
        recordCountOutside = recordsLost;
        reportOutside();
    }

    private boolean isOutside(Run run) {
        return (disk != null || unmapped != null) && !run.durable();
    }

    private void reportOutside() {
        if (unmapped != null) {
            unmapped.outside(chunkCountOutside, recordCountOutside, callsOutside, supply.failure());
        }
        header.outside(chunkCountOutside, recordCountOutside, callsOutside, supply.failure());
    }

    private void reportSpace() {
        header.space(supply.committedPages(), disk != null && disk.isLocked());
    }
}
