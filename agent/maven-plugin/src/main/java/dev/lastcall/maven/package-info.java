/**
 * Goals of Maven. {@link dev.lastcall.maven.PrepareAgentMojo} gives the JVMs of tests the agent; the other goals run
 * the command line tool in a process of its own, from the same jar, on the ledgers that those JVMs left.
 */
@NullMarked
package dev.lastcall.maven;

import org.jspecify.annotations.NullMarked;
