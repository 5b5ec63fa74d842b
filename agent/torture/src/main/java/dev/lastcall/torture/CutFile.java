package dev.lastcall.torture;

import com.acme.torture.Working;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Someone cuts the file while it is mapped, to nothing or anywhere: the process lives, the file is a ledger again, what
 * was called after is counted, the log tells of no call that was not made, and the report says what is missing. Errors
 * that reach the application's code, which agent/docs/limits.md names, are printed.
 */
final class CutFile implements Case {
    private static final int CUTS = 4;
    private static final int USED = 60_000;
    /** Calls that may be made but not yet acknowledged: one batch of each thread. */
    private static final int UNDER_WAY = 101_011;

    private static final Pattern CALL = Pattern.compile("\\[call (\\d+), ");

    @Override
    public String name() {
        return "cut";
    }

    @Override
    public String run(Trial trial) throws Exception {
        int runs = trial.times(10, 1);
        long faults = 0;
        long seldom = 0;
        for (int i = 0; i < runs; i++) {
            faults += hold(trial, "hot-" + i, "0");
            seldom += hold(trial, "seldom-" + i, "2");
        }
        return runs * CUTS * 2 + " cuts: each ledger whole again, what came after is counted, the loss is named; in "
                + runs * CUTS + " cuts each, " + faults + " InternalErrors reached the code of 4 busy threads, "
                + seldom
                + " that of 4 which call every 2 ms";
    }

    private static long hold(Trial trial, String name, String pauseMillis) throws Exception {
        Path work = trial.newFolder(name);
        Path own = Files.createDirectories(work.resolve("books"));
        Books after = new Books(0, 0);
        try (Forked process =
                trial.start(work).run(Working.class, own.toString(), "platform", "4", pauseMillis, "forever")) {
            process.await(() -> Books.in(own).acknowledged() > 1_000, "calls");
            Path file = Trial.ledgerIn(work.resolve("lastcall"));
            for (int cut = 1; cut <= CUTS; cut++) {
                cut(file, cut == 1 ? 0 : Trial.random(USED));
                int times = cut;
                process.await(
                        () -> process.err()
                                        .lines()
                                        .filter(line -> line.contains("file was cut"))
                                        .count()
                                == times,
                        "cut " + cut + " on stderr");
                after = Books.in(own);
                long before = after.acknowledged();
                process.await(() -> Books.in(own).acknowledged() > before + 100, "calls after cut " + cut);
            }
            process.tell();
            process.endWith(0);
            Books all = Books.in(own);
            long faults = process.printed("faults");
            Reported report = trial.report(work.resolve("lastcall"));
            long least = all.acknowledged() - after.acknowledged() - UNDER_WAY;
            Broken.unless(
                    least <= report.calls() && report.calls() <= all.announced(),
                    name + ": " + report.calls() + " calls, not " + least + " to " + all.announced() + ": "
                            + report.problems() + ' ' + report.blindSpots());
            long logged = highestCall(process.err());
            Broken.unless(
                    logged <= all.announced(),
                    name + ": the log has call " + logged + ", of " + all.announced() + " at most");
            Broken.unless(
                    report.blindSpots().stream().anyMatch(spot -> spot.contains("the ledger file was cut to")),
                    name + ": nothing says what is missing: " + report.blindSpots());
            return faults;
        }
    }

    /** The highest number of a call that a line of the log tells. */
    private static long highestCall(String log) {
        return CALL.matcher(log)
                .results()
                .mapToLong(call -> Long.parseLong(call.group(1)))
                .max()
                .orElse(0);
    }

    private static void cut(Path file, int length) throws Exception {
        file.toFile().setWritable(true);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }
}
