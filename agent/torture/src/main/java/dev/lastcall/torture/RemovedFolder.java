package dev.lastcall.torture;

import com.acme.torture.Working;
import java.nio.file.Files;
import java.nio.file.Path;

/** Someone removes the folder: the agent says so once, and an orderly end writes the ledger again. */
final class RemovedFolder implements Case {
    @Override
    public String name() {
        return "removed";
    }

    @Override
    public String run(Trial trial) throws Exception {
        Path work = trial.newFolder("work");
        Path own = Files.createDirectories(work.resolve("books"));
        Path ledgers = work.resolve("lastcall");
        try (Forked process = trial.start(work).run(Working.class, own.toString(), "platform", "4", "0", "forever")) {
            process.await(() -> Books.in(own).acknowledged() > 0, "first acknowledgement");
            Files.delete(Trial.ledgerIn(ledgers));
            Files.delete(ledgers);
            process.awaitErr("is gone");
            long before = Books.in(own).acknowledged();
            process.await(() -> Books.in(own).acknowledged() > before, "a call after it was removed");
            process.tell();
            process.endWith(0);
            Broken.unless(process.printed("faults") == 0, "faults: " + process);
            long reported = process.err()
                    .lines()
                    .filter(line -> line.contains("is gone"))
                    .count();
            Broken.unless(reported == 1, "reported " + reported + " times: " + process);
        }
        Reported report = trial.report(ledgers);
        Books.in(own).hold(report.calls(), "after an orderly end");
        Broken.unless(report.problems().isEmpty(), "problems: " + report.problems());
        return "said once; written again at the end with all " + report.calls() + " calls";
    }
}
