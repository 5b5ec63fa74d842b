/**
 * Jars, folders and class files that a user named, and the classes in them: what a program would find on its class
 * path. Nothing is loaded or run. Entry points: {@link dev.lastcall.classpath.ClassPath}, {@link
 * dev.lastcall.classpath.ClassFiles} and {@link dev.lastcall.classpath.Hierarchy}. Knows reference, members,
 * classfile, policy and text.
 */
@NullMarked
package dev.lastcall.classpath;

import org.jspecify.annotations.NullMarked;
