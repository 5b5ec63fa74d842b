package dev.lastcall.runtime;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.ledger.LedgerWriter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the ledger of an active agent up to date and whole: what comes from the application's threads is noted there
 * and written by the agent's. Notes may come from any thread; the rest is for one thread at a time.
 */
final class LedgerKeeper {
    private final LedgerWriter ledger;
    private final LogWriter log;
    private final AtomicInteger firstCalls = new AtomicInteger();
    private int firstCallsSaid;
    private final PathQueue paths = new PathQueue();
    private final OriginQueue origins = new OriginQueue();

    /** @param log gets a line for each fault of the ledger */
    LedgerKeeper(LedgerWriter ledger, LogWriter log) {
        this.ledger = ledger;
        this.log = log;
    }

    LedgerWriter ledger() {
        return ledger;
    }

    /** Is given the code sources of callers. */
    OriginQueue origins() {
        return origins;
    }

    /** Says if the ledger could not be mapped; to be called once. */
    void noteMapping() {
        if (!ledger.upkeep().whyUnmapped().isEmpty()) {
            log.lossOnce(ledger.file() + ": " + ledger.upkeep().whyUnmapped()
                    + "; the ledger is kept in memory only and ends with the process");
        }
    }

    /** A call site was called for the first time. */
    void firstCall() {
        firstCalls.incrementAndGet();
    }

    boolean wantsPaths() {
        return !ledger.file().isEmpty();
    }

    void add(int site, CallPath path) {
        paths.add(site, path);
    }

    void addBlindSpot(String className, String reason) {
        ledger.addBlindSpot(new BlindSpot(className, reason));
    }

    /** What was seen until now; the ledger's file is not touched. */
    ProcessEvidence evidence() {
        return ledger.snapshot();
    }

    /**
     * Restores a file that was cut.
     *
     * @return what is lost, if it was: the names of all call sites must be written again, and then {@link #mended} is
     *     due
     */
    String mend(long nowMillis) {
        try {
            return ledger.upkeep().mend(nowMillis);
        } catch (IOException noRoom) {
            log.noteOnce("the ledger file was cut and can't be restored: " + noRoom.getMessage());
            return "";
        }
    }

    /** All names are in the restored file. */
    void mended(String loss) {
        log.noteOnce(loss);
        ledger.upkeep().mended();
    }

    /** A site is called before it is said, so that a process that is killed in between says no more than there is. */
    void write(long nowMillis) {
        int called = firstCalls.get();
        if (called != firstCallsSaid) {
            firstCallsSaid = called;
            ledger.firstCalls(called);
        }
        paths.write(nowMillis, ledger);
    }

    /** Says that the process lives, and makes room for what may come. */
    void heartbeat(long nowMillis, long classesSeen, long classesWoven) {
        ledger.heartbeat(nowMillis, classesSeen, classesWoven);
        if (!ledger.file().isEmpty()) {
            if (!ledger.upkeep().growAhead()) {
                log.noteOnce(ledger.file() + " can't grow: " + ledger.upkeep().whyNotKept()
                        + "; calls that it can't keep are counted in memory");
            }
        }
        if (ledger.upkeep().isGone()) {
            log.lossOnce(ledger.file() + " is gone: it is written again when the process ends in order");
        }
    }

    void writeHistory(long nowMillis) {
        ledger.noteHistory(nowMillis);
        origins.write(nowMillis, ledger);
    }

    void exited(long nowMillis, long classesSeen, long classesWoven) {
        origins.writeRest(nowMillis, ledger);
        ledger.exited(nowMillis, classesSeen, classesWoven);
    }

    /**
     * The ledger's path, when the file is there; else empty.
     *
     * @throws IOException if it is gone and can't be written again
     */
    String fileInPlace() throws IOException {
        if (ledger.upkeep().isGone()) {
            ledger.upkeep().writeAgain();
        }
        return ledger.file();
    }
}
