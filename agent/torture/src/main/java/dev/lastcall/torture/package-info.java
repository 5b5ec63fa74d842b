/**
 * What must not hurt: kills, crashes, full disks, damaged files, floods. Entry point: {@link
 * dev.lastcall.torture.Torture}. Each {@link dev.lastcall.torture.Case} runs the shipped jar in fresh JVMs, with the
 * programs of {@code com.acme.torture}, and holds its report against what those programs wrote down themselves. Nobody
 * depends on this.
 */
@NullMarked
package dev.lastcall.torture;

import org.jspecify.annotations.NullMarked;
