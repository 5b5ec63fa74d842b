/**
 * Many ledgers become one {@link dev.lastcall.verdict.Report}, and that becomes text and JSON: merging, dual scopes and
 * the verdict are pure functions of what was read. Entry points: {@link dev.lastcall.verdict.Report#of},
 * {@link dev.lastcall.report.TextReport}, {@link dev.lastcall.report.JsonReport}. Knows ledger, site and policy; cli may
 * depend on it, and scan, which writes sites as it does.
 */
@NullMarked
package dev.lastcall.report;

import org.jspecify.annotations.NullMarked;
