package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReflectedMemberTest {
    static class Old {
        int old;
        int shadowed;
    }

    static class Sub extends Old {
        int own;

        @SuppressWarnings("HidingField")
        int shadowed;
    }

    @Test
    void aLookUpReachesTheFieldOfTheClassThatDeclaresIt() {
        assertThat(reached(Sub.class, "old")).isEqualTo(Old.class.getName() + ".old");
        assertThat(reached(Old.class, "shadowed")).isEqualTo(Old.class.getName() + ".shadowed");
    }

    @Test
    void aFieldThatAListedAncestorDoesNotDeclareIsNotListed() {
        assertThat(reached(Sub.class, "own")).isEqualTo("nothing");
        assertThat(reached(Sub.class, "shadowed")).isEqualTo("nothing");
        assertThat(reached(Sub.class, "none")).isEqualTo("nothing");
    }

    private static String reached(Class<?> owner, String field) {
        PolicyMatcher matcher =
                new PolicyMatcher(policy(Mode.LOG, rule("r", signatures(Old.class.getName()), List.of())));
        ReflectedMember found =
                ReflectedMember.of(new Object[] {owner, field, int.class}, new ActivePolicy(1, matcher, null, null));
        return found == null ? "nothing" : found.target().asReference();
    }
}
