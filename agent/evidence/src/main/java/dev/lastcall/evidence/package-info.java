/**
 * What processes saw, and what follows from it: the evidence of one process ({@link
 * dev.lastcall.evidence.ProcessEvidence}), its parts, and the evidence of many, merged. Names, numbers and times, never a
 * {@code Class}: evidence outlives its process.
 *
 * <p>Where evidence comes from and how it is printed is not known here; only the JDK's types and the policy's are.
 */
@NullMarked
package dev.lastcall.evidence;

import org.jspecify.annotations.NullMarked;
