/**
 * What a report shows, as data: {@link dev.lastcall.sections.Sections} is made of a {@link
 * dev.lastcall.verdict.Report} and what the reader asked to see ({@link dev.lastcall.sections.View}). Everything is
 * chosen, ordered, grouped and summed here, so that what prints it computes nothing. Knows verdict, baseline,
 * evidence, policy and text.
 */
@NullMarked
package dev.lastcall.sections;

import org.jspecify.annotations.NullMarked;
