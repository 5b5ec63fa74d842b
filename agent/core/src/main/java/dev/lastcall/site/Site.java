package dev.lastcall.site;

import dev.lastcall.policy.Role;

/**
 * One place in one caller that reaches one target under one rule: names only, never a {@code Class}, so that a site
 * outlives its class loader and means the same in every process.
 *
 * @param rule the rule's id
 * @param role the target's side of the rule
 * @param kind how the target is reached
 * @param caller where
 * @param target what
 */
public record Site(String rule, Role role, Kind kind, Caller caller, Target target) {}
