/**
 * The forms of a report and of a verdict. What a report shows is computed before, in {@link
 * dev.lastcall.sections.Sections}; each form is a {@link dev.lastcall.report.ReportRenderer}, and {@link
 * dev.lastcall.report.ReportFormat} has a line for each. Knows json, sections, verdict, baseline, evidence, policy
 * and text.
 */
@NullMarked
package dev.lastcall.report;

import org.jspecify.annotations.NullMarked;
