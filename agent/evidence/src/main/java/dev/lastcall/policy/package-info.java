/**
 * The policy as a model: rules, signatures, callers that are allowed, modes, and the matcher that says which rule
 * lists a member ({@link dev.lastcall.policy.PolicyMatcher}). Immutable values; where a policy comes from is not known
 * here. Knows text.
 */
@NullMarked
package dev.lastcall.policy;

import org.jspecify.annotations.NullMarked;
