package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * There is no room for a ledger: the application runs, the agent says so once and counts in memory. Where there is room
 * for the first pages only, they stay, and say what is not in the file.
 */
final class FullAtStart implements Case {
    /** Too little for the first pages. */
    private static final int NOTHING = 8;
    /** Too little for the first segment. */
    private static final int FIRST_PAGES = 100;

    private static final int CALLS = 100_000;
    private static final String HELD =
            ": said once, " + CALLS + " calls counted in memory, no file left, or one that says " + "what is missing";

    @Override
    public String name() {
        return "full-at-start";
    }

    @Override
    public String run(Trial trial) throws Exception {
        for (int kib : new int[] {NOTHING, FIRST_PAGES}) {
            if (trial.shortForm() || !Trial.isRoot()) {
                hold(trial, trial.newFolder("disk-" + kib), kib, true);
            } else {
                holdOnDisks(trial, kib);
            }
        }
        return (trial.shortForm() || !Trial.isRoot() ? "with a limit on the size of files" : "tmpfs and ext4") + HELD;
    }

    private static void holdOnDisks(Trial trial, int kib) throws Exception {
        for (String kind : new String[] {"tmpfs", "ext4"}) {
            try (Disk disk = Disk.mount(kind, trial.folder().resolve(kind + kib), 2_048)) {
                disk.fill(kib * 1024L);
                hold(trial, disk.folder(), kib, false);
            }
        }
    }

    private static void hold(Trial trial, Path disk, int kib, boolean limited) throws Exception {
        Path work = trial.newFolder("work-" + disk.getFileName());
        Path ledgers = disk.resolve("ledgers");
        Trial.Start start = trial.start(work)
                .option("-Djava.io.tmpdir=" + disk, "-XX:-UsePerfData")
                .set("ledger=" + ledgers);
        if (limited) {
            start.under("bash", "-c", "ulimit -f " + kib + "; exec \"$@\"", "bash");
        }
        try (Forked process = start.run(Flood.class, "2", String.valueOf(CALLS / 2))) {
            process.endWith(0);
            Broken.unless(process.printed("calls") == CALLS, "the application's result: " + process);
            long reported = process.err()
                    .lines()
                    .filter(line -> line.contains("in memory only"))
                    .count();
            Broken.unless(reported == 1, "reported " + reported + " times: " + process);
            Broken.unless(process.err().contains(CALLS + " calls from 1 call site"), "counts: " + process);
        }
        if (kib == FIRST_PAGES) {
            Reported report = trial.report(ledgers);
            Broken.unless(
                    report.problems().stream().anyMatch(problem -> problem.contains("not in the file")),
                    "nothing says what is missing: " + report.problems());
        } else {
            try (Stream<Path> files = Files.walk(disk)) {
                Broken.unless(files.noneMatch(file -> file.toString().endsWith(".lastcall")), "a file is left");
            }
        }
    }
}
