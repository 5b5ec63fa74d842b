package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** There is no room for a ledger: the application runs, the agent says so once and counts in memory. */
final class FullAtStart implements Case {
    private static final int KIB = 100;
    private static final int CALLS = 100_000;

    @Override
    public String name() {
        return "full-at-start";
    }

    @Override
    public String run(Trial trial) throws Exception {
        if (trial.shortForm() || !Trial.isRoot()) {
            hold(trial, trial.newFolder("disk"), true);
            return "with a limit on the size of files: said once, " + CALLS + " calls counted in memory, no file left";
        }
        for (String kind : new String[] {"tmpfs", "ext4"}) {
            try (Disk disk = Disk.mount(kind, trial.folder().resolve(kind), kind.equals("tmpfs") ? KIB : 2_048)) {
                disk.fill(KIB * 1024L);
                hold(trial, disk.folder(), false);
            }
        }
        return "tmpfs and ext4: said once, " + CALLS + " calls counted in memory, no file left";
    }

    private static void hold(Trial trial, Path disk, boolean limited) throws Exception {
        Path work = trial.newFolder("work-" + disk.getFileName());
        Trial.Start start = trial.start(work)
                .option("-Djava.io.tmpdir=" + disk, "-XX:-UsePerfData")
                .set("ledger=" + disk.resolve("ledgers"));
        if (limited) {
            start.under("bash", "-c", "ulimit -f " + KIB + "; exec \"$@\"", "bash");
        }
        try (Forked process = start.run(Flood.class, "2", String.valueOf(CALLS / 2))) {
            process.endWith(0);
            Broken.unless(process.printed("calls") == CALLS, "the application's result: " + process);
            long told = process.err()
                    .lines()
                    .filter(line -> line.contains("in memory only"))
                    .count();
            Broken.unless(told == 1, "told " + told + " times: " + process);
            Broken.unless(process.err().contains(CALLS + " calls from 1 call site"), "counts: " + process);
        }
        try (Stream<Path> files = Files.walk(disk)) {
            Broken.unless(files.noneMatch(file -> file.toString().endsWith(".lastcall")), "a file is left");
        }
    }
}
