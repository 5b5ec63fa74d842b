package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lastcall.policy.Hints;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.policyfile.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Old                       | names a class without a package; if it has one, write it in front",
                "Old#make(**)              | names a class without a package; if it has one, write it in front",
                "com.acme.Old.class        | names a class called 'class'; write com.acme.Old",
                "com.acme.Old.java         | names a class called 'java'; write com.acme.Old",
                "com.acme.Old.*            | names the classes of a package called com.acme.Old; for the members of a class"
                        + " write com.acme.Old",
                "com.acme.Old.Builder      | names a class of a package called com.acme.Old; a nested class is written"
                        + " com.acme.Old$Builder",
                "com.acme.Old.make         | names a class called 'make'; a method is written com.acme.Old#make(**), a"
                        + " field com.acme.Old#make",
                "com.acme.Old#make(User)   | has a parameter type without a package, User; write types in full",
            })
    void whatIsHardlyMeantIsToldWithWhatIs(String signature, String hint) throws Exception {
        Policy policy = policy("    deprecated: ['" + signature + "']\n");
        assertThat(policy.mayNeedHints()).isTrue();
        assertThat(Hints.of(policy)).containsExactly("r: " + signature + ": " + hint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Old",
                "com.acme.Old$Builder",
                "com.acme.*",
                "**.Legacy",
                "com.acme.Old#make(java.lang.String, int, com.acme.User[])",
                "com.acme.Old#INSTANCE",
                "com.acme.Old#quick",
                "com.acme.Old::new",
                "com.acme.subclass"
            })
    void whatIsPlainGetsNoHint(String signature) throws Exception {
        Policy policy = policy("    deprecated: ['" + signature + "']\n");
        assertThat(policy.mayNeedHints()).isFalse();
        assertThat(Hints.of(policy)).isEmpty();
    }

    @Test
    void canonicalSignaturesAndCallersAreLookedAtToo() throws Exception {
        Policy policy = policy("""
                    deprecated: [com.acme.Old]
                    canonical: [com.acme.New.class]
                    allow:
                      - callers: Shim
                        reason: x
                """);
        assertThat(Hints.of(policy))
                .containsExactly(
                        "r: com.acme.New.class: names a class called 'class'; write com.acme.New",
                        "r: allow Shim: names a class without a package; if it has one, write it in front");
    }

    @Test
    void aListOfThousandsIsNotLookedAtAtTheStart() throws Exception {
        List<Signature> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add(Signatures.parse("com.acme.Old.Nested" + i));
        }
        assertThat(policy(many).mayNeedHints()).isFalse();
        assertThat(Hints.of(policy(many))).hasSize(2_000);
        assertThat(policy(many.subList(0, 1_000)).mayNeedHints()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "com\\.acme\\..*      ~ : write com.acme.**",
                "com\\.acme\\.Old     ~ : write com.acme.Old",
                "^com.acme.Old.*$     ~ : write com.acme.Old**",
                ".*Factory            ~ : write **Factory",
                "com.acme..*          ~ : write com.acme.**",
                "com\\.acme\\.[^.]*   ~ : write com.acme.*",
                "com.acme.(Old|Older) ~ ",
                "com.acme.[A-Z]+      ~ ",
            })
    void aRegularExpressionIsRefusedWithAGlob(String text, String remedy) {
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> SettingsReader.read("deprecated=" + text, new Properties(), Map.of()));
        assertThat(failure)
                .hasMessageEndingWith("regular expressions are not read here; in a glob * is any text inside a package,"
                        + " ** any across packages" + (remedy == null ? "" : remedy));
    }

    @Test
    void aRuleThatTheDefaultModeHoldsBackIsNamed() throws Exception {
        Policy policy = policy("    mode: block\n    deprecated: [com.acme.Old]\n");
        assertThat(policy.holdsBack()).isTrue();
        assertThat(Ceiling.of(policy))
                .isEqualTo(
                        "rule r says mode block and acts in log: the mode of the process is the ceiling, which is log."
                                + " To lift it, set mode=block (LASTCALL_MODE=block), or write 'mode: block' at the head of the"
                                + " policy file");
        assertThat(policy("    deprecated: [com.acme.Old]\n").holdsBack()).isFalse();
        assertThat(policy("    mode: count\n    deprecated: [com.acme.Old]\n").holdsBack())
                .isFalse();
        assertThat(load("""
                lastcall: 1
                mode: block
                rules:
                  - {id: r, mode: block, deprecated: [a.B]}
                """).holdsBack()).isFalse();
        assertThat(Ceiling.of(load("""
                lastcall: 1
                mode: count
                rules:
                  - {id: r, mode: block, deprecated: [a.B]}
                  - {id: s, mode: log, deprecated: [a.C]}
                """)))
                .startsWith("2 rules say a higher mode, such as block, and act in count (r, s): ");
    }

    @Test
    void aYamlPolicyThatIsCalledATextFileIsToldSo() throws Exception {
        Path file = Files.writeString(folder.resolve("p.txt"), "lastcall: 1\nrules:\n  - id: r\n");
        ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> Policies.load(List.of(file.toString())));
        assertThat(failure.problems())
                .containsExactly(new Problem(
                        file.toString(), "this is a policy in YAML; give it a name that does not end in .txt"));
    }

    private Policy policy(String rest) throws Exception {
        return load("lastcall: 1\nrules:\n  - id: r\n" + rest);
    }

    private Policy load(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("p.yaml"), text);
        return Policies.load(List.of(file.toString()));
    }

    private static Policy policy(List<Signature> signatures) {
        return new Policy(Mode.LOG, List.of(new Rule("r", signatures, List.of(), "", List.of(), Mode.BLOCK)), "hash");
    }
}
