package dev.lastcall.torture;

import com.acme.torture.Working;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Processes that die while several threads call. Of each the ledger holds at least the calls that the application had
 * acknowledged, and at most those that it had announced.
 */
record Deaths(String name, String threads, String end, int times, int timesInShort, int exit) implements Case {
    static final Deaths KILLS = new Deaths("kill", "platform", "forever", 100, 3, 128 + 9);
    static final Deaths KILLS_OF_VIRTUAL_THREADS = new Deaths("kill-virtual", "virtual", "forever", 100, 2, 128 + 9);
    static final Deaths HALTS = new Deaths("halt", "platform", "halt", 100, 2, 6);
    /** Where no core is to be dumped; a VM that is told to dump one ends with 134. */
    private static final int CRASHED = 1;

    static final Deaths CRASHES = new Deaths("crash", "platform", "crash", 10, 1, CRASHED);

    private static final String THREADS = "4";

    @Override
    public String run(Trial trial) throws Exception {
        if (threads.equals("virtual") && !trial.jdk().hasVirtualThreads()) {
            throw new Skipped("has no virtual threads");
        }
        int deaths = trial.times(times, timesInShort);
        List<Books> books = new ArrayList<>();
        for (int i = 0; i < deaths; i++) {
            books.add(die(trial, i));
        }
        return hold(books, trial.report(trial.folder().resolve("ledgers")));
    }

    private Books die(Trial trial, int number) throws Exception {
        Path work = trial.newFolder("death-" + number);
        Path own = Files.createDirectories(work.resolve("books"));
        Path error = work.resolve("hs_err.log");
        try (Forked process = trial.start(work)
                .option("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + error)
                .set("service=v" + number + ",ledger=" + trial.folder().resolve("ledgers"))
                .run(Working.class, own.toString(), threads, THREADS, "0", end)) {
            if (end.equals("forever")) {
                waitSomeTime(process, own, number);
                process.kill();
            }
            process.endWith(exit);
            Broken.unless(Files.exists(error) == (exit == CRASHED), "crashed or not: " + process);
        }
        return Books.in(own);
    }

    /** Every third dies at any moment, while it starts perhaps; the others when they have acknowledged something. */
    private static void waitSomeTime(Forked process, Path own, int number) throws Exception {
        if (number % 3 == 2) {
            TimeUnit.MILLISECONDS.sleep(Trial.random(1_500));
        } else {
            process.await(() -> acknowledged(own) > 0, "first acknowledgement");
            TimeUnit.MILLISECONDS.sleep(Trial.random(200));
        }
    }

    private static long acknowledged(Path own) throws IOException {
        return Books.in(own).acknowledged();
    }

    private String hold(List<Books> books, Reported report) throws Broken {
        Map<String, Long> calls = report.callsByService();
        long counted = 0;
        for (int i = 0; i < books.size(); i++) {
            long ofThis = calls.getOrDefault("v" + i, 0L);
            books.get(i).hold(ofThis, "death " + i);
            counted += ofThis;
        }
        for (String problem : report.problems()) {
            Broken.unless(isOfOneThatHadNotStarted(problem, books), problem);
        }
        Broken.unless(report.blindSpots().isEmpty(), "blind spots: " + report.blindSpots());
        return books.size() + " deaths, "
                + books.stream().filter(book -> book.acknowledged() == 0).count()
                + " of them before a first acknowledgement; "
                + books.stream().mapToLong(Books::acknowledged).sum() + " acknowledged <= " + counted + " counted <= "
                + books.stream().mapToLong(Books::announced).sum() + " announced, in each process";
    }

    private static boolean isOfOneThatHadNotStarted(String problem, List<Books> books) {
        for (int i = 0; i < books.size(); i++) {
            if (books.get(i).announced() == 0 && problem.contains("/v" + i + "-")) {
                return true;
            }
        }
        return false;
    }
}
