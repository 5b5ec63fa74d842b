/**
 * Wires the agent together and runs it: start, the agent's own thread, the end. Entry point:
 * {@link dev.lastcall.runtime.Agent}, called by the launcher. May know every other package; no other package knows it.
 */
@NullMarked
package dev.lastcall.runtime;

import org.jspecify.annotations.NullMarked;
