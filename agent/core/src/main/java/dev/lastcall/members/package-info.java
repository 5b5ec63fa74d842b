/**
 * Which member an instruction reaches, and which members a signature means: one answer for classes as they load and
 * for class files that are scanned. Entry points: {@link dev.lastcall.members.ReachedMembers} and {@link
 * dev.lastcall.members.AnnotatedSignatures}. Pure functions. Knows classfile, evidence, policy and text.
 */
@NullMarked
package dev.lastcall.members;

import org.jspecify.annotations.NullMarked;
