/**
 * Measures what the shipped jar costs, and prints each limit with pass or short. Entry point: {@link
 * dev.lastcall.bench.Bench}. Everything is measured in fresh JVMs, of the JDK that runs this; what they run is in
 * {@code com.acme.bench}, since the agent doesn't weave classes of its own name.
 */
@NullMarked
package dev.lastcall.bench;

import org.jspecify.annotations.NullMarked;
