package dev.lastcall.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.Budget;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.MustCover;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.policy.VerdictTerms.Unreached;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What a policy asks of evidence. What is wrong in it is in the folder {@code bad} of the settings' tests. */
class YamlVerdictTest {
    static final List<String> CODES = DoubtCode.ACCEPTABLE;

    @TempDir
    Path folder;

    @Test
    void aWholeSectionIsRead() throws Exception {
        VerdictTerms terms = policy("""
                verdict:
                  min-observed: 7d
                  must-cover: [month-end, Sunday, 2026-12-31]
                  max-age: 4w2d
                  unreached: ACCEPT
                  services: { chat: 3, "billing:eu": 1 }
                  environments: [staging, production]
                  strict: True
                  accept:
                    - blind-spot: com.acme.Old#VERSION
                      reason: a constant; grep shows no user
                      owner: realtime
                      expires: 2027-03-31
                    - reason: known
                      unread: "*.gz"
                """).terms();

        assertThat(terms)
                .isEqualTo(new VerdictTerms(
                        Duration.ofDays(7),
                        List.of(new MustCover("month-end"), new MustCover("sunday"), new MustCover("2026-12-31")),
                        Duration.ofDays(30),
                        Unreached.ACCEPT,
                        Map.of("chat", 3, "billing:eu", 1),
                        List.of("staging", "production"),
                        List.of(
                                new Acceptance(
                                        "blind-spot",
                                        "com.acme.Old#VERSION",
                                        "a constant; grep shows no user",
                                        "realtime",
                                        LocalDate.of(2027, 3, 31)),
                                new Acceptance("unread", "*.gz", "known", null, null)),
                        true));
        assertThat(terms.services().keySet()).containsExactly("chat", "billing:eu");
    }

    @Test
    void aBudgetSaysHowManyCallSitesMayRemain() throws Exception {
        assertThat(policy("verdict: {budget: {own: 0, third-party: 12}}\n")
                        .terms()
                        .budget())
                .isEqualTo(new Budget(0, 12, List.of()));
        assertThat(policy("verdict: {budget: {third-party: 3, own-classes: [com.acme.**]}}\n")
                        .terms()
                        .budget())
                .isEqualTo(new Budget(null, 3, List.of(new ClassPattern("com.acme.**"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {} ; a budget says how many call sites may remain
            {own: -1} ; '-1' is not a number of call sites (allowed: 0 to 999999)
            {own: many} ; 'many' is not a number of call sites
            {own: [1]} ; this is not a number of call sites
            {own: 1, third: 2} ; third
            {own: 1, own-classes: ['a.B#c']} ; a.B#c
            """)
    void aWrongBudgetIsAnError(String budget, String message) {
        assertThatThrownBy(() -> policy("verdict:\n  budget: " + budget + "\n"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.format()).contains("policy.yaml:6:").contains(message));
    }

    @Test
    void whatIsNotSaidIsNull() throws Exception {
        assertThat(policy("").terms()).isSameAs(VerdictTerms.NONE);
        assertThat(policy("verdict: {}\n").terms()).isEqualTo(VerdictTerms.NONE);
        assertThat(policy("verdict: {unreached: unknown, strict: false}\n").terms())
                .isEqualTo(new VerdictTerms(
                        null, List.of(), null, Unreached.UNKNOWN, Map.of(), List.of(), List.of(), false));
    }

    @ParameterizedTest
    @FieldSource("CODES")
    void eachDoubtCanBeAccepted(String code) throws Exception {
        Policy policy = policy("verdict:\n  accept:\n    - {" + code + ": '*', reason: x}\n");
        assertThat(policy.terms().accept()).containsExactly(new Acceptance(code, "*", "x", null, null));
        assertThat(policy.terms().accept().get(0).names(code, ""))
                .as("a doubt without a subject")
                .isTrue();
    }

    @Test
    void oneOfSeveralFilesMayHaveTheSection() throws Exception {
        String first = file("first.yaml", "lastcall: 1\nrules: [{id: first, deprecated: [a.First]}]\n");
        String second = file(
                "second.yaml", "lastcall: 1\nrules: [{id: second, deprecated: [a.Second]}]\nverdict: {max-age: 2d}\n");
        for (List<String> files : List.of(List.of(first, second), List.of(second, first))) {
            assertThat(Policies.load(files).terms().maxAge()).isEqualTo(Duration.ofDays(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', UNKNOWN", "missing: unknown, UNKNOWN", "missing: ignore, IGNORE", "missing: Ignore, IGNORE"})
    void aRuleSaysWhetherItsSignaturesMayNameNothing(String line, Rule.Missing missing) throws Exception {
        Rule rule = policy("    " + line + "\n").rules().get(0);
        assertThat(rule.missing()).isEqualTo(missing);
        assertThat(rule.removedWith()).isEmpty();
    }

    @Test
    void aRuleNamesWhatGoesAwayWithIt() throws Exception {
        Rule rule = policy("    removed-with: [com.acme.ws.internal.**, 'com.acme.ws.Factory$Builder', '**.Fac?ory']\n")
                .rules()
                .get(0);
        assertThat(rule.removedWith())
                .containsExactly(
                        new ClassPattern("com.acme.ws.internal.**"),
                        new ClassPattern("com.acme.ws.Factory$Builder"),
                        new ClassPattern("**.Fac?ory"));
    }

    private Policy policy(String rest) throws Exception {
        return Policies.load(
                List.of(file("policy.yaml", "lastcall: 1\nrules:\n  - id: old\n    deprecated: [a.Old]\n" + rest)));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
