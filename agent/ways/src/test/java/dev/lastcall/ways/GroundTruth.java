package dev.lastcall.ways;

import java.util.List;

/** What a row printed of itself: one line of the runner. */
record GroundTruth(
        String row,
        long attempts,
        long runs,
        long refusals,
        long followUps,
        long followRuns,
        long followRefusals,
        List<String> problems) {}
