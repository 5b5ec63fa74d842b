package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.LedgerFacts;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger, page by page, and uses what can be used. For one reading.
 *
 * <p>Goes twice over the pages: first the cells, then the records. A site is on record before its first call is
 * counted, so a ledger that is written meanwhile has a record for each call that the first pass saw. Memory is bounded
 * by what valid records and cells say, never by a length that a damaged file claims.
 */
final class LedgerParser {
    /** How long a process without a lock may be silent before it is taken for dead, in milliseconds. */
    static final long SILENCE_MAX = 60_000;

    private static final int SALVAGE_PAGES = 16;

    /**
     * 16 MiB of pages in a row without an extent: no writer leaves so many, and what lies behind them is not looked
     * for.
     */
    static final int EMPTY_PAGES_MAX = 4_096;

    private final PageSource source;
    private final boolean isFile;
    private final String file;
    private final Liveness liveness;
    private final long nowMillis;
    private final Problems problems;
    private final CellSums cells;
    private final RecordDecoder records;
    private final @Nullable List<RuleInfo> rules;
    private final ByteBuffer glanced = ByteBuffer.allocate(PAGE);
    private ByteOrder order = ByteOrder.nativeOrder();
    private long pages;
    private int chunks;
    private int logs;

    /** What the lock says of the process that writes. */
    enum Liveness {
        ALIVE,
        DEAD,
        /** The file system has no locks. */
        UNKNOWN
    }

    /**
     * What a writer has written so far.
     *
     * @param file the ledger's path; empty for a ledger in memory
     * @param rules those of the ledger, which are not decoded then; null: as they are on record
     */
    static ProcessEvidence parse(SegmentPages pages, String file, @Nullable List<RuleInfo> rules) {
        try {
            return new LedgerParser(pages, file, Liveness.ALIVE, System.currentTimeMillis(), rules).parse();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be unreadable", e);
        }
    }

    LedgerParser(PageSource source, String file, Liveness liveness) {
        this(source, file, liveness, System.currentTimeMillis());
    }

    LedgerParser(PageSource source, String file, Liveness liveness, long nowMillis) {
        this(source, file, liveness, nowMillis, null);
    }

    /** @param rules those of the ledger, if they are known: they are not decoded again */
    LedgerParser(PageSource source, String file, Liveness liveness, long nowMillis, @Nullable List<RuleInfo> rules) {
        this.rules = rules;
        this.source = source;
        // live memory has more pages than the file committed: those that did not fit into it
        this.isFile = !(source instanceof SegmentPages);
        this.file = file;
        this.liveness = liveness;
        this.nowMillis = nowMillis;
        this.problems = new Problems(file);
        this.cells = new CellSums(problems);
        this.records = new RecordDecoder(problems, rules == null);
    }

    /**
     * @throws UnreadableLedgerException if there is no header of a known version
     * @throws IOException if the source fails
     */
    ProcessEvidence parse() throws IOException {
        HeaderReader header = readHeader();
        readCells();
        source.newPass();
        readRecords();
        header.reportOutside();
        reportLostRecords(header);
        cells.reportUnnamed(records.sites);
        Completeness completeness = completeness(header);
        ProcessInfo process = process(header);
        return new ProcessEvidence(
                process,
                rules == null ? records.policies.rules() : rules,
                sites(process.lastSeenAt().toEpochMilli()),
                List.copyOf(records.blindSpots),
                problems.sentences(),
                facts(process, completeness));
    }

    /**
     * Which process it is of, if nothing but the header is wanted.
     *
     * @throws UnreadableLedgerException if there is no header of a known version
     * @throws IOException if the source fails
     */
    LedgerHead parseHead() throws IOException {
        ProcessInfo process = readHeader().process(ProcessState.RUNNING, file);
        return new LedgerHead(process.uuid(), process.startedAt());
    }

