package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.SiteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of one service: its processes, when they watched which rule, and what they reached. Not thread-safe.
 */
final class ServiceTally {
    /** What follows {@link #stoodStill} in a sentence. */
    static final String STOOD_STILL = " in which its processes stood still or their clocks jumped";

    private final String name;
    private final Set<String> environments = new TreeSet<>();
    private final Set<String> versions = new TreeSet<>();
    private final Map<String, Timeline> observed = new HashMap<>();
    private final Map<String, Map<String, Timeline>> observedIn = new HashMap<>();
    private final Map<String, int[]> sitesAndReached = new LinkedHashMap<>();
    private final Set<String> mainClasses = new TreeSet<>();
    private final Set<String> titles = new TreeSet<>();
    private final Set<String> jars = new TreeSet<>();
    private final Attendance attendance = new Attendance();
    private Duration stoodStill = Duration.ZERO;
    private int processes;
    private Instant lastSeen = Instant.MIN;

    ServiceTally(String name) {
        this.name = name;
    }

    /** Counts a process that watched. */
    void add(ProcessInfo process) {
        processes++;
        environments.add(process.environment());
        versions.add(process.version());
        if (process.lastSeenAt().isAfter(lastSeen)) {
            lastSeen = process.lastSeenAt();
        }
    }

    /** Adds the times in which one of its processes watched, of a service whose number of processes is expected. */
    void ranBesideOthers(Timeline times) {
        attendance.add(times);
    }

    /** Notes which program a process runs whose service nobody has named; what it does not know makes no difference. */
    void ran(Program program) {
        if (!program.named()) {
            note(program.mainClass(), mainClasses);
            note(program.title(), titles);
            note(SiteKey.artifact(program.jar()), jars);
        }
    }

    private static void note(String what, Set<String> known) {
        if (!what.isEmpty()) {
            known.add(what);
        }
    }

    /**
     * By what the programs differ that have the service's name only since nobody gave them one; empty if they are one.
     */
    Set<String> programs() {
        return mainClasses.size() > 1 ? mainClasses : titles.size() > 1 ? titles : jars.size() > 1 ? jars : Set.of();
    }

    /** Adds a time in which a process watched all that is asked of a rule. */
    void observed(String rule, Instant from, Instant until) {
        observed.computeIfAbsent(rule, id -> new Timeline()).add(from, until);
    }

    /** The same of an environment that is expected. */
    void observedIn(String environment, String rule, Instant from, Instant until) {
        observedIn
                .computeIfAbsent(environment, name -> new HashMap<>())
                .computeIfAbsent(rule, id -> new Timeline())
                .add(from, until);
    }

    /** Adds a time in which one of its processes would have watched, and did not run. */
    void stoodStill(Duration time) {
        stoodStill = stoodStill.plus(time);
    }

    /** How long its processes stood still, one after the other. */
    Duration stoodStill() {
        return stoodStill;
    }

    /** Notes a call site of a rule in a loaded class. */
    void site(String rule, boolean reached) {
        int[] counts = sitesAndReached.computeIfAbsent(rule, id -> new int[2]);
        counts[0]++;
        counts[1] += reached ? 1 : 0;
    }

    String name() {
        return name;
    }

    int processes() {
        return processes;
    }

    /** Only of a service whose number of processes is expected. */
    Attendance attendance() {
        return attendance;
    }

    Set<String> environments() {
        return environments;
    }

    Set<String> versions() {
        return versions;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    Timeline observed(String rule) {
        return observed.getOrDefault(rule, new Timeline());
    }

    Timeline observedIn(String environment, String rule) {
        return observedIn.getOrDefault(environment, Map.of()).getOrDefault(rule, new Timeline());
    }

    /** How many call sites of the rule its processes loaded. */
    int sites(String rule) {
        return sitesAndReached.getOrDefault(rule, new int[2])[0];
    }

    /** How many of them they reached. */
    int reached(String rule) {
        return sitesAndReached.getOrDefault(rule, new int[2])[1];
    }
}
