package dev.lastcall.sections;

import dev.lastcall.evidence.ProcessInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The processes of one version of a service. Immutable.
 *
 * @param service its label
 * @param version the application's version; empty if the processes name none
 * @param environments that its processes name
 * @param modes of its processes
 * @param running processes that still write
 * @param exited processes that ended in order
 * @param killed processes that ended without saying so in their ledger
 * @param firstStart when the first one started
 * @param lastSeen when a process last wrote
 */
public record ServiceSummary(
        String service,
        String version,
        List<String> environments,
        List<String> modes,
        int running,
        int exited,
        int killed,
        Instant firstStart,
        Instant lastSeen) {
    public ServiceSummary {
        environments = List.copyOf(environments);
        modes = List.copyOf(modes);
    }

    public int processes() {
        return running + exited + killed;
    }

    private record Key(String service, String version) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byService = service.compareTo(other.service);
            return byService != 0 ? byService : version.compareTo(other.version);
        }
    }

    /** By service, then by version. */
    static List<ServiceSummary> of(Collection<ProcessInfo> processes) {
        Map<Key, List<ProcessInfo>> byVersion = new TreeMap<>();
        for (ProcessInfo process : processes) {
            byVersion
                    .computeIfAbsent(new Key(process.service(), process.version()), key -> new ArrayList<>())
                    .add(process);
        }
        List<ServiceSummary> summaries = new ArrayList<>();
        byVersion.forEach((key, some) -> summaries.add(of(key, some)));
        return summaries;
    }

    private static ServiceSummary of(Key key, List<ProcessInfo> processes) {
        TreeSet<String> environments = new TreeSet<>();
        TreeSet<String> modes = new TreeSet<>();
        int[] states = new int[3];
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (ProcessInfo process : processes) {
            environments.add(process.environment());
            modes.add(process.mode());
            states[
                    switch (process.state()) {
                        case RUNNING -> 0;
                        case EXITED -> 1;
                        case KILLED -> 2;
                    }]++;
            first = process.startedAt().isBefore(first) ? process.startedAt() : first;
            last = process.lastSeenAt().isAfter(last) ? process.lastSeenAt() : last;
        }
        environments.remove("");
        return new ServiceSummary(
                key.service(),
                key.version(),
                List.copyOf(environments),
                List.copyOf(modes),
                states[0],
                states[1],
                states[2],
                first,
                last);
    }
}
