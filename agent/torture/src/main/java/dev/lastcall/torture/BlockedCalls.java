package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Path;

/** A million refused calls in a heap of 64 MiB: all refused, all counted, a handful of log lines. */
final class BlockedCalls implements Case {
    private static final int THREADS = 4;

    @Override
    public String name() {
        return "blocked";
    }

    @Override
    public String run(Trial trial) throws Exception {
        int calls = trial.times(1_000_000, 100_000);
        Path work = trial.newFolder("work");
        long lines;
        try (Forked process = trial.start(work)
                .option("-Xmx64m")
                .set("mode=block")
                .run(Flood.class, String.valueOf(THREADS), String.valueOf(calls / THREADS))) {
            process.endWith(0);
            Broken.unless(process.printed("refused") == calls, "refused: " + process);
            lines = LogBound.callLines(process.err());
        }
        Reported report = trial.report(work.resolve("lastcall"));
        Broken.unless(report.sum("blocked") == calls, report.sum("blocked") + " blocked calls in the ledger");
        long most = LogBound.mostLines(calls);
        Broken.unless(lines == most, lines + " log lines, not " + most);
        Broken.unless(report.problems().isEmpty(), "problems: " + report.problems());
        return calls + " calls refused and counted with -Xmx64m, " + lines + " log lines";
    }
}
