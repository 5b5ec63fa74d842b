/**
 * The static call sites in jars and folders, and what else in them refers to a class that goes away, with the same
 * matcher as the agent. Entry point: {@link dev.lastcall.scan.Scan}. Knows classpath, reference, members, classfile,
 * policyfile, json, baseline, evidence, policy and text.
 */
@NullMarked
package dev.lastcall.scan;

import org.jspecify.annotations.NullMarked;
