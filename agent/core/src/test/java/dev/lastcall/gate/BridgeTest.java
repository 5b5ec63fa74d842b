package dev.lastcall.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.fixture.Trial;
import org.junit.jupiter.api.Test;

class BridgeTest {

    @Test
    void theApplicationCannotGetHoldOfTheBridge() throws Exception {
        assertThat(Trial.bridge()).isNotNull();
        assertThatThrownBy(() -> Class.forName("java.lang.LastcallBridge")
                        .getMethod("instance")
                        .invoke(null))
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
