package dev.lastcall.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Rule.Missing;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleInfoTest {
    @ParameterizedTest
    @EnumSource
    void whetherSignaturesMayNameNothingIsKept(Missing missing) {
        Rule rule = new Rule(
                "old",
                TestPolicies.signatures("com.acme.Old", "com.acme.Other#make(**)"),
                TestPolicies.signatures("com.acme.New"),
                "Use New.",
                List.of(),
                Mode.BLOCK,
                true,
                List.of(),
                missing);
        RuleInfo info = RuleInfo.of(new Policy(Mode.LOG, List.of(rule), "")).get(0);
        assertThat(info.missingIgnored()).isEqualTo(missing == Missing.IGNORE);
        assertThat(info.asRule()).isEqualTo(rule);
    }
}
