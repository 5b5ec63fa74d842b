/**
 * Real programs under the shipped jar. Entry point: {@link dev.lastcall.field.Field}, called by {@code
 * scripts/field.sh}.
 *
 * <p>Each {@link dev.lastcall.field.Program} is resolved from the Maven registry, run without the agent and with it,
 * also with another agent {@linkplain dev.lastcall.field.Beside beside}, and compared: it gets ready, writes the same,
 * and ends with the same exit code. What the agent counts is held against what Flight Recorder's method trace saw in
 * the same process (JDK 25), and against what is known of the program. Nobody depends on this.
 *
 * <p>Small parts of programs (a servlet, a script, a caller of a library) are sources in {@code src/programs}; they are
 * compiled when the program runs, against the libraries that were resolved, and not in the ordinary build.
 */
@NullMarked
package dev.lastcall.field;

import org.jspecify.annotations.NullMarked;
