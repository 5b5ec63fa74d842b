/**
 * Runs the rows of {@code ways.rows} under the shipped jar, compares their ground truth with the report, and writes
 * what came out to {@code agent/docs/ways-to-call.md}. Entry point: {@link dev.lastcall.ways.WaysToCallTest}.
 */
@NullMarked
package dev.lastcall.ways;

import org.jspecify.annotations.NullMarked;
