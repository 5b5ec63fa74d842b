/**
 * What is wrong in a policy, held against the classes that it names. Entry point: {@link
 * dev.lastcall.policycheck.PolicyCheck}. Knows policyfile, policy, classpath, classfile, members and text; cli knows
 * it.
 */
@NullMarked
package dev.lastcall.policycheck;

import org.jspecify.annotations.NullMarked;
