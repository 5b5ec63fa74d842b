package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.RuleInfo;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in which nobody counts yet: its first pages, with the process and its rules. They lie in plain memory and
 * are written to the file the plain way: to map a file and to lock it costs a small application more than all the rest
 * of the agent's start. {@link LedgerWriter#of} goes on where the draft ends; from then on the draft does nothing more.
 *
 * <p>The file is whole from the first moment: a reader sees a ledger without sites. If someone cuts it, the next
 * heartbeat makes it whole again; if someone removes it, {@link #exited} does.
 *
 * <p>Thread-safe: its monitor protects it, and no other lock is taken inside that. Only while a writer is made of it,
 * nobody else may use it.
 */
public final class LedgerDraft implements OpenLedger {
    /** Some thousand references; what the writer that goes on adds counts too. */
    static final long MOST_REFERENCE_BYTES = 192 << 10;

    private static final int MOST_CLOCK_JUMPS = 100;

    private final ProcessStart process;
    private final List<RuleInfo> rules;
    private final List<BlindSpot> blindSpots = new ArrayList<>();
    private final List<WatchNote> watchNotes = new ArrayList<>(0);
    private final int recordPages;
    private final RecordEncoder encoder;
    private ByteBuffer image;
    private int usedPages;
    private int extents;
    private int logStart;
    private int logEnd;
    private long lastSeen;
    private long classesSeen;
    private int clockJumps;
    private @Nullable Standstills standstills;
    private @Nullable Program program;
    private final List<LoadedReference> references = new ArrayList<>(0);
    private long referenceBytes;
    private long moreReferences;
    private @Nullable LedgerFile file;
    private @Nullable MappedFile mapped;
    private boolean handedOver;

    /**
     * @param recordPages of an extent of records at most: each is as long as all before it, for most policies are small
     */
    LedgerDraft(ProcessStart process, List<RuleInfo> rules, int recordPages, ByteOrder order) {
        this.process = process;
        this.rules = List.copyOf(rules);
        this.recordPages = recordPages;
        this.encoder = new RecordEncoder(order);
        this.lastSeen = process.startedAt();
        this.image = ByteBuffer.allocate(4 * PAGE).order(order); // with a first extent of records of two
        HeaderWriter header = new HeaderWriter(image);
        header.begin(process);
        usedPages = 2;
        LedgerLayout.openExtent(image, PAGE, 1, LedgerLayout.CHUNK, LedgerLayout.LOST_CHUNK, 0);
        encoder.change(process.startedAt(), process.mode(), process.policyHash());
        append();
        if (process.saysMore()) {
            encoder.watch(
                    process.startedAt(),
                    0,
                    process.heartbeatMillis(),
                    process.watch(),
                    process.attached(),
                    process.reason());
            append();
        }
        if (process.saysProgram()) {
            encoder.program(process.named(), process.mainClass(), process.mainJar(), "");
            append();
        }
        int version = 0;
        for (RuleInfo rule : this.rules) {
            version++;
            for (int i = 0; encoder.rule(rule, i, process.saysMore() ? version : 0); i++) {
                append();
            }
        }
        if (process.saysMore()) {
            encoder.firstPolicy(process.startedAt(), process.mode(), process.policyHash(), this.rules);
            append();
        }
        header = new HeaderWriter(image);
        header.space(usedPages, false);
        header.finish();
    }

    private static LedgerDraft of(ProcessStart process, List<RuleInfo> rules) {
        return new LedgerDraft(process, rules, PageSupply.RECORDS, ByteOrder.nativeOrder());
    }

    /**
     * Makes a new file {@code <service>-<pid>-<uuid>.lastcall}.
     *
     * @param folder is made if missing
     * @param modes of the file, and of the folder if it is made
     * @param rules in the policy's order
     * @throws IOException if the folder can't be made or written to, or the disk is full; nothing is left behind, and
     *     the message names the path. The caller may try another folder
     */
    public static LedgerDraft create(File folder, FileModes modes, ProcessStart process, List<RuleInfo> rules)
            throws IOException {
        LedgerDraft draft = of(process, rules);
        draft.write(folder, modes);
        return draft;
    }

    /** As above, for its owner alone. */
    public static LedgerDraft create(File folder, ProcessStart process, List<RuleInfo> rules) throws IOException {
        return create(folder, new PlainModes(true), process, rules);
    }

    /** A draft that ends with the process, as what it becomes will. */
    public static LedgerDraft inMemory(ProcessStart process, List<RuleInfo> rules) {
        return of(process, rules);
    }

    private void write(File folder, FileModes modes) throws IOException {
        LedgerFile made = LedgerFile.create(folder, LedgerFile.name(process), modes);
        try {
            made.write(0, image.array(), usedPages * PAGE);
        } catch (IOException e) {
            made.delete();
            throw new IOException(made.path() + ": " + e.getMessage(), e);
        }
        file = made;
    }

    private void append() {
        int length = encoder.length();
        if (logEnd + length > usedPages * PAGE || extents == 0) {
            openLog(length);
        }
        encoder.copyTo(image, logEnd);
        logEnd += length;
    }

    private void openLog(int length) {
        int pages = Math.max(Math.min(recordPages, usedPages), LedgerLayout.pagesFor(length));
        int start = usedPages * PAGE;
        usedPages += pages;
        if (usedPages * PAGE > image.capacity()) {
            byte[] larger = Arrays.copyOf(image.array(), Math.max(usedPages * PAGE, 2 * image.capacity()));
            image = ByteBuffer.wrap(larger).order(image.order());
        }
        LedgerLayout.openExtent(image, start, pages, LedgerLayout.RECORDS, extents++, 0);
        logStart = start;
        logEnd = start + LedgerLayout.EXTENT_HEADER;
    }

    /** Whether someone has removed the file, or its folder. */
    public boolean isGone() {
        LedgerFile made = file;
        return made != null && !made.isInPlace();
    }

    /** Removes the file, since another ledger says all that it does, until {@link #putBack}. */
    public synchronized void remove() {
        LedgerFile made = file;
        if (made != null && made.isInPlace()) {
            made.delete();
        }
    }

    /** Writes the file again. */
    public synchronized void putBack() {
        LedgerFile made = file;
        if (made != null) {
            writeAgain(made);
        }
    }

    /** When the process started, in milliseconds since 1970 UTC. */
    public long startedAt() {
        return process.startedAt();
    }

    /** The name of the process's service. */
    public String service() {
        return process.service();
    }

    /** The file's path; empty for a ledger in memory. */
    public String file() {
        LedgerFile made = file;
        return made == null ? "" : made.path();
    }

    /**
     * Has the file's lock tell readers that the process lives. Costs milliseconds: not for the application's threads.
     */
    public synchronized void lock() {
        MappedFile locked = mapped();
        if (locked != null && !handedOver && !locked.isLocked() && locked.lock()) {
            putSpace();
            writeHeader();
        }
    }

    /** The file, to be mapped or locked; null for a ledger in memory. */
    synchronized @Nullable MappedFile mapped() {
        LedgerFile made = file;
        if (mapped == null && made != null) {
            mapped = new MappedFile(made);
        }
        return mapped;
    }

    private void putSpace() {
        new HeaderWriter(image).space(usedPages, mapped != null && mapped.isLocked());
    }

    /** Tells readers that the process lives, and how many classes it looked at. */
    public synchronized void heartbeat(long nowMillis, long seen) {
        beat(nowMillis, seen, LedgerLayout.STATE_RUNNING);
    }

    /** Tells readers that the process ends in order. */
    public synchronized void exited(long nowMillis, long seen) {
        if (!handedOver && appendStandstills()) {
            putSpace();
            write(usedPages * PAGE);
        }
        beat(nowMillis, seen, LedgerLayout.STATE_EXITED);
        LedgerFile made = file;
        if (made == null || handedOver) {
            return;
        }
        if (made.isInPlace()) {
            made.unprotect();
        } else {
            writeAgain(made);
        }
    }

    private void writeAgain(LedgerFile made) {
        try {
            made.writeAgain(List.of(image.slice(0, usedPages * PAGE)));
        } catch (IOException noRoom) {
            // it is gone, which is the answer to anyone who asks
        }
    }

    private void beat(long nowMillis, long seen, int state) {
        if (handedOver) {
            return;
        }
        lastSeen = nowMillis;
        classesSeen = seen;
        HeaderWriter header = new HeaderWriter(image);
        header.heartbeat(nowMillis, seen, 0);
        header.state(state);
        writeHeader();
    }

    @Override
    public synchronized void addBlindSpot(BlindSpot spot) {
        if (handedOver || blindSpots.contains(spot)) {
            return;
        }
        blindSpots.add(spot);
        encoder.blindSpot(spot);
        append();
        putSpace();
        write(usedPages * PAGE);
    }

    @Override
    public synchronized void watch(long nowMillis, String state, String reason) {
        note(new WatchNote(nowMillis, 0, process.heartbeatMillis(), state, process.attached(), reason));
    }

    @Override
    public synchronized void jvmStarted(long jvmStartedAt) {
        note(new WatchNote(
                process.startedAt(),
                jvmStartedAt,
                process.heartbeatMillis(),
                process.watch(),
                process.attached(),
                process.reason()));
    }

    @Override
    public synchronized void program(Program runs) {
        if (!handedOver) {
            program = runs;
            encoder.program(runs.named(), runs.mainClass(), runs.jar(), runs.title());
            append();
            putSpace();
            write(usedPages * PAGE);
        }
    }

    /** What {@link #program} has said last; null if nothing. */
    synchronized @Nullable Program program() {
        return program;
    }

    @Override
    public synchronized void addReferences(long nowMillis, List<LoadedReference> found, long more) {
        if (handedOver) {
            return;
        }
        long left = more;
        int next = 0;
        while (next < found.size()) {
            int from = next;
            next = encoder.references(found, from);
            referenceBytes += encoder.length();
            if (referenceBytes <= MOST_REFERENCE_BYTES) {
                append();
                references.addAll(found.subList(from, next));
            } else {
                left += next - from;
            }
        }
        moreReferences += left;
        if (left > 0) {
            encoder.moreReferences(moreReferences);
            append();
        }
        putSpace();
        write(usedPages * PAGE);
    }

    /** What {@link #addReferences} had room for. */
    synchronized List<LoadedReference> references() {
        return new ArrayList<>(references);
    }

    synchronized long referenceBytes() {
        return referenceBytes;
    }

    synchronized long moreReferences() {
        return moreReferences;
    }

    private void note(WatchNote note) {
        if (handedOver || note.state().isEmpty()) {
            return;
        }
        watchNotes.add(note);
        encoder.watch(note);
        append();
        putSpace();
        write(usedPages * PAGE);
    }

    @Override
    public synchronized void clockJumped(long expectedMillis, long saidMillis) {
        if (!handedOver && clockJumps < MOST_CLOCK_JUMPS) {
            clockJumps++;
            encoder.clockJump(expectedMillis, saidMillis);
            append();
            putSpace();
            write(usedPages * PAGE);
        }
    }

    @Override
    public synchronized void stoodStill(long fromMillis, long untilMillis) {
        if (!handedOver && standstills().add(fromMillis, untilMillis) && appendStandstills()) {
            putSpace();
            write(usedPages * PAGE);
        }
    }

    /** Whether there are standstills that wait to be written. */
    synchronized boolean hasStandstills() {
        return standstills != null && !standstills.isEmpty();
    }

    /** Those that wait to be written; the writer that goes on writes them. */
    synchronized Standstills standstills() {
        Standstills known = standstills;
        if (known == null) {
            known = new Standstills();
            standstills = known;
        }
        return known;
    }

    private boolean appendStandstills() {
        if (!hasStandstills()) {
            return false;
        }
        Standstills known = standstills();
        encoder.standstill(known.from(), known.until());
        append();
        known.take();
        return true;
    }

    /** What {@link #watch} and {@link #jvmStarted} have said. */
    synchronized List<WatchNote> watchNotes() {
        return new ArrayList<>(watchNotes);
    }

    private void writeHeader() {
        write(PAGE);
    }

    private void write(int bytes) {
        LedgerFile made = file;
        if (made == null) {
            return;
        }
        try {
            int whole = usedPages * PAGE;
            made.write(0, image.array(), made.length() < whole ? whole : bytes);
        } catch (IOException unwritten) {
            // readers go by what was written before, and the summary at exit has it
        }
    }

    /** All that was written so far. For tests. */
    synchronized ProcessEvidence snapshot() {
        return new ProcessEvidence(
                process.info(
                        ProcessState.RUNNING, lastSeen, process.mode(), process.policyHash(), classesSeen, 0, file()),
                rules,
                List.of(),
                blindSpots,
                List.of());
    }

    /** From now on the draft does nothing more: who asks goes on with its pages. */
    synchronized Drafted handOver() {
        handedOver = true;
        return content();
    }

    synchronized Drafted content() {
        return new Drafted(image, usedPages, logStart, logEnd, extents);
    }

    /** Says in the file what is not in it. */
    synchronized void outside(int chunks, int records, long calls, String reason) {
        if (!handedOver) {
            new HeaderWriter(image).outside(Math.max(1, chunks), records, calls, reason);
            writeHeader();
        }
    }

    /** In the policy's order. */
    public List<RuleInfo> rules() {
        return rules;
    }

    /** Whose ledger it is. */
    public ProcessStart process() {
        return process;
    }

    /**
     * What was drafted.
     *
     * @param image all pages, and zeros behind them
     * @param used pages
     * @param logStart where the last extent of records starts, in bytes
     * @param logEnd where its last record ends
     * @param extents of records
     */
    record Drafted(ByteBuffer image, int used, int logStart, int logEnd, int extents) {}
}
