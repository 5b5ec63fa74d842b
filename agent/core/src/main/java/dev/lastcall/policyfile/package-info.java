/**
 * Policy files, read whole into a {@link dev.lastcall.policyfile.PolicyDraft}: YAML and lists of signatures. What is
 * wrong is a {@link dev.lastcall.policyfile.Problem} with place and remedy; all of them are collected before any is
 * reported. Knows policy and text.
 *
 * <p>SnakeYAML Engine is touched only by the classes whose names start with {@code Yaml}, {@code ShallowComposer} and
 * {@code EagerParser}, and these only when a YAML file is given.
 */
@NullMarked
package dev.lastcall.policyfile;

import org.jspecify.annotations.NullMarked;
