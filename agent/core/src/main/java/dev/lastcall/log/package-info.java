/**
 * The log of calls. A hit hands a {@link dev.lastcall.log.CallEvent} to the {@link dev.lastcall.log.EventQueue}; the
 * agent's own thread takes it out and gives it to the {@link dev.lastcall.log.CallLog}. The only package that names
 * Logback and SLF4J; of its classes only {@code LogbackLog} and what stands behind it do, so that Logback is loaded
 * where a file is logged to or a Logback file is given, and never on an application's thread. Knows console, json,
 * evidence, policy and text.
 */
@NullMarked
package dev.lastcall.log;

import org.jspecify.annotations.NullMarked;
