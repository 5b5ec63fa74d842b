/**
 * A {@link dev.lastcall.verdict.Report} or a {@link dev.lastcall.verdict.Verdict} becomes text and JSON: pure functions that
 * judge nothing. Entry points: {@link dev.lastcall.report.TextReport}, {@link dev.lastcall.report.JsonReport}, {@link
 * dev.lastcall.report.VerdictText}, {@link dev.lastcall.report.VerdictJson}. Knows verdict, evidence, policy and text; cli may
 * depend on it, and scan, which writes sites as it does.
 */
@NullMarked
package dev.lastcall.report;

import org.jspecify.annotations.NullMarked;
