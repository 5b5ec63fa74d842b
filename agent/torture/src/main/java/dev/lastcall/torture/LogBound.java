package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Path;

/** The log of a call site grows with the logarithm of its calls, however many threads make them. */
final class LogBound implements Case {
    private static final int THREADS = 8;

    @Override
    public String name() {
        return "log-bound";
    }

    @Override
    public String run(Trial trial) throws Exception {
        long calls = trial.times(100_000_000, 1_000_000);
        Path work = trial.newFolder("work");
        long lines;
        try (Forked process =
                trial.start(work).run(Flood.class, String.valueOf(THREADS), String.valueOf(calls / THREADS))) {
            process.endWith(0);
            lines = callLines(process.err());
        }
        long counted = trial.report(work.resolve("lastcall")).calls();
        Broken.unless(counted == calls, counted + " calls, not " + calls);
        Broken.unless(0 < lines && lines <= mostLines(calls), lines + " log lines, more than " + mostLines(calls));
        return calls + " calls of " + THREADS + " threads from one line: " + lines + " log lines";
    }

    static long callLines(String err) {
        return err.lines().filter(line -> line.contains(" WARN lastcall [")).count();
    }

    /** One at 1, 10, 100 … calls. The last may be missing while threads still have calls that they may count alone. */
    static long mostLines(long calls) {
        return String.valueOf(calls).length();
    }
}
