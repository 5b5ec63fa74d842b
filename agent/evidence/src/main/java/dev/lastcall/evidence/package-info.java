/**
 * What processes saw, and what follows from it: the evidence of one process ({@link
 * dev.lastcall.evidence.ProcessEvidence}), its parts, and the evidence of many, merged. Names, numbers and times,
 * never a {@code Class}: evidence outlives its process. Where evidence comes from and how it is printed is not known
 * here. Knows policy and text.
 */
@NullMarked
package dev.lastcall.evidence;

import org.jspecify.annotations.NullMarked;
