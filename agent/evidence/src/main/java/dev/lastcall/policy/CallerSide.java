package dev.lastcall.policy;

/** The side of one rule on which a caller is. */
public enum CallerSide {
    /** Anywhere else: the callers that the rule is about. */
    OUTSIDE,
    /** Inside one of the rule's deprecated classes, a class nested in one, or a listed deprecated member. */
    DEPRECATED,
    /** Inside a class that holds canonical members, or a class nested in one. */
    CANONICAL;

    /**
     * How a call from this side into a member of that role is counted (agent/docs/policy.md, "Who is never counted").
     */
    public CountedAs towards(Role role) {
        return switch (this) {
            case OUTSIDE -> CountedAs.CALL;
            case DEPRECATED -> role == Role.DEPRECATED ? CountedAs.EXEMPT : CountedAs.DELEGATION;
            case CANONICAL -> role == Role.CANONICAL ? CountedAs.EXEMPT : CountedAs.DELEGATION;
        };
    }

    /** How a call is counted. */
    public enum CountedAs {
        /** Counted, and what the mode asks for. */
        CALL,
        /** Counted apart; never blocked, never evidence. */
        DELEGATION,
        /** Made by another agent, and recognised as such: counted apart, never blocked, never evidence. */
        AGENT,
        /** Not counted. */
        EXEMPT
    }
}
