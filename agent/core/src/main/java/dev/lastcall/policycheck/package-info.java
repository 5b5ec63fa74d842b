/**
 * What is wrong in a policy, held against the classes that it names. Entry point: {@link
 * dev.lastcall.policycheck.PolicyCheck}. Knows classpath, members, classfile, policyfile, policy and text.
 */
@NullMarked
package dev.lastcall.policycheck;

import org.jspecify.annotations.NullMarked;
