package dev.lastcall.verdict;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.Site;
import dev.lastcall.policy.Role;
import dev.lastcall.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * The processes that a filter leaves out: no part of the answer, but what they called is no secret. The order of the
 * ledgers makes no difference. Not thread-safe.
 */
final class LeftOut {
    private final Purpose purpose;
    private int processes;
    private int calling;
    private long calls;
    private @Nullable Site most;
    private long mostCalls;

    LeftOut(Purpose purpose) {
        this.purpose = purpose;
    }

    void add(ProcessEvidence ledger, PolicyView view) {
        processes++;
        long before = calls;
        view.judge(ledger, view.rulesAsTheyRan(ledger), this::add);
        calling += calls > before ? 1 : 0;
    }

    private void add(JudgedSite site) {
        long of = purpose != Purpose.DELETE
                ? site.openCalls()
                : site.role() == Role.DEPRECATED ? site.counts().calls() : 0;
        if (of > 0) {
            calls = Calls.sum(calls, of);
            Site here = site.counts().site();
            if (most == null
                    || of > mostCalls
                    || (of == mostCalls && place(here).compareTo(place(most)) < 0)) {
                most = here;
                mostCalls = of;
            }
        }
    }

    private static String place(Site site) {
        return TalliedSite.inWords(site) + ' ' + site;
    }

    int processes() {
        return processes;
    }

    /** How many of them made such calls. */
    int calling() {
        return calling;
    }

    /** Calls that would be findings. */
    long calls() {
        return calls;
    }

    /** From where most of them came in one process. */
    String mostInWords() {
        return most == null ? "" : most.caller().asStackFrame();
    }

    /** What they are called. */
    String kindOfCalls() {
        return Words.count(calls, purpose == Purpose.DELETE ? "deprecated call" : "call")
                + (purpose == Purpose.DELETE ? "" : " that a block would refuse");
    }
}
