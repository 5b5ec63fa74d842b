/**
 * What the agent says while the application runs: first line, log lines and exit summary. A hit hands a
 * {@link dev.lastcall.output.CallEvent} to the {@link dev.lastcall.output.EventQueue}; the agent's own thread takes it
 * out and gives it to the {@link dev.lastcall.output.CallLog}. Knows evidence,
 * settings, policyfile, policy and text. The only package that names Logback and SLF4J; of its classes only {@code LogbackLog}
 * and what stands behind it do, so that Logback is loaded where a file is logged to or a Logback file is given, and never on
 * an application's thread.
 */
@NullMarked
package dev.lastcall.output;

import org.jspecify.annotations.NullMarked;
