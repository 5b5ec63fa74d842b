/**
 * What processes saw: the evidence of one process ({@link dev.lastcall.evidence.ProcessEvidence}), its parts, and the
 * merged evidence of many processes. It consists of names, numbers and times, never a {@code Class}, since evidence
 * outlives its process. This package does not know where evidence comes from or how it is printed. Uses policy and
 * text.
 */
@NullMarked
package dev.lastcall.evidence;

import org.jspecify.annotations.NullMarked;
