package dev.lastcall.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Mode;
import org.junit.jupiter.api.Test;

class FirstLineTest {

    @Test
    void itNamesVersionModeRulesSignaturesAndLedger() {
        assertThat(FirstLine.of("0.1.0", Mode.LOG, 1, 3, "/path/x.lastcall"))
                .isEqualTo("lastcall 0.1.0: mode log, 1 rule, 3 signatures, ledger /path/x.lastcall");
    }

    @Test
    void itSaysThatThereIsNoLedger() {
        assertThat(FirstLine.of("0.1.0", Mode.BLOCK, 0, 1, ""))
                .isEqualTo("lastcall 0.1.0: mode block, 0 rules, 1 signature, ledger none");
    }

    @Test
    void aPathCannotBreakTheLine() {
        assertThat(FirstLine.of("0.1.0", Mode.COUNT, 1, 1, "/a\nb")).endsWith("ledger /a\\nb");
    }
}
