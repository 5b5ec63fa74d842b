package dev.lastcall.torture;

import com.acme.torture.ManySites;
import java.nio.file.Path;
import java.util.List;

/** A hundred thousand call sites in one process. */
final class ManyCallSites implements Case {
    private static final int LINES = 1_000;
    private static final int ROUNDS = 12;

    @Override
    public String name() {
        return "many-sites";
    }

    @Override
    public String run(Trial trial) throws Exception {
        int classes = trial.times(100, 3);
        long sites = (long) classes * LINES;
        trial.makeCallers(classes, LINES);
        Path work = trial.newFolder("work");
        long lines;
        long dropped;
        try (Forked process = trial.start(work)
                .option("-Xmx256m")
                .run(ManySites.class, String.valueOf(classes), "1", String.valueOf(ROUNDS), "0")) {
            process.endWith(0);
            lines = LogBound.callLines(process.err());
            dropped = UnreadLog.dropped(process.err());
        }
        long ledgerBytes = Trial.ledgerIn(work.resolve("lastcall")).toFile().length();
        Reported report = trial.report(List.of("-Xmx1g"), work.resolve("lastcall"));
        Broken.unless(report.sites() == sites, report.sites() + " call sites, not " + sites);
        Broken.unless(report.calls() == sites * ROUNDS, report.calls() + " calls, not " + sites * ROUNDS);
        Broken.unless(report.problems().isEmpty(), "problems: " + report.problems());
        Broken.unless(
                lines + dropped == 2 * sites, lines + " log lines and " + dropped + " dropped are not " + 2 * sites);
        return sites + " call sites, " + report.calls() + " calls exact with -Xmx256m, ledger of " + ledgerBytes / 1024
                + " KiB; " + lines + " log lines, " + dropped + " dropped and reported";
    }
}
