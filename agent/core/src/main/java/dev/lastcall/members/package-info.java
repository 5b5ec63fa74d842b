/**
 * Which member an instruction reaches, and which members a signature means: one answer for classes as they load and for
 * class files that are scanned. Entry points: {@link dev.lastcall.members.ReachedMembers} and {@link
 * dev.lastcall.members.AnnotatedSignatures}. Pure functions. Knows classfile, policy and evidence; weave and scan know it.
 */
@NullMarked
package dev.lastcall.members;

import org.jspecify.annotations.NullMarked;
