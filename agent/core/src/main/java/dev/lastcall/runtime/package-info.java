/**
 * Wires the agent together and runs it: start, the agent's own thread, the end. Entry point: {@link
 * dev.lastcall.runtime.Agent}, called by the launcher. {@code DormantAgent} waits for a class that matters and then
 * makes the {@code ActiveAgent}. What runs before that ({@code agent/src/packs/start.txt} lists it) names few classes,
 * of the JDK as well: the verifier loads those that are caught or thrown, each for a quarter of a millisecond. Knows
 * log, console, weave, reference, gate, ledger, site, settings, policyfile, baseline, evidence, policy, text and
 * about.
 */
@NullMarked
package dev.lastcall.runtime;

import org.jspecify.annotations.NullMarked;
