package dev.lastcall.torture;

import com.acme.torture.ManySites;
import com.google.gson.JsonObject;
import java.nio.file.Path;

/**
 * The disk fills up while a segment of the ledger grows: the application goes on, all calls are counted in memory, and
 * the report says what is not in the file.
 */
final class FullWhileGrowing implements Case {
    private static final int CLASSES = 8;
    private static final int LINES = 1_000;
    private static final int THREADS = 4;
    private static final int ROUNDS = 20;
    private static final long CALLS = (long) CLASSES * LINES * THREADS * ROUNDS;

    @Override
    public String name() {
        return "full-growing";
    }

    @Override
    public String run(Trial trial) throws Exception {
        trial.makeCallers(CLASSES, LINES);
        if (trial.shortForm() || !Trial.isRoot()) {
            return "with a limit on the size of files: " + hold(trial, trial.newFolder("disk"), 600);
        }
        StringBuilder figures = new StringBuilder();
        for (String kind : new String[] {"tmpfs", "ext4"}) {
            for (int room : new int[] {300, 600 + Trial.random(600), 1_300 + Trial.random(1_000)}) {
                try (Disk disk = Disk.mount(kind, trial.folder().resolve(kind + room), 4_096)) {
                    disk.fill(room * 1024L);
                    figures.append(kind + " with " + room + " KiB: ")
                            .append(hold(trial, disk.folder(), 0))
                            .append("; ");
                }
            }
        }
        return figures.append("exit summary exact").toString();
    }

    /** @param limit on the size of files, in KiB; 0: none */
    private static String hold(Trial trial, Path disk, int limit) throws Exception {
        Path work = trial.newFolder("work-" + disk.getFileName());
        Trial.Start start =
                trial.start(work).option("-XX:-UsePerfData").set("mode=count,ledger=" + disk.resolve("ledgers"));
        if (limit > 0) {
            start.under("bash", "-c", "ulimit -f " + limit + "; exec \"$@\"", "bash");
        }
        try (Forked process = start.run(
                ManySites.class, String.valueOf(CLASSES), String.valueOf(THREADS), String.valueOf(ROUNDS), "0")) {
            process.endWith(0);
            Broken.unless(process.out().equals("done\n"), "the application: " + process);
            Broken.unless(
                    process.err().contains("inline: " + CALLS + " calls from " + CLASSES * LINES + " call"),
                    "exit summary: " + process);
        }
        Reported report = trial.report(disk.resolve("ledgers"));
        JsonObject process = report.processes().get(0);
        Broken.unless(process.get("state").getAsString().equals("exited"), "state: " + process);
        Broken.unless(report.calls() <= CALLS, "more calls than made: " + report.calls());
        Broken.unless(
                report.problems().stream().anyMatch(problem -> problem.contains("not in the file")),
                "nothing says what is missing: " + report.problems());
        return report.calls() + " of " + CALLS + " calls in the file";
    }
}
