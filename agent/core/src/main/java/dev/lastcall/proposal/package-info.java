/**
 * A first policy, proposed from what is marked deprecated in classes and sources. Entry point: {@link
 * dev.lastcall.proposal.Proposal}. Knows classpath, classfile, policy and text.
 */
@NullMarked
package dev.lastcall.proposal;

import org.jspecify.annotations.NullMarked;
