/**
 * Runs the shipped jar in fresh JVMs, on every installed JDK. {@link dev.lastcall.e2e.Fork} starts a program of {@code
 * com.acme}, which prints what it did itself; the test holds that against what Lastcall says.
 */
@NullMarked
package dev.lastcall.e2e;

import org.jspecify.annotations.NullMarked;
