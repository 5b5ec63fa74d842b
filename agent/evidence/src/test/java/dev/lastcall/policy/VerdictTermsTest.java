package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.VerdictTerms.Unreached;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a policy asks of evidence holds as long as an option says nothing else. */
class VerdictTermsTest {
    private static final Acceptance TAKEN = new Acceptance("clock", "a", "looked into", null, null);
    private static final Acceptance TAKEN_TOO = new Acceptance("clock", "b", "looked into", null, null);
    private static final VerdictTerms OF_POLICY = new VerdictTerms(
            Duration.ofDays(7),
            List.of(new MustCover("sunday")),
            Duration.ofDays(3),
            Unreached.UNKNOWN,
            Map.of("chat", 3),
            List.of("production"),
            List.of(TAKEN),
            true,
            new Budget(0, 12, List.of()));

    @Test
    void optionsThatAreNotGivenChangeNothing() {
        assertThat(OF_POLICY.overriddenBy(VerdictTerms.NONE)).isEqualTo(OF_POLICY);
        assertThat(VerdictTerms.NONE.overriddenBy(OF_POLICY)).isEqualTo(OF_POLICY);
    }

    @Test
    void eachOptionReplacesWhatThePolicySaysAndAcceptedDoubtsAddUp() {
        VerdictTerms options = new VerdictTerms(
                Duration.ofHours(1),
                List.of(new MustCover("monday")),
                Duration.ofDays(9),
                Unreached.ACCEPT,
                Map.of("billing", 1),
                List.of("staging"),
                List.of(TAKEN_TOO),
                false,
                new Budget(1, 1, List.of()));
        VerdictTerms both = OF_POLICY.overriddenBy(options);
        assertThat(both.accept()).containsExactly(TAKEN, TAKEN_TOO);
        assertThat(both)
                .isEqualTo(new VerdictTerms(
                        options.minObserved(),
                        options.mustCover(),
                        options.maxAge(),
                        options.unreached(),
                        options.services(),
                        options.environments(),
                        both.accept(),
                        options.strict(),
                        options.budget()));
    }
}
