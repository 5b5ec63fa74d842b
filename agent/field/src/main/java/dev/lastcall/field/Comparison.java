package dev.lastcall.field;

import dev.lastcall.jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a row of two runs, one without the agent and one with it, and of what is known of them. */
final class Comparison {
    private static final int NOTES = 8;
    private static final String ARROW = " -> ";

    private final Ended plain;
    private final Ended guarded;
    private final SortedMap<Site, Long> counted;
    private final List<String> notes = new ArrayList<>();
    private final List<String> truths = new ArrayList<>();
    private boolean holds = true;

    Comparison(Ended plain, Ended guarded, SortedMap<Site, Long> counted) {
        this.plain = plain;
        this.guarded = guarded;
        this.counted = counted;
    }

    /**
     * @param traced what Flight Recorder saw in the same process, null if it can't
     * @param late sites with calls while the process stopped: the recorder ends in a shutdown hook, others of which run
     *     beside it and after it, so that it may have fewer
     */
    Comparison withTrace(@Nullable SortedMap<Site, Long> traced, Set<Site> late) {
        if (traced != null) {
            SortedMap<Site, Long> expected = new TreeMap<>(traced);
            long more = 0;
            for (Site site : late) {
                long there = traced.getOrDefault(site, 0L);
                long here = counted.getOrDefault(site, 0L);
                if (here > there) {
                    more += here - there;
                    expected.put(site, here);
                    notes.add("while it stopped: " + site + ": trace " + there + ", counted " + here);
                }
            }
            truths.add("trace " + traced.size() + " sites, " + sum(traced)
                    + (more == 0 ? "" : ", and " + more + " more while it stopped"));
            differences("trace", expected, counted);
        }
        return this;
    }

    /** @param other what the same program called on a JDK with method trace, null if that was not run */
    Comparison withOtherJdk(@Nullable SortedMap<Site, Long> other) {
        if (other != null) {
            SortedMap<String, Long> there = byTarget(other);
            truths.add("JDK 25 " + total(there));
            differences("JDK 25", there, byTarget(counted));
        }
        return this;
    }

    /** Calls that the program is known to have made, by {@code Class#member}, or {@code Caller -> Class#member}. */
    Comparison withKnown(Map<String, Long> known) {
        for (Map.Entry<String, Long> one : known.entrySet()) {
            long calls = counted.entrySet().stream()
                    .filter(entry -> isOf(entry.getKey(), one.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            truths.add("known " + one.getValue());
            unless(calls == one.getValue(), one.getKey() + ": known " + one.getValue() + ", counted " + calls);
        }
        return this;
    }

    private static boolean isOf(Site site, String known) {
        int arrow = known.indexOf(ARROW);
        String target = arrow < 0 ? known : known.substring(arrow + ARROW.length());
        return site.target().startsWith(target + "(")
                && (arrow < 0 || site.caller().equals(known.substring(0, arrow)));
    }

    Comparison withBlindSpots(List<String> blindSpots) {
        for (String spot : blindSpots) {
            notes.add("blind spot " + spot);
        }
        return this;
    }

    private <K extends Comparable<K>> void differences(
            String what, SortedMap<K, Long> expected, SortedMap<K, Long> actual) {
        Set<K> all = new TreeSet<>(expected.keySet());
        all.addAll(actual.keySet());
        for (K one : all) {
            long there = expected.getOrDefault(one, 0L);
            long here = actual.getOrDefault(one, 0L);
            unless(there == here, one + ": " + what + " " + there + ", counted " + here);
        }
    }

    private void unless(boolean held, String note) {
        if (!held) {
            holds = false;
            notes.add(note);
        }
    }

    private static SortedMap<String, Long> byTarget(SortedMap<Site, Long> calls) {
        SortedMap<String, Long> byTarget = new TreeMap<>();
        calls.forEach((site, times) -> {
            if (!site.isOfJdk()) {
                byTarget.merge(site.target(), times, Long::sum);
            }
        });
        return byTarget;
    }

    private static long total(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String sum(SortedMap<Site, Long> calls) {
        return String.format(
                Locale.ROOT,
                "%,d",
                calls.values().stream().mapToLong(Long::longValue).sum());
    }

    Row row(Program program, Jdk jdk, Beside beside) {
        boolean same = plain.output().equals(guarded.output());
        if (!same) {
            unless(false, "output differs: " + firstDifference());
        }
        unless(!counted.isEmpty(), "nothing was counted");
        unless(plain.exit() == guarded.exit(), "exit codes differ");
        return new Row(
                program.name(),
                jdk.toString(),
                beside.toString(),
                "yes",
                same ? "same" : "differs",
                String.valueOf(counted.size()),
                sum(counted),
                truths.isEmpty() ? "none" : String.join("; ", truths),
                plain.exit() + "/" + guarded.exit(),
                holds ? Row.PASS : Row.FAIL,
                notes.size() <= NOTES ? notes : shortened());
    }

    private List<String> shortened() {
        List<String> some = new ArrayList<>(notes.subList(0, NOTES));
        some.add("and " + (notes.size() - NOTES) + " more");
        return some;
    }

    private String firstDifference() {
        List<String> gone = new ArrayList<>(plain.output());
        guarded.output().forEach(gone::remove);
        List<String> come = new ArrayList<>(guarded.output());
        plain.output().forEach(come::remove);
        return "without agent " + gone.subList(0, Math.min(3, gone.size())) + ", with it "
                + come.subList(0, Math.min(3, come.size()));
    }
}
