/**
 * What the user asks for: settings, policy files and signatures, read once and whole into an immutable
 * {@link dev.lastcall.policy.Policy}. Errors carry place and remedy. Depends on no other package of the agent; every
 * other package may depend on it.
 */
@NullMarked
package dev.lastcall.policy;

import org.jspecify.annotations.NullMarked;
