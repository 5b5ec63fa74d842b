/**
 * Jars and folders as data: the static call sites in them, what a policy's signatures match, what is marked deprecated.
 * Entry points: {@link dev.lastcall.scan.Scan}, {@link dev.lastcall.scan.PolicyCheck} and {@link
 * dev.lastcall.scan.Proposal}. Nothing is loaded or run. Knows settings, policyfile,
 * policy, evidence, classfile, members, reference, text, and of report how a site is written; cli knows it.
 */
@NullMarked
package dev.lastcall.scan;

import org.jspecify.annotations.NullMarked;
