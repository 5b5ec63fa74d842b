/**
 * What the agent prints on standard error apart from calls: first line, notes and exit summary. Entry points: {@link
 * dev.lastcall.console.Console}, {@link dev.lastcall.console.FirstLine} and {@link dev.lastcall.console.ExitSummary}.
 * Knows evidence, policy and text.
 */
@NullMarked
package dev.lastcall.console;

import org.jspecify.annotations.NullMarked;
