package dev.lastcall.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Rule.Missing;
import dev.lastcall.policy.Signatures;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void whatThePolicyHasParsedIsNotParsedAgain() throws Exception {
        AllowEntry entry = Signatures.parseCallers("com.acme.app.**", "moves", null, null);
        Rule rule = new Rule(
                "old",
                TestPolicies.signatures("com.acme.Old", "com.acme.Other#make(**)"),
                TestPolicies.signatures("com.acme.New#make()"),
                "",
                List.of(entry),
                Mode.BLOCK);
        RuleInfo info = RuleInfo.of(new Policy(Mode.LOG, List.of(rule), "")).get(0);
        assertThat(info.deprecatedAt(1)).isSameAs(rule.deprecated().get(1));
        assertThat(info.inMode("count").canonicalAt(0))
                .isSameAs(rule.canonical().get(0));
        assertThat(info.allowEntry(0)).isSameAs(entry);

        RuleInfo read = new RuleInfo(
                info.id(),
                info.message(),
                info.mode(),
                info.hasCanonical(),
                info.deprecated(),
                info.canonical(),
                info.allow());
        assertThat(read).isEqualTo(info).hasSameHashCodeAs(info);
        assertThat(read.deprecatedAt(1)).isEqualTo(rule.deprecated().get(1));
        assertThat(read.canonicalAt(0)).isEqualTo(rule.canonical().get(0));
        assertThat(read.allowEntry(0)).isEqualTo(entry);
    }
}
