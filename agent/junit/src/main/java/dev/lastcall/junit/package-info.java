/**
 * Which test calls what, for tests that run on the JUnit Platform beside the agent. {@link
 * dev.lastcall.junit.LastcallListener} is notified of each test that begins and ends, and looks at the agent's counters ({@link
 * dev.lastcall.Lastcall#calls}); {@link dev.lastcall.junit.Attribution} gives the calls in between to tests. What must not be
 * called fails in the test that calls it where the engine lets us ({@link dev.lastcall.junit.LastcallExtension}, {@link
 * dev.lastcall.junit.LastcallTestNgListener}), else in a test of our own ({@link dev.lastcall.junit.LastcallTestEngine}). Users
 * name the annotations only.
 */
@NullMarked
package dev.lastcall.junit;

import org.jspecify.annotations.NullMarked;
