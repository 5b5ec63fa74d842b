package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Fleet.ProcessNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether all that is expected has reported, and watched. */
final class ProcessDoubts implements Doubts {
    /** A process that did not watch for a part of its time: that part is not observed. */
    static final String PAUSED = "paused";
    /** A process that ran before it was watched. */
    static final String ATTACHED = "attached";

    private static final int NAMED = 3;

    /** Clocks of machines differ by less. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        if (fleet.processes() == 0) {
            doubts.add(Reason.of(
                    DoubtCode.NO_PROCESS,
                    "",
                    "",
                    "",
                    "no process has reported: there is no ledger to judge"
                            + (fleet.leftOut() > 0
                                    ? " but the " + Words.number(fleet.leftOut()) + " that the filter leaves out"
                                    : ""),
                    "run the services with -javaagent:lastcall.jar, and name their ledgers",
                    "leftOut",
                    fleet.leftOut()));
        }
        for (String unmet : fleet.unmet()) {
            doubts.add(Reason.of(
                    DoubtCode.NO_PROCESS,
                    "",
                    "",
                    unmet,
                    "no process is of " + unmet + ", which is asked about",
                    "correct the filter, or run it with -javaagent:lastcall.jar"));
        }
        addServices(fleet, doubts);
        addAmbiguous(fleet, doubts);
        addEnvironments(fleet, doubts);
        for (ProcessNote note : fleet.notes(DoubtCode.UNWATCHED)) {
            doubts.add(ofProcess(
                    DoubtCode.UNWATCHED,
                    note.process(),
                    name(note.process()) + " watched nothing ("
                            + (note.what().isEmpty() ? "no time at all" : note.what()) + "): its calls are not known",
                    "observe " + note.process().service()
                            + " by other processes and leave this one out (--since), or accept it by the name of its"
                            + " ledger with a reason"));
        }
        for (ProcessNote note : fleet.notes(DoubtCode.CLOCK)) {
            doubts.add(ofProcess(
                    DoubtCode.CLOCK,
                    note.process(),
                    "the clock of " + name(note.process()) + ' ' + note.what(),
                    "set the clock and run it again, or accept it by the name of its ledger with a reason"));
        }
        return doubts;
    }

    private static void addServices(Fleet fleet, List<Reason> doubts) {
        for (Map.Entry<String, Integer> expected :
                new TreeMap<>(fleet.question().terms().services()).entrySet()) {
            ServiceTally service = fleet.service(expected.getKey());
            int seen = service == null ? 0 : service.processes();
            if (seen < expected.getValue()) {
                doubts.add(Reason.of(
                        DoubtCode.SERVICE_MISSING,
                        "",
                        expected.getKey(),
                        expected.getKey(),
                        Words.count(seen, "process", "processes") + " of " + expected.getKey() + " watched, "
                                + Words.number(expected.getValue()) + (expected.getValue() == 1 ? " is" : " are")
                                + " expected",
                        "run them with the agent, or change the service in verdict.services",
                        "processes",
                        seen,
                        "expected",
                        expected.getValue()));
            }
        }
    }

    /** What one of them saw would stand for the other. */
    private static void addAmbiguous(Fleet fleet, List<Reason> doubts) {
        for (ServiceTally service : fleet.services()) {
            List<String> programs = List.copyOf(service.programs());
            if (!programs.isEmpty()) {
                doubts.add(Reason.of(
                        DoubtCode.AMBIGUOUS_SERVICE,
                        "",
                        service.name(),
                        service.name(),
                        Words.count(programs.size(), "program") + " report as the service " + service.name()
                                + ", since nobody named it: " + Words.some(programs, NAMED),
                        "set the service of each (service=…, LASTCALL_SERVICE) and observe them anew, or accept "
                                + service.name() + " with a reason",
                        "programs",
                        programs));
            }
        }
    }

    private static void addEnvironments(Fleet fleet, List<Reason> doubts) {
        for (String expected : fleet.question().terms().environments()) {
            boolean seen = fleet.services().stream()
                    .anyMatch(service -> service.environments().contains(expected));
            if (!seen) {
                doubts.add(Reason.of(
                        DoubtCode.ENVIRONMENT_MISSING,
                        "",
                        "",
                        expected,
                        "no process of the environment " + expected + " watched",
                        "run the services there with the agent, or drop it from verdict.environments"));
            }
        }
    }

    private static Reason ofProcess(String code, ProcessInfo process, String sentence, String remedy) {
        return Reason.of(code, "", process.service(), file(process), sentence, remedy);
    }

    static String name(ProcessInfo process) {
        return process.service() + ' ' + process.pid() + '@' + process.host();
    }

    /** What a ledger is accepted by: the name of its file, without folders. */
    static String file(ProcessInfo process) {
        String path = process.file();
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
