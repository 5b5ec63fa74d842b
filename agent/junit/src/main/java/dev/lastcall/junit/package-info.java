/**
 * Finds out which test calls what, for tests on the JUnit Platform that run with the agent. {@link
 * dev.lastcall.junit.LastcallListener} is notified of each test that begins and ends, and looks at the agent's counters
 * ({@link dev.lastcall.Lastcall#calls}); {@link dev.lastcall.junit.Attribution} assigns the calls in between to tests.
 * A forbidden call fails the test that makes it if the engine allows that ({@link
 * dev.lastcall.junit.LastcallExtension}, {@link dev.lastcall.junit.LastcallTestNgListener}), else an additional test
 * ({@link dev.lastcall.junit.LastcallTestEngine}). Users need only the annotations.
 */
@NullMarked
package dev.lastcall.junit;

import org.jspecify.annotations.NullMarked;
