package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.text.Words;
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
    /** A process whose policy listed more: what that called in turn was not counted. */
    static final String LISTED_MORE = "listed-more";

    private static final int NAMED = 3;

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        addNone(fleet, doubts);
        addUnmet(fleet, doubts);
        addServices(fleet, doubts);
        addAmbiguous(fleet, doubts);
        addEnvironments(fleet, doubts);
        addNotes(fleet, doubts);
        return doubts;
    }

    private static void addNone(Fleet fleet, List<Reason> doubts) {
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
        if (fleet.processes() > 0 && fleet.services().stream().allMatch(service -> service.processes() == 0)) {
            doubts.add(Reason.of(
                    DoubtCode.NO_PROCESS,
                    "",
                    "",
                    "",
                    Words.count(fleet.processes(), "process has", "processes have")
                            + " reported, and none of them has watched: there is nothing to judge",
                    "run the services with the agent in mode count or log, under a policy with a rule",
                    "leftOut",
                    fleet.leftOut()));
        }
    }

    private static void addUnmet(Fleet fleet, List<Reason> doubts) {
        for (String unmet : fleet.unmet()) {
            doubts.add(Reason.of(
                    DoubtCode.NO_PROCESS,
                    "",
                    "",
                    unmet,
                    "no process is of " + unmet + ", which is asked about",
                    "correct the filter, or run it with -javaagent:lastcall.jar"));
        }
    }

    /** Of single processes: that they did not watch, and that their clocks were wrong. */
    private static void addNotes(Fleet fleet, List<Reason> doubts) {
        for (ProcessNote note : fleet.notes(DoubtCode.UNWATCHED)) {
            doubts.add(ofProcess(
                    DoubtCode.UNWATCHED,
                    note.process(),
                    unwatched(note),
                    "observe " + note.process().service()
                            + " by other processes and leave this one out (--since), or accept it by the name of its"
                            + " ledger with a reason"));
        }
        for (ProcessNote note : fleet.notes(DoubtCode.CLOCK)) {
            doubts.add(ofProcess(
                    DoubtCode.CLOCK,
                    note.process(),
                    "the clock of " + ProcessNames.name(note.process()) + ' ' + note.what(),
                    "set the clock and run it again, or accept it by the name of its ledger with a reason"));
        }
    }

    private static String unwatched(ProcessNote note) {
        if (note.what().equals(FleetNotes.GUARDS)) {
            return ProcessNames.name(note.process()) + " has not watched since "
                    + note.names().get(0)
                    + ", when a class mattered and its guards could not be made ("
                    + note.names().get(1)
                    + "): what it called since is not known";
        }
        return ProcessNames.name(note.process()) + " watched nothing ("
                + (note.what().isEmpty() ? "no time at all" : note.what()) + "): its calls are not known";
    }

    private static void addServices(Fleet fleet, List<Reason> doubts) {
        for (Map.Entry<String, Integer> expected :
                new TreeMap<>(fleet.question().terms().services()).entrySet()) {
            ServiceTally service = fleet.service(expected.getKey());
            int wanted = expected.getValue();
            int seen = service == null ? 0 : service.processes();
            int together = service == null ? 0 : service.attendance().most();
            if (fleet.question().population().leavesOut(expected.getKey())) {
                doubts.add(missing(
                        expected,
                        seen,
                        together,
                        expected.getKey() + " is left out by the filter of services",
                        "ask about it, too, or say with --expect of which services processes are expected here"));
            } else if (seen < wanted) {
                doubts.add(missing(
                        expected,
                        seen,
                        together,
                        Words.count(seen, "process", "processes") + " of " + expected.getKey() + " watched",
                        "run them with the agent, or change the service in verdict.services"));
            } else if (service != null && wanted > 1) { // else it is a question of observed time alone
                addTogether(fleet, expected, service, doubts);
            }
        }
    }

    /** A process that is started again is no further one, and takes the place of itself for a moment at most. */
    private static void addTogether(
            Fleet fleet, Map.Entry<String, Integer> expected, ServiceTally service, List<Reason> doubts) {
        int wanted = expected.getValue();
        int together = service.attendance().most();
        Duration time = service.attendance().timeOf(wanted);
        Duration wantedTime = fleet.question().terms().minObservedOrUsual();
        if (together < wanted) {
            doubts.add(missing(
                    expected,
                    service.processes(),
                    together,
                    Words.count(service.processes(), "process", "processes") + " of " + expected.getKey()
                            + " watched, and no more than " + Words.number(together) + " at a time",
                    "run them with the agent at the same time, or change the service in verdict.services"));
        } else if (time.compareTo(wantedTime) < 0) {
            doubts.add(missing(
                    expected,
                    service.processes(),
                    together,
                    Words.count(wanted, "process", "processes") + " of " + expected.getKey()
                            + " watched at the same time for " + Words.duration(time) + ", less than "
                            + Words.duration(wantedTime),
                    "wait, ask for less (--min-observed), or change the service in verdict.services"));
        }
    }

    private static Reason missing(
            Map.Entry<String, Integer> expected, int seen, int together, String sentence, String remedy) {
        int wanted = expected.getValue();
        return Reason.of(
                DoubtCode.SERVICE_MISSING,
                "",
                expected.getKey(),
                expected.getKey(),
                sentence + ", " + Words.number(wanted) + (wanted == 1 ? " is" : " are") + " expected",
                remedy,
                "processes",
                seen,
                "atATime",
                together,
                "expected",
                wanted);
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
            List<ServiceTally> missing = fleet.services().stream()
                    .filter(service ->
                            service.processes() > 0 && !service.environments().contains(expected))
                    .toList();
            boolean seen = fleet.services().stream()
                    .anyMatch(service -> service.environments().contains(expected));
            for (ServiceTally service : seen ? missing : List.<ServiceTally>of()) {
                doubts.add(Reason.of(
                        DoubtCode.ENVIRONMENT_MISSING,
                        "",
                        service.name(),
                        service.name() + " in " + Population.named(expected),
                        "no process of " + service.name() + " watched in the environment " + Population.named(expected)
                                + ", where others did",
                        "run it there with the agent, or accept it by this name if it is not deployed there"));
            }
            if (!seen) {
                boolean leftOut = fleet.question().population().leavesOutEnvironment(expected);
                String name = Population.named(expected);
                doubts.add(Reason.of(
                        DoubtCode.ENVIRONMENT_MISSING,
                        "",
                        "",
                        name,
                        leftOut
                                ? "the environment " + name
                                        + " is left out by the filter of environments, and is expected"
                                : "no process of the environment " + name + " watched",
                        leftOut
                                ? "ask about it, too, or say with --expect-environment which are expected here"
                                : "run the services there with the agent, or drop it from verdict.environments"));
            }
        }
    }

    private static Reason ofProcess(String code, ProcessInfo process, String sentence, String remedy) {
        return Reason.of(code, "", process.service(), ProcessNames.file(process), sentence, remedy);
    }
}
