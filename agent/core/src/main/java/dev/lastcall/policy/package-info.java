/**
 * What the user asks for: settings, policy files and signatures, read once and whole into an immutable
 * {@link dev.lastcall.policy.Policy}. Errors carry place and remedy, and all of them come at once, in a
 * {@link dev.lastcall.policy.ConfigurationException}.
 *
 * <p>{@link dev.lastcall.policy.Settings#read} reads the settings, {@link dev.lastcall.policy.Policies#load} the policy
 * that they name. SnakeYAML Engine is touched only by the classes whose names start with {@code Yaml}, and {@code
 * ShallowComposer}, and these only when a YAML file is given.
 *
 * <p>Depends on no other package of the agent; every other package may depend on it.
 */
@NullMarked
package dev.lastcall.policy;

import org.jspecify.annotations.NullMarked;
