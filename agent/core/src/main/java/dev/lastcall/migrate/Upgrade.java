package dev.lastcall.migrate;

import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From which version of a library on it no longer calls what is deprecated. Immutable, once made. */
public final class Upgrade {
    private static final int NAMED = 3;

    private final Map<String, List<Looked>> libraries = new TreeMap<>();

    /**
     * One version of a library.
     *
     * @param library its name, without version
     * @param version empty if not known
     * @param callSites those that a block would refuse, in words
     * @param problems what could not be read: then nothing is said to be gone
     */
    public record Looked(String library, String version, List<String> callSites, List<String> problems) {
        public Looked {
            callSites = List.copyOf(callSites);
            problems = List.copyOf(problems);
        }

        boolean isFree() {
            return callSites.isEmpty() && problems.isEmpty();
        }
    }

    /** @param looked in any order */
    public Upgrade(List<Looked> looked) {
        for (Looked one : looked) {
            libraries.computeIfAbsent(one.library(), name -> new ArrayList<>()).add(one);
        }
        libraries.values().forEach(versions -> versions.sort(Comparator.comparing(Looked::version, Versions.ORDER)));
    }

    /** Whether each library has a version from which on the calls are gone. */
    public boolean isWayOut() {
        return !libraries.isEmpty() && libraries.values().stream().allMatch(versions -> firstFree(versions) != null);
    }

    /** The first of the versions at the end that all are free of calls; null if the newest has some. */
    private static @Nullable Looked firstFree(List<Looked> versions) {
        Looked first = null;
        for (int i = versions.size() - 1; i >= 0 && versions.get(i).isFree(); i--) {
            first = versions.get(i);
        }
        return first;
    }

    /** For people: each version, and what follows. Line feeds; each line is escaped. */
    public String asText() {
        StringBuilder out = new StringBuilder();
        libraries.forEach((library, versions) -> library(library, versions, out));
        return out.toString();
    }

    private static void library(String library, List<Looked> versions, StringBuilder out) {
        Looked first = firstFree(versions);
        String newest = versions.get(versions.size() - 1).version();
        boolean never = versions.stream().allMatch(Looked::isFree);
        line(
                out,
                library + ": "
                        + (first == null
                                ? "the newest version here, " + named(newest) + ", still has such calls"
                                : never
                                        ? "no version here has such calls"
                                        : "from " + named(first.version()) + " on the calls are gone"
                                                + (first.version().equals(newest) ? ", the newest version here" : "")));
        for (Looked version : versions) {
            line(
                    out,
                    "  " + named(version.version()) + "  "
                            + (version.problems().isEmpty()
                                    ? Words.count(version.callSites().size(), "call site")
                                    : "could not be read as a whole: " + Words.some(version.problems(), 1))
                            + (version.callSites().isEmpty() ? "" : ": " + Words.some(version.callSites(), NAMED)));
        }
    }

    private static String named(String version) {
        return version.isEmpty() ? "(no version in its name)" : version;
    }

    private static void line(StringBuilder out, String text) {
        out.append(OneLine.of(text)).append('\n');
    }
}
