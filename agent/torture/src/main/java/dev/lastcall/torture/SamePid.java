package dev.lastcall.torture;

import com.acme.torture.Flood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Processes of several containers, each with the same pid, share a folder. */
final class SamePid implements Case {
    private static final int CALLS = 10_000;
    private static final int PROCESSES = 3;

    @Override
    public String name() {
        return "same-pid";
    }

    @Override
    public String run(Trial trial) throws Exception {
        String[] inItsOwnSpace = inItsOwnSpace();
        Path ledgers = trial.folder().resolve("ledgers");
        Forked[] all = new Forked[PROCESSES];
        for (int i = 0; i < PROCESSES; i++) {
            all[i] = trial.start(trial.newFolder("work-" + i))
                    .under(inItsOwnSpace)
                    .set("ledger=" + ledgers)
                    .run(Flood.class, "1", String.valueOf(CALLS));
        }
        for (Forked process : all) {
            try (process) {
                process.endWith(0);
            }
        }
        Reported report = trial.report(ledgers);
        Set<Long> pids = report.processes().stream()
                .map(process -> process.get("pid").getAsLong())
                .collect(Collectors.toSet());
        Broken.unless(report.processes().size() == PROCESSES, "processes: " + report.processes());
        Broken.unless(pids.size() == 1, "pids: " + pids);
        Broken.unless(report.calls() == (long) PROCESSES * CALLS, report.calls() + " calls");
        return PROCESSES + " processes with pid " + pids + " in one folder, " + report.calls() + " calls exact";
    }

    private static String[] inItsOwnSpace() throws Exception {
        List<String> words = Files.exists(Path.of("/proc/self/ns/pid")) && Trial.isRoot()
                ? List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")
                : List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc");
        try {
            List<String> attempt = new java.util.ArrayList<>(words);
            attempt.add("true");
            if (new ProcessBuilder(attempt).start().waitFor() == 0) {
                return words.toArray(new String[0]);
            }
        } catch (java.io.IOException noSuchTool) {
            // said below
        }
        throw new Skipped("no pid namespaces here");
    }
}
