package dev.lastcall.torture;

import com.acme.torture.Working;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk fills up while the application calls: what has room already needs no more. */
final class FullWhileRunning implements Case {
    @Override
    public String name() {
        return "full-running";
    }

    @Override
    public String run(Trial trial) throws Exception {
        if (trial.shortForm()) {
            throw new Skipped("the short form mounts nothing");
        }
        if (!Trial.isRoot()) {
            throw new Skipped("to mount a small disk takes root");
        }
        StringBuilder figures = new StringBuilder();
        for (String kind : new String[] {"tmpfs", "ext4"}) {
            try (Disk disk = Disk.mount(kind, trial.folder().resolve(kind), 4_096)) {
                figures.append(figures.length() == 0 ? "" : "; ").append(hold(trial, kind, disk));
            }
        }
        return figures.toString();
    }

    private static String hold(Trial trial, String kind, Disk disk) throws Exception {
        Path work = trial.newFolder("work-" + kind);
        Path own = Files.createDirectories(work.resolve("books"));
        try (Forked process = trial.start(work)
                .set("ledger=" + disk.folder().resolve("ledgers"))
                .run(Working.class, own.toString(), "platform", "4", "0", "forever")) {
            process.await(() -> Books.in(own).acknowledged() > 0, "first acknowledgement");
            disk.fill(0);
            long full = Books.in(own).acknowledged();
            process.await(() -> Books.in(own).acknowledged() > full + 1_000_000, "a million calls on the full disk");
            process.tell();
            process.endWith(0);
            Broken.unless(process.printed("faults") == 0, "faults: " + process);
        }
        Books books = Books.in(own);
        Reported report = trial.report(disk.folder().resolve("ledgers"));
        books.hold(report.calls(), kind);
        Broken.unless(report.problems().isEmpty(), kind + ": " + report.problems());
        return kind + ": " + report.calls() + " calls counted, of " + books.announced() + " made";
    }
}
