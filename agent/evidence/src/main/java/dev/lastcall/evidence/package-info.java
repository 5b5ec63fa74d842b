/**
 * What processes saw: the evidence of one process ({@link dev.lastcall.evidence.ProcessEvidence}), its parts, and the
 * merged evidence of many processes. It consists of names, numbers and times, never a {@code Class}, since evidence
 * outlives its process. Where evidence comes from and how it is printed is not known here. Knows policy and text.
 */
@NullMarked
package dev.lastcall.evidence;

import org.jspecify.annotations.NullMarked;
