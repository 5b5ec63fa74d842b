package dev.lastcall.evidence;

import dev.lastcall.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * One place in one caller that reaches one target under one rule. It holds only names, never a {@code Class}, so that a
 * site outlives its class loader and means the same in every process.
 *
 * @param rule the rule's id
 * @param role the target's side of the rule
 * @param kind how the target is reached
 * @param caller the place of the call
 * @param target the member that is reached
 * @param swallowing whether the JDK is between caller and target and catches exceptions: a refusal there never reaches
 *     the caller
 * @param ofAgent whether the caller is a class of another agent, whose calls are counted apart and refused never
 */
public record Site(
        String rule, Role role, Kind kind, Caller caller, Target target, boolean swallowing, boolean ofAgent) {

    /** A place from which a refusal reaches the caller. */
    public Site(String rule, Role role, Kind kind, Caller caller, Target target) {
        this(rule, role, kind, caller, target, false);
    }

    /** A place in the application. */
    public Site(String rule, Role role, Kind kind, Caller caller, Target target, boolean swallowing) {
        this(rule, role, kind, caller, target, swallowing, false);
    }

    /** The same place in a class of another agent. */
    public Site inAgent() {
        return ofAgent ? this : new Site(rule, role, kind, caller, target, swallowing, true);
    }

    // by hand: see Caller

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Site that
                && role == that.role
                && kind == that.kind
                && swallowing == that.swallowing
                && ofAgent == that.ofAgent
                && rule.equals(that.rule)
                && caller.equals(that.caller)
                && target.equals(that.target);
    }

    @Override
    public int hashCode() {
        int hash = caller.hashCode() * 31 + target.hashCode();
        hash = hash * 31 + rule.hashCode();
        return hash * 31 + kind.label().hashCode();
    }
}