    /** Call sites that nobody reached, blind spots and policies are nowhere but in records. */
    private void reportLostRecords(HeaderReader header) {
        int written = header.written(LedgerLayout.RECORD_EXTENTS_WRITTEN, "extents of records");
        if (logs < written) {
            problems.add("the process wrote down " + written + " extents of records, but the file holds " + logs
                    + Completeness.LOST);
        }
    }

    private Completeness completeness(HeaderReader header) {
        int chunksWritten = header.written(LedgerLayout.CHUNKS_WRITTEN, "pages of counters");
        int sitesWritten = header.written(LedgerLayout.FIRST_CALLS_WRITTEN, "called sites");
        Completeness all = new Completeness(
                chunksWritten, chunks, header.hasChunksOutside() ? 0 : sitesWritten, cells.sitesCalled());
        if (!all.isWhole()) {
            problems.add("the process wrote down " + chunksWritten + " pages of counters and "
                    + all.firstCallsWritten() + " called sites, but the file holds " + chunks + " and "
                    + all.firstCallsHeld() + Completeness.LOST);
        }
        return all;
    }

    private LedgerFacts facts(ProcessInfo process, Completeness completeness) {
        return new LedgerFacts(
                records.watch.watch(process.startedAt(), process.lastSeenAt()),
                rules == null ? records.policies.policies(process.lastSeenAt()) : List.of(),
                completeness,
                List.copyOf(records.clockJumps),
                records.paths.facts(records.sites, records.history),
                List.copyOf(records.origins.values()),
                List.copyOf(records.dropped.values()),
                records.program,
                List.copyOf(records.references),
                records.moreReferences,
                List.copyOf(records.standstills));
    }

    private HeaderReader readHeader() throws IOException {
        long bytes = source.bytes();
        if (bytes < LedgerLayout.HEAD_END) {
            throw problems.unreadable(bytes, "the file ends within the ledger's header");
        }
        HeaderReader header = HeaderReader.of(read(0, 1), problems);
        order = header.order();
        pages = (bytes + PAGE - 1) / PAGE;
        if (isFile) {
            checkLength(header.committedPages(pages), bytes);
        }
        return header;
    }

    private void checkLength(long committedPages, long bytes) {
        pages = Math.min(committedPages, pages);
        if (bytes < committedPages * PAGE) {
            problems.at(bytes, "the file ends here, " + (committedPages * PAGE - bytes) + " bytes are missing");
        }
    }

    private void readCells() throws IOException {
        long page = 1;
        int empty = 0;
        while (page < pages) {
            ByteBuffer first = glance(page);
            int extentPages = extentPages(first);
            if (extentPages == 0) {
                page++;
                if (++empty > EMPTY_PAGES_MAX) {
                    problems.at(
                            page * PAGE,
                            "nothing of a ledger in " + (EMPTY_PAGES_MAX * (PAGE / 1024) / 1024) + " MiB; the "
                                    + (pages - page) + " pages behind were not read");
                    pages = page;
                }
                continue;
            }
            empty = 0;
            if (first.getInt(LedgerLayout.TAG) == LedgerLayout.CHUNK) {
                readChunk(first, page * PAGE);
            }
            page += extentPages;
        }
    }

    private void readChunk(ByteBuffer chunk, long position) {
        int index = chunk.getInt(LedgerLayout.INDEX);
        if (index >= 0) {
            chunks++;
            cells.add(chunk, index, position);
            return;
        }
        long lost = cells.total(chunk, position);
        if (lost > 0) {
            problems.at(position, CellSums.calls(lost) + " or more have no site: memory was full");
        }
    }

    private void readRecords() throws IOException {
        long page = 1;
        while (page < pages) {
            ByteBuffer first = glance(page);
            int extentPages = extentPages(first);
            if (extentPages == 0) {
                page += isUnused(first) ? 1 : salvage(page);
                continue;
            }
            if (first.getInt(LedgerLayout.TAG) == LedgerLayout.RECORDS) {
                ByteBuffer log = read(page, extentPages);
                records.readLog(log, LedgerLayout.EXTENT_HEADER, log.limit(), page * PAGE);
                logs++;
            }
            page += extentPages;
        }
    }

