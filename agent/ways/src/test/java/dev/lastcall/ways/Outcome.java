package dev.lastcall.ways;

import org.jspecify.annotations.Nullable;

/**
 * A row's ground truth in one JVM, and the report of all JVMs of the same mode.
 *
 * @param truth null if the row did not run to its end
 */
record Outcome(@Nullable GroundTruth truth, Reported report) {}
