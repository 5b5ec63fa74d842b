package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log file is on a full disk: calls go on, and are counted. */
final class FullLog implements Case {
    private static final Path FULL = Path.of("/dev/full");
    private static final int CALLS = 1_000_000;

    @Override
    public String name() {
        return "full-log";
    }

    @Override
    public String run(Trial trial) throws Exception {
        if (!Files.exists(FULL)) {
            throw new Skipped("there is no " + FULL);
        }
        Path work = trial.newFolder("work");
        try (Forked process = trial.start(work).set("log=" + FULL).run(Flood.class, "2", String.valueOf(CALLS / 2))) {
            process.endWith(0);
            Broken.unless(process.printed("calls") == CALLS, "the application's result: " + process);
            Broken.unless(process.err().contains(CALLS + " calls from 1 call site"), "exit summary: " + process);
            Broken.unless(process.err().contains("the log file"), "nothing says that lines are lost: " + process);
        }
        long counted = trial.report(work.resolve("lastcall")).calls();
        Broken.unless(counted == CALLS, counted + " calls, not " + CALLS);
        return CALLS + " calls exact, the loss of lines reported on stderr";
    }
}
