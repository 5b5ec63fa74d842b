package dev.lastcall.torture;

import com.acme.torture.ManySites;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nobody reads the pipe that is stderr: calls go on while the agent's thread waits, and lines that had no room are
 * counted.
 */
final class UnreadLog implements Case {
    private static final int CLASSES = 8;
    private static final int LINES = 1_000;
    private static final int SITES = CLASSES * LINES;
    private static final Pattern DROPPED = Pattern.compile("(\\d+) log lines were dropped");

    @Override
    public String name() {
        return "unread-log";
    }

    @Override
    public String run(Trial trial) throws Exception {
        trial.makeCallers(CLASSES, LINES);
        Path work = trial.newFolder("work");
        String err;
        try (Forked process = trial.start(work).runUnread(ManySites.class, String.valueOf(CLASSES), "1", "1", "0")) {
            process.awaitOut("done");
            err = process.readStderr();
            process.endWith(0);
        }
        long counted = trial.report(work.resolve("lastcall")).calls();
        Broken.unless(counted == SITES, counted + " calls, not " + SITES);
        long lines = LogBound.callLines(err);
        long dropped = dropped(err);
        Broken.unless(lines + dropped == SITES, lines + " lines and " + dropped + " dropped are not " + SITES);
        Broken.unless(dropped > 0, "nothing was dropped: the pipe was read");
        neverRead(trial);
        return SITES + " calls done before a line was read; " + lines + " lines, " + dropped
                + " dropped and reported; a process whose stderr is never read ends all the same";
    }

    private static void neverRead(Trial trial) throws Exception {
        try (Forked process = trial.start(trial.newFolder("never"))
                .runUnread(ManySites.class, String.valueOf(CLASSES), "1", "1", "0")) {
            process.endWith(0);
        }
    }

    /** The sum of what the log says was dropped. */
    static long dropped(String err) {
        long dropped = 0;
        Matcher matcher = DROPPED.matcher(err);
        while (matcher.find()) {
            dropped += Long.parseLong(matcher.group(1));
        }
        return dropped;
    }
}
