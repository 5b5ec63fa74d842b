/**
 * Decides from a class file's bytes whether it matters, and weaves it: an announcement before each call into a listed
 * member, a guard at the start of each listed body. Entry point: {@link dev.lastcall.weave.CallTransformer}. Only this
 * package and classfile name Byte Buddy. Knows members, classfile, site, evidence, policy and text.
 */
@NullMarked
package dev.lastcall.weave;

import org.jspecify.annotations.NullMarked;
