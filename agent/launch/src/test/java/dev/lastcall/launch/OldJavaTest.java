package dev.lastcall.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldJavaTest {
    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25", "26", "100"})
    void java17AndLaterAreServed(String specification) {
        assertThat(IsolatedLoader.refusal(specification)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.8", "9", "11", "16"})
    void anOlderJavaIsToldWhatItIsAndWhatIsNeeded(String specification) {
        assertThat(IsolatedLoader.refusal(specification))
                .isEqualTo("needs Java 17 or later, and this is Java " + specification);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", "seventeen", "17.0.1", "99999999999"})
    void whatIsNoVersionIsRefused(String specification) {
        assertThat(IsolatedLoader.refusal(specification)).startsWith("needs Java 17 or later");
    }
}
