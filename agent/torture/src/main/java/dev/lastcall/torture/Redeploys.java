package dev.lastcall.torture;

import com.acme.torture.Redeploying;
import java.nio.file.Path;

/** Class loaders with callers come and go: they are collected, and a redeployed call site is the same call site. */
final class Redeploys implements Case {
    private static final int CALLS_EACH = 4;
    private static final long GROWTH_KIB = 512;

    @Override
    public String name() {
        return "redeploys";
    }

    @Override
    public String run(Trial trial) throws Exception {
        int times = trial.times(1_000, 100);
        Path work = trial.newFolder("work");
        long early;
        long late;
        try (Forked process = trial.start(work).option("-Xmx64m").run(Redeploying.class, String.valueOf(times))) {
            process.endWith(0);
            Broken.unless(process.printed("left") == 0, process.printed("left") + " loaders are not collected");
            early = process.printed("early");
            late = process.printed("late");
        }
        Broken.unless(late - early < GROWTH_KIB, "the heap grew from " + early + " to " + late + " KiB");
        Reported report = trial.report(work.resolve("lastcall"));
        Broken.unless(report.calls() == (long) times * CALLS_EACH, report.calls() + " calls");
        Broken.unless(report.sites() == 3, report.sites() + " call sites, not 3");
        long bytes = Trial.ledgerIn(work.resolve("lastcall")).toFile().length();
        return times + " loaders, all collected; heap in use " + early + " KiB after " + times / 10 + ", " + late
                + " KiB at the end; " + report.calls() + " calls at 3 call sites, ledger of " + bytes / 1024 + " KiB";
    }
}
