package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyHash;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signatures;
import dev.lastcall.policyfile.PolicyDraft;
import dev.lastcall.policyfile.YamlPolicy;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
    private static final String WHOLE = """
            lastcall: 1
            mode: block
            rules:
              - id: websocket-factory              # [a-z0-9-]+, unique
                deprecated:
                  - com.acme.ws.WebSocketManagerFactory
                  - com.acme.ws.WebSockets#getWebSocketManagerFactory(**)
                canonical:
                  - com.acme.ws.WebSocketManager#get(com.acme.UserContext)
                message: Use WebSocketManager.get(context).
                mode: log                          # optional; see the ceiling in §2
                allow:
                  - callers: com.acme.ws.compat.**
                    reason: shim, removed with 3.0
                    owner: realtime
                    expires: 2027-03-31            # from the day after, the entry no longer allows
            """;

    @TempDir
    Path folder;

    @Test
    void thePolicyOfTheContractIsReadWhole() throws Exception {
        Policy policy = Policies.load(List.of(file("p.yaml", WHOLE)));

        assertThat(policy.mode()).isEqualTo(Mode.BLOCK);
        assertThat(policy.rules())
                .containsExactly(new Rule(
                        "websocket-factory",
                        List.of(
                                Signatures.parse("com.acme.ws.WebSocketManagerFactory"),
                                Signatures.parse("com.acme.ws.WebSockets#getWebSocketManagerFactory(**)")),
                        List.of(Signatures.parse("com.acme.ws.WebSocketManager#get(com.acme.UserContext)")),
                        "Use WebSocketManager.get(context).",
                        List.of(Signatures.parseCallers(
                                "com.acme.ws.compat.**",
                                "shim, removed with 3.0",
                                "realtime",
                                LocalDate.of(2027, 3, 31))),
                        Mode.LOG));
    }

    @Test
    void ownersAreReadAndChangeNothingElse() throws Exception {
        String plain = rule("old", "a.Old");
        String rules = plain.substring(plain.indexOf("rules:"));
        Policy policy = Policies.load(List.of(file(
                "p.yaml",
                "lastcall: 1\nowners:\n  com.acme.**: '@acme/all'\n  com.acme.shop.*: shop\n" + rules
                        + "    owner: platform\n")));
        assertThat(policy.ownership().ofRule("old")).isEqualTo("platform");
        assertThat(policy.ownership().ofRule("other")).isEmpty();
        assertThat(policy.ownership().ofCaller("com.acme.shop.Cart")).isEqualTo("shop");
        assertThat(policy.ownership().ofCaller("com.acme.Cart")).isEqualTo("@acme/all");
        assertThat(policy.ownership().ofCaller("org.Cart")).isNull();
        Policy without = Policies.load(List.of(file("q.yaml", plain)));
        assertThat(policy.hash()).isEqualTo(without.hash());
        assertThat(policy.rules()).isEqualTo(without.rules());
    }

    @Test
    void aRuleNeedsNoMoreThanAnIdAndASignature() throws Exception {
        Rule rule = Policies.load(List.of(file("p.yaml", rule("old", "a.Old"))))
                .rules()
                .get(0);
        assertThat(rule)
                .isEqualTo(new Rule("old", List.of(Signatures.parse("a.Old")), List.of(), "", List.of(), Mode.BLOCK));
    }

    @Test
    void withNothingGivenThereIsAPolicyWithoutRules() throws Exception {
        Policy policy = Policies.load(SettingsReader.read(null, new Properties(), Map.of()));
        assertThat(policy.rules()).isEmpty();
        assertThat(policy.mode()).isEqualTo(Mode.LOG);
    }

    @Test
    void filesAndTheInlineRuleAreMergedInTheirOrder() throws Exception {
        String paths = file("p.yaml", WHOLE) + File.pathSeparator + file("Old API_1.txt", "a.Old\n");
        Policy policy = Policies.load(
                SettingsReader.read("policy=" + paths + ",deprecated=a.Older", new Properties(), Map.of()));
        assertThat(policy.rules()).extracting(Rule::id).containsExactly("websocket-factory", "old-api-1", "inline");
        assertThat(policy.signatureCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "count, block, log,   count",
        "block, count, log,   block",
        "'',    block, count, count",
        "'',    log,   block, log",
        "'',    block, '',    block",
        "'',    '',    '',    log",
    })
    void theSettingsModeWinsElseTheLowestOfTheFiles(String set, String first, String second, String mode)
            throws Exception {
        String paths = file("one.yaml", mode(first) + rule("one", "a.One"))
                + File.pathSeparator
                + file("two.yaml", mode(second) + rule("two", "a.Two"));
        Policy policy =
                Policies.load(SettingsReader.read("policy=" + paths + ",mode=" + set, new Properties(), Map.of()));
        assertThat(policy.mode().label()).isEqualTo(mode);
    }

    @Test
    void theHashStaysWhenOnlyCommentsOrderAndTheProcessModeChange() throws Exception {
        String one = rule("one", "a.One");
        String two = "  - id: two\n    deprecated: [a.Two, b.Two]\n";
        String hash = hash(one + two);

        assertThat(hash).matches("[0-9a-f]{16}");
        assertThat(hash("# why\n" + one + "# more\n" + two)).isEqualTo(hash);
        assertThat(hash("mode: count\n" + one + two)).isEqualTo(hash);
        assertThat(hash("""
                        rules:
                          - {deprecated: [b.Two, a.Two], id: two}
                          - {id: 'one', deprecated: [a.One]}
                        """)).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    mode: log",
                "    canonical: [a.New]",
                "    allow: [{callers: b.C, reason: r}]",
                "    allow: [{callers: b.C, reason: r, expires: 2027-01-01}]",
                "  - {id: two, deprecated: [a.Two]}",
            })
    void theHashChangesWithTheContent(String more) throws Exception {
        String one = rule("one", "a.One");
        assertThat(hash(one + more)).isNotEqualTo(hash(one)).isEqualTo(hash(one + more + " # comment"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow: [{callers: b.C, reason: r}] | allow: [{callers: b.D, reason: r}]",
                "allow: [{callers: b.C, reason: r, expires: 2027-01-01}] | allow: [{callers: b.C, reason: r, expires:"
                        + " 2027-01-02}]",
            })
    void theHashTellsCallersAndTheirLastDaysApart(String one, String other) throws Exception {
        String rule = rule("one", "a.One") + "    ";
        assertThat(hash(rule + one)).isNotEqualTo(hash(rule + other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    message: Use b.",
                "    removed-with: [a.**]",
                "    missing: ignore",
                "verdict: {min-observed: 7d, accept: [{blind-spot: a.B, reason: r}]}",
            })
    void theHashStaysWhenOnlyTextsAndTheVerdictsTermsChange(String more) throws Exception {
        String one = rule("one", "a.One");
        assertThat(hash(one + more)).isEqualTo(hash(one));
    }

    @Test
    void theHashStaysWhenAReasonOrAnOwnerChanges() throws Exception {
        String one = rule("one", "a.One");
        String hash = hash(one + "    allow: [{callers: b.C, reason: r, owner: o}]");
        assertThat(hash(one + "    allow: [{callers: b.C, reason: s}]")).isEqualTo(hash);
    }

    @Test
    void theHashOfAListStaysWhenOneOfItsMessagesChanges() throws Exception {
        String hash = Policies.load(List.of(file("list.txt", "a.One @ Use b."))).hash();
        assertThat(Policies.load(List.of(file("list.txt", "a.One @ Use c."))).hash())
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    message: Use b.",
                "    allow: [{callers: b.C, reason: s, owner: o}]",
                "    allow: [{callers: b.C, reason: r}]",
            })
    void theHashWithTextsChangesWithWhatARuleTellsPeople(String more) throws Exception {
        String one = rule("one", "a.One");
        String hash = PolicyHash.withTexts(rules(one + "    allow: [{callers: b.C, reason: r, owner: o}]"));
        assertThat(PolicyHash.withTexts(rules(one + more))).isNotEqualTo(hash);
        assertThat(PolicyHash.withTexts(rules(one + "    allow: [{owner: o, reason: r, callers: b.C}] # comment")))
                .isEqualTo(hash);
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() throws Exception {
        String text = rule("one", "a.One") + "    message: |\n      Use a.New.\n      Ask us.\n";
        assertThat(Policies.load(List.of(file("p.yaml", text))).rules().get(0).message())
                .isEqualTo("Use a.New. Ask us.");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoError() throws Exception {
        String text = "\uFEFF" + WHOLE.replace("\n", "\r\n");
        assertThat(Policies.load(List.of(file("p.yaml", text))).rules()).hasSize(1);
    }

    @Test
    void aListMayBeSharedThroughAnAlias() throws Exception {
        String text = """
                rules:
                  - {id: one, deprecated: [a.One], allow: &a [{callers: b.C, reason: r}]}
                  - {id: two, deprecated: [a.Two], allow: *a}
                """;
        assertThat(Policies.load(List.of(file("p.yaml", text))).rules())
                .extracting(rule -> rule.allow().get(0).text())
                .containsExactly("b.C", "b.C");
    }

    @Test
    void tenThousandSignaturesAreWithinTheLimits() throws Exception {
        StringBuilder text = new StringBuilder("lastcall: 1\nrules:\n  - id: many\n    deprecated:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("      - com.acme.some.longer.name.of.a.package.LegacyFactory")
                    .append(i)
                    .append("#m(int)\n");
        }
        assertThat(Policies.load(List.of(file("p.yaml", text.toString()))).signatureCount())
                .isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"large.yaml", "large.txt"})
    void aFileOf20MegabytesIsRefused(String name) throws Exception {
        String path = folder.resolve(name).toString();
        Files.write(Path.of(path), new byte[20 << 20]);
        assertThatThrownBy(() -> Policies.load(List.of(path)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(path + ": the policy file is too large: more than 8 MiB");
    }

    @Test
    void noTextAtAllEndsInAnotherException() throws Exception {
        String alphabet = "\n\t -:#@*&!|>%'\"{}[],.?\\\u0000\u0085\u2028é";
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(WHOLE);
            for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                text.replace(at, at + random.nextInt(2), "" + alphabet.charAt(random.nextInt(alphabet.length())));
            }
            PolicyDraft draft = new PolicyDraft();
            YamlPolicy.read("p.yaml", text.toString(), draft);
            refused += draft.problems().isEmpty() ? 0 : 1;
            assertThat(draft.problems())
                    .allSatisfy(problem -> assertThat(problem.place()).startsWith("p.yaml"));
        }
        assertThat(refused).as("most edits break something").isGreaterThan(1_000);
    }

    @Test
    void aFileThatWentAwaySinceTheSettingsWereReadIsAnError() throws Exception {
        String path = file("p.yaml", WHOLE);
        Settings settings = SettingsReader.read("policy=" + path, new Properties(), Map.of());
        Files.delete(Path.of(path));
        assertThatThrownBy(() -> Policies.load(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(path + ": the policy file does not exist");
    }

    private List<Rule> rules(String text) throws Exception {
        return Policies.load(List.of(file("rules.yaml", text))).rules();
    }

    private String hash(String text) throws Exception {
        return Policies.load(List.of(file("hash.yaml", text))).hash();
    }

    private String file(String name, String text) throws Exception {
        String whole = text.contains("lastcall: 1") || name.endsWith(".txt") ? text : "lastcall: 1\n" + text;
        return Files.writeString(folder.resolve(name), whole).toString();
    }

    private static String mode(String mode) {
        return mode.isEmpty() ? "" : "mode: " + mode + "\n";
    }

    private static String rule(String id, String signature) {
        return "rules:\n  - id: " + id + "\n    deprecated: [" + signature + "]\n";
    }
}
