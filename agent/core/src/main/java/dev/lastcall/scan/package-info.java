/**
 * The static call sites in jars and folders, and what else in them refers to a class that goes away, with the same
 * matcher as the agent. Entry point: {@link dev.lastcall.scan.Scan}. Knows policyfile, policy, evidence, classpath,
 * classfile, members, reference, text, and of report how a site is written; cli knows it.
 */
@NullMarked
package dev.lastcall.scan;

import org.jspecify.annotations.NullMarked;
