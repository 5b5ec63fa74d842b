package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.policy.ClassPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes that are asked about. Immutable.
 *
 * @param services globs over the label; empty: all
 * @param environments globs over the label; empty: all
 * @param versions globs over the application's version; empty: all
 * @param since leaves out processes that were last heard of before that time; null leaves out none
 * @param until leaves out processes that started later; null leaves out none
 */
public record Population(
        List<ClassPattern> services,
        List<ClassPattern> environments,
        List<ClassPattern> versions,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** All processes. */
    public static final Population ALL = new Population(List.of(), List.of(), List.of(), null, null);

    public Population {
        services = List.copyOf(services);
        environments = List.copyOf(environments);
        versions = List.copyOf(versions);
    }

    /** Whether it is of other services, whatever their processes are. */
    boolean leavesOut(String service) {
        return !isOneOf(services, service);
    }

    /** Whether it is of other environments, whatever their processes are. */
    boolean leavesOutEnvironment(String environment) {
        return !isOneOf(environments, environment);
    }

    /** Whether the process belongs to it. */
    public boolean includes(ProcessInfo process) {
        return isOneOf(services, process.service())
                && isOneOf(environments, process.environment())
                && isOneOf(versions, process.version())
                && (since == null || !process.lastSeenAt().isBefore(since))
                && (until == null || !process.startedAt().isAfter(until));
    }

    private static boolean isOneOf(List<ClassPattern> globs, String label) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(label));
    }

    /** The filters in words; empty if all processes are included. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        addTo(parts, "service", services);
        addTo(parts, "environment", environments);
        addTo(parts, "version", versions);
        if (since != null) {
            parts.add("since " + since);
        }
        if (until != null) {
            parts.add("until " + until);
        }
        return String.join(", ", parts);
    }

    /** A label as people read it: the empty one, of processes that have none, as well. */
    static String named(String label) {
        return label.isEmpty() ? "''" : label;
    }

    private static void addTo(List<String> parts, String what, List<ClassPattern> globs) {
        if (!globs.isEmpty()) {
            parts.add(what
                    + ' '
                    + String.join(
                            " or ",
                            globs.stream().map(glob -> named(glob.text())).toList()));
        }
    }
}
