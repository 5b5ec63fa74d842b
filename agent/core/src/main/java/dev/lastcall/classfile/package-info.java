/**
 * Class files as data: their constants, the shape of their class, the accesses and mentions in them, and which of
 * their methods a compiler made. Nothing is loaded, linked or run. Entry point: {@link
 * dev.lastcall.classfile.ClassFileReader}; {@code weave} also reads single parts. Names Byte Buddy, as weave does; of
 * site it needs how compilers name lambdas. Knows site, evidence and text.
 */
@NullMarked
package dev.lastcall.classfile;

import org.jspecify.annotations.NullMarked;
