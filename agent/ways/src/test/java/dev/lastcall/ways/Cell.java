package dev.lastcall.ways;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a row came to on one JDK: three answers, each empty for yes or what is wrong. */
record Cell(String counted, String attributed, String blocked) {
    private static final String DID_NOT_RUN = "did not run";

    static Cell of(WayRow row, Outcome count, Outcome block) {
        requireBlindSpot(row, count.report());
        return new Cell(counted(row, count), attributed(row, count), blocked(row, block));
    }

    private static void requireBlindSpot(WayRow row, Reported report) {
        boolean named = row.blindSpot().isEmpty()
                || report.blindSpots().stream()
                        .anyMatch(spot -> spot.className().equals(row.blindSpot()));
        if (!named) {
            throw new AssertionError("not named as a blind spot: " + row.blindSpot());
        }
    }

    private static String counted(WayRow row, Outcome outcome) {
        GroundTruth truth = outcome.truth();
        if (truth == null) {
            return DID_NOT_RUN;
        }
        List<String> wrong = new ArrayList<>(truth.problems());
        if (truth.runs() == 0 && !row.way().neverArrives()) {
            wrong.add("the deprecated code never ran");
        }
        long direct = truth.runs();
        long followed = truth.followRuns();
        long reportedFollow = followUps(row, outcome);
        long reported = outcome.report().rule(row.id()).deprecatedCalls() - reportedFollow;
        if (reported != direct) {
            wrong.add("counted " + reported + " of " + direct);
        }
        if (reportedFollow != followed) {
            wrong.add("counted " + reportedFollow + " of " + followed + " reflective calls afterwards");
        }
        return String.join("; ", wrong);
    }

    private static long followUps(WayRow row, Outcome outcome) {
        return outcome.report().sites(row.id()).stream()
                .filter(site -> row.isFollowUp(site.callerText()))
                .mapToLong(Reported.SiteCounts::calls)
                .sum();
    }

    private static String attributed(WayRow row, Outcome outcome) {
        if (outcome.truth() == null) {
            return DID_NOT_RUN;
        }
        Set<String> callers = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        Set<Integer> lines = new TreeSet<>();
        for (Reported.SiteCounts site : outcome.report().sites(row.id())) {
            if (!row.isFollowUp(site.callerText()) && site.calls() > 0) {
                callers.add(site.callerText());
                kinds.add(site.kind());
                lines.add(site.caller().line());
            }
        }
        List<String> wrong = new ArrayList<>();
        differs("caller", row.callers(), callers, row, wrong);
        differs("kind", List.of(row.way().kind()), kinds, row, wrong);
        Set<Integer> marked = Sources.marked(row);
        if (!marked.isEmpty()) {
            differs("line", marked, lines, row, wrong);
        }
        return String.join("; ", wrong);
    }

    private static <T extends Comparable<T>> void differs(
            String what, Iterable<T> expected, Set<T> actual, WayRow row, List<String> wrong) {
        Set<T> all = new TreeSet<>();
        if (!row.way().neverArrives()) {
            expected.forEach(all::add);
        }
        if (!all.equals(actual)) {
            wrong.add(what + " " + actual + " not " + all);
        }
    }

    private static String blocked(WayRow row, Outcome outcome) {
        GroundTruth truth = outcome.truth();
        if (truth == null) {
            return DID_NOT_RUN;
        }
        List<String> wrong = new ArrayList<>();
        if (truth.runs() != 0) {
            wrong.add("ran " + truth.runs() + " times");
        }
        if (truth.followRuns() != 0) {
            wrong.add("ran " + truth.followRuns() + " times by reflection afterwards");
        }
        if (!row.way().neverArrives() && truth.refusals() < truth.attempts()) {
            wrong.add("refused " + truth.refusals() + " of " + truth.attempts());
        }
        long refusals = truth.refusals() + truth.followRefusals();
        long reported = outcome.report().rule(row.id()).blockedCalls();
        if (reported != refusals) {
            wrong.add("reported " + reported + " of " + refusals + " refusals");
        }
        if (!wrong.isEmpty() || truth.refusals() < truth.attempts()) {
            wrong.addAll(truth.problems());
        }
        return String.join("; ", wrong);
    }
}
