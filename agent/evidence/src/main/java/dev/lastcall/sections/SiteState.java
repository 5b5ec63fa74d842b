package dev.lastcall.sections;

import dev.lastcall.policy.Role;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.Treatment;
import java.util.ArrayList;
import java.util.List;

/** The states of a call site. The first one that applies is its main state; filters find it by all that apply. */
public enum SiteState {
    /** It has calls that a block would refuse, by the policy asked about. */
    OPEN("open"),
    /** It is in a loaded class, and nobody called from there. */
    NEVER_REACHED("never-reached"),
    /** An allow entry lets its calls pass. */
    ALLOWED("allowed"),
    /** Its calls are between the rule's own classes. */
    DELEGATED("delegated"),
    /** It calls the replacement. */
    CANONICAL("canonical"),
    /** No rule of the policy asked about refuses its calls. */
    PASS("pass"),
    /** A block by the policy asked about would refuse a call from there. */
    WOULD_BLOCK("would-block"),
    /** Calls were refused when they ran. */
    BLOCKED("blocked"),
    /** Refusals that the caller may not have noticed. */
    SWALLOWED("swallowed"),
    /** A static initializer calls it, itself or further up: a refusal breaks the class for good. */
    STATIC_INITIALIZER("static-initializer"),
    /** Other agents called from there. */
    BY_AGENTS("by-agents");

    private final String word;

    SiteState(String word) {
        this.word = word;
    }

    /** The word that reports use. */
    public String word() {
        return word;
    }

    /** All that hold, in the order of this list; at least one. Pure. */
    static List<SiteState> of(ReportedSite site) {
        List<SiteState> states = new ArrayList<>();
        for (SiteState state : values()) {
            if (state.holds(site)) {
                states.add(state);
            }
        }
        return states;
    }

    private boolean holds(ReportedSite site) {
        return switch (this) {
            case OPEN -> site.openCalls() > 0;
            case NEVER_REACHED -> site.isSilent();
            case ALLOWED -> site.treatment() == Treatment.ALLOW || site.allowedCalls() > 0;
            case DELEGATED -> site.treatment() == Treatment.DELEGATE || site.delegatedCalls() > 0;
            case CANONICAL -> site.role() == Role.CANONICAL;
            case PASS -> site.treatment() == Treatment.PASS && site.role() == Role.DEPRECATED;
            case WOULD_BLOCK -> site.treatment() == Treatment.REFUSE;
            case BLOCKED -> site.blocked() > 0;
            case SWALLOWED -> site.swallowed() > 0;
            case STATIC_INITIALIZER -> site.inStaticInitializer();
            case BY_AGENTS -> site.byAgents() > 0;
        };
    }
}
