/**
 * What is a reference to a class that goes away: one definition for what {@code scan} reads in files and for what the
 * agent sees load. Entry points: {@link dev.lastcall.reference.ClassReferences}, and for the agent {@link
 * dev.lastcall.reference.LoadedReferences}. Knows classfile, evidence, policy and text.
 */
@NullMarked
package dev.lastcall.reference;

import org.jspecify.annotations.NullMarked;