    /** Pages of the extent that begins there; 0 if none does. */
    private static int extentPages(ByteBuffer first) {
        int extentPages = first.getInt(LedgerLayout.PAGES);
        boolean whole = first.getInt(LedgerLayout.TAG) != 0
                && extentPages > 0
                && extentPages <= LedgerLayout.EXTENT_PAGES_MAX
                && first.getInt(LedgerLayout.EXTENT_CRC) == LedgerLayout.crc(first, 0, LedgerLayout.EXTENT_CRC);
        return whole ? extentPages : 0;
    }

    /** Whether a page is free, or no more than the header of a new extent is being written. */
    private static boolean isUnused(ByteBuffer page) {
        if (page.getInt(LedgerLayout.TAG) != 0) {
            return false;
        }
        int at = LedgerLayout.EXTENT_HEADER;
        while (at < PAGE && page.getLong(at) == 0) {
            at += 8;
        }
        return at == PAGE;
    }

    /** Takes the records out of pages that have lost their header. Returns how many pages that are. */
    private int salvage(long page) throws IOException {
        int count = 1;
        while (count < SALVAGE_PAGES && page + count < pages && isDamaged(glance(page + count))) {
            count++;
        }
        ByteBuffer log = read(page, count);
        int saved = records.readLog(log, LedgerLayout.EXTENT_HEADER, log.limit(), page * PAGE);
        String what = "the header of " + count + " pages is damaged; " + saved + " records were saved from them";
        logs++; // whatever it was: that it is damaged is said
        if (log.getInt(LedgerLayout.TAG) == LedgerLayout.CHUNK) {
            what = "a page of counters is damaged; lost with it: " + CellSums.calls(cells.total(log, page * PAGE));
        }
        problems.at(page * PAGE, what);
        return count;
    }

    private static boolean isDamaged(ByteBuffer page) {
        return extentPages(page) == 0 && !isUnused(page);
    }

    /** One page, until the next glance. */
    private ByteBuffer glance(long page) throws IOException {
        glanced.order(order);
        source.read(page * PAGE, glanced);
        return glanced;
    }

    private ByteBuffer read(long page, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count * PAGE).order(order);
        source.read(page * PAGE, buffer);
        return buffer;
    }

    private ProcessInfo process(HeaderReader header) {
        ProcessInfo first = header.process(state(header), file);
        String mode = first.mode().isEmpty() ? records.mode : first.mode();
        String hash = records.policyHash.isEmpty() ? first.policyHash() : records.policyHash;
        return new ProcessInfo(
                first.uuid(),
                first.service(),
                first.environment(),
                first.version(),
                first.host(),
                first.pid(),
                first.startedAt(),
                first.lastSeenAt(),
                mode.isEmpty() ? "unknown" : mode,
                first.state(),
                hash,
                first.agentVersion(),
                first.jvm(),
                first.classesSeen(),
                first.classesWoven(),
                file);
    }

    private ProcessState state(HeaderReader header) {
        if (header.isExited()) {
            return ProcessState.EXITED;
        }
        if (liveness == Liveness.ALIVE) {
            return ProcessState.RUNNING;
        }
        boolean lockSpeaks = liveness == Liveness.DEAD && header.holdsLock();
        boolean silent = nowMillis - header.lastSeenMillis() > SILENCE_MAX;
        return lockSpeaks || silent ? ProcessState.KILLED : ProcessState.RUNNING;
    }

    private List<SiteCounts> sites(long lastSeenMillis) {
        List<SiteCounts> sites = new ArrayList<>();
        for (Map.Entry<Integer, Site> entry : records.sites.entrySet()) {
            sites.add(cells.counts(entry.getKey(), entry.getValue(), lastSeenMillis));
        }
        return sites;
    }
}
