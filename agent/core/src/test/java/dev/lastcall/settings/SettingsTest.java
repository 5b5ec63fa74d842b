package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policyfile.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withNothingSetTheDefaultsHold() throws Exception {
        Settings settings = read("", Map.of());
        assertThat(settings.mode()).isNull();
        assertThat(settings.policy()).isEmpty();
        assertThat(settings.inline()).isNull();
        assertThat(settings.ledger()).isNull();
        assertThat(settings.ledgerPermissions()).isEqualTo("owner");
        assertThat(settings.log()).isEqualTo("stderr");
        assertThat(settings.jsonLog()).isFalse();
        assertThat(settings.logback()).isNull();
        assertThat(settings.service()).isNull();
        assertThat(settings.environment()).isNull();
        assertThat(settings.version()).isNull();
        assertThat(settings.onErrorExit()).isTrue();
        assertThat(settings.reload()).isEqualTo("on");
        assertThat(settings.watchesAgents()).isFalse();
        assertThat(settings.bisect()).isNull();
        assertThat(settings.values()).isEmpty();
        assertThat(SettingsReader.read(null, new Properties(), Map.of()).values())
                .isEmpty();
    }

    @Test
    void theSystemPropertyWinsOverTheArgumentAndTheArgumentOverTheVariable() throws Exception {
        Map<String, String> variables =
                Map.of("LASTCALL_MODE", "off", "LASTCALL_LOG", "stdout", "LASTCALL_LOG_FORMAT", "json");
        Settings settings = SettingsReader.read(
                "mode=count,log=none", properties(Map.of("lastcall.mode", "block", "other", "x")), variables);
        assertThat(settings.mode()).isEqualTo(Mode.BLOCK);
        assertThat(settings.log()).isEqualTo("none");
        assertThat(settings.jsonLog()).isTrue();
    }

    @Test
    void anEmptyValueCountsAsUnset() throws Exception {
        Settings settings = SettingsReader.read(
                "mode=,service= ", properties(Map.of("lastcall.mode", " ")), Map.of("LASTCALL_MODE", "audit"));
        assertThat(settings.mode()).isEqualTo(Mode.LOG);
        assertThat(settings.service()).isNull();
    }

    @Test
    void variablesThatKubernetesMakesForAServiceAreNoSettings() throws Exception {
        Map<String, String> variables = Map.ofEntries(
                Map.entry("LASTCALL_SERVICE_HOST", "10.0.0.11"),
                Map.entry("LASTCALL_SERVICE_PORT", "6379"),
                Map.entry("LASTCALL_SERVICE_PORT_HTTP_ADMIN", "8080"),
                Map.entry("LASTCALL_PORT", "tcp://10.0.0.11:6379"),
                Map.entry("LASTCALL_PORT_6379_TCP", "tcp://10.0.0.11:6379"),
                Map.entry("LASTCALL_PORT_6379_TCP_PROTO", "tcp"),
                Map.entry("LASTCALL_PORT_6379_TCP_PORT", "6379"),
                Map.entry("LASTCALL_PORT_53_UDP_ADDR", "10.0.0.11"),
                Map.entry("LASTCALL_DEMO_SERVICE_HOST", "fd00::1"),
                Map.entry("LASTCALL_DEMO_PORT_9_SCTP", "sctp://[fd00::1]:9"),
                Map.entry("LASTCALL_MODE", "count"));
        assertThat(read("", variables).mode()).isEqualTo(Mode.COUNT);
        assertThat(read("", variables).service()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "LASTCALL_PORT, 8080",
        "LASTCALL_SERVICE_PORT, tcp",
        "LASTCALL_SERVICE_NAME, x",
        "LASTCALL_PORT_TCP, tcp",
        "LASTCALL_PORT_80_HTTP, x",
        "LASTCALL_LOG_PORT, 1"
    })
    void variablesThatOnlyResembleThoseOfAServiceAreUnknownSettings(String name, String value) {
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> read("", Map.of(name, value))))
                .hasMessageContaining(name);
    }

    @Test
    void everySettingHasAllThreeSpellings(@TempDir Path folder) throws Exception {
        String file = Files.writeString(folder.resolve("f.yaml"), "").toString();
        Map<Setting, String> values = Map.ofEntries(
                Map.entry(Setting.MODE, "count"),
                Map.entry(Setting.POLICY, file + File.pathSeparator + file),
                Map.entry(Setting.DEPRECATED, "a.B"),
                Map.entry(Setting.CANONICAL, "a.C"),
                Map.entry(Setting.ALLOW, "a.D"),
                Map.entry(Setting.LEDGER, "none"),
                Map.entry(Setting.LEDGER_PERMISSIONS, "group"),
                Map.entry(Setting.LOG, "a.log"),
                Map.entry(Setting.LOG_FORMAT, "json"),
                Map.entry(Setting.LOGBACK, file),
                Map.entry(Setting.SERVICE, "s"),
                Map.entry(Setting.ENVIRONMENT, "e"),
                Map.entry(Setting.VERSION, "v"),
                Map.entry(Setting.ON_ERROR, "continue"),
                Map.entry(Setting.RELOAD, "tighten"),
                Map.entry(Setting.AGENTS, "watch"),
                Map.entry(Setting.BISECT, file));
        Properties properties = new Properties();
        Map<String, String> variables = new TreeMap<>();
        StringBuilder argument = new StringBuilder();
        values.forEach((setting, value) -> {
            properties.setProperty(setting.property(), value);
            variables.put(setting.variable(), value);
            argument.append(setting.label()).append('=').append(value).append(',');
        });

        assertThat(values).containsOnlyKeys(Setting.values());
        Settings settings = SettingsReader.read(null, properties, Map.of());
        assertThat(settings.values())
                .isEqualTo(SettingsReader.read(argument.toString(), new Properties(), Map.of())
                        .values())
                .isEqualTo(
                        SettingsReader.read(null, new Properties(), variables).values())
                .containsOnlyKeys(Stream.of(Setting.values())
                        .filter(setting -> setting != Setting.CANONICAL && setting != Setting.ALLOW)
                        .toList());
        assertThat(Objects.requireNonNull(settings.inline()).canonical()).hasSize(1);
        assertThat(Objects.requireNonNull(settings.inline()).allow()).hasSize(1);
        assertThat(settings.policy()).containsExactly(file, file);
        assertThat(settings.onErrorExit()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deprecated=a.B#m(int,long),a.C,mode=log | a.B#m(int,long);a.C",
                "deprecated=a.B;a.C                      | a.B;a.C",
                "mode=log,deprecated=a.B, a.C ,          | a.B;a.C",
                "deprecated=,a.B                         | a.B",
            })
    void aPartOfTheArgumentWithoutANameBelongsToTheValueBefore(String argument, String signatures) throws Exception {
        Rule rule = Objects.requireNonNull(
                SettingsReader.read(argument, new Properties(), Map.of()).inline());
        assertThat(rule.deprecated()).extracting(Signature::text).containsExactly(signatures.split(";"));
    }

    @Test
    void theInlineRuleHoldsItsThreeListsAndLeavesTheModeToTheProcess() throws Exception {
        Rule rule = Objects.requireNonNull(read(
                        "deprecated=a.Old",
                        Map.of("LASTCALL_CANONICAL", "a.New#get(int,int);a.Other", "LASTCALL_ALLOW", "b.**, c.D#run"))
                .inline());
        assertThat(rule.id()).isEqualTo("inline");
        assertThat(rule.mode()).isEqualTo(Mode.BLOCK);
        assertThat(rule.message()).isEqualTo("Use a.New#get(int,int) or a.Other.");
        assertThat(rule.canonical()).extracting(Signature::text).containsExactly("a.New#get(int,int)", "a.Other");
        assertThat(rule.allow()).extracting(AllowEntry::text).containsExactly("b.**", "c.D#run");
        assertThat(rule.allow()).extracting(AllowEntry::reason).containsOnly("inline");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.New                  | Use a.New.",
                "a.New#get(int);a.B;a.C | Use a.New#get(int), a.B or a.C.",
                "a.New;a.B;a.C;a.D      | Use a.New, a.B, a.C or another canonical member.",
            })
    void theInlineRuleSaysWhatToUse(String canonical, String message) throws Exception {
        Rule rule = Objects.requireNonNull(read("deprecated=a.Old", Map.of("LASTCALL_CANONICAL", canonical))
                .inline());
        assertThat(rule.message()).isEqualTo(message);
    }

    @Test
    void theServiceIsNamedByOpenTelemetryIfNotByUs() throws Exception {
        Map<String, String> variables = Map.of("OTEL_SERVICE_NAME", "orders");
        assertThat(read("", variables).service()).isEqualTo("orders");
        assertThat(read("service=mine", variables).service()).isEqualTo("mine");
    }

    @Test
    void theProjectsOwnTestPropertiesAreNoSettings() throws Exception {
        assertThat(SettingsReader.read(null, properties(Map.of("lastcall.test.jar", "x")), Map.of()))
                .isNotNull();
    }

    @Test
    void whatBuildsAndTestListenersReadAreNoSettings() throws Exception {
        assertThat(SettingsReader.read(
                        null, properties(Map.of("lastcall.junit.mode", "fail", "lastcall.skip", "false")), Map.of()))
                .isNotNull();
    }

    @Test
    void whatToDoOnAnErrorIsKnownThoughOtherSettingsAreWrong() {
        assertThat(failure("mode=x,on-error=continue").onErrorExit()).isFalse();
        assertThat(failure("mode=x").onErrorExit()).isTrue();
        assertThat(failure("on-error=continu").onErrorExit()).isTrue();
    }

    @Test
    void closedWordsAreReadInSmallLettersAndCapitals() throws Exception {
        for (String word : List.of("BLOCK", "Block", "block")) {
            assertThat(read("mode=" + word, Map.of()).mode()).isEqualTo(Mode.BLOCK);
            assertThat(read("", Map.of("LASTCALL_MODE", word)).mode()).isEqualTo(Mode.BLOCK);
        }
        assertThat(read("mode=AUDIT", Map.of()).mode()).isEqualTo(Mode.LOG);
        assertThat(read("log-format=JSON,on-error=Continue", Map.of()).jsonLog())
                .isTrue();
        assertThat(read("log-format=Text,on-error=CONTINUE", Map.of()).onErrorExit())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "log, Stdout, stdout, file",
        "log, STDERR, stderr, file",
        "log, stdot, stdout, file",
        "log, none., none, file",
        "log, off, none, file",
        "log, false, none, file",
        "log, console, stderr, file",
        "log, -, stdout, file",
        "ledger, None, none, folder",
        "ledger, noen, none, folder",
        "ledger, off, none, folder",
    })
    void aMisspeltWordIsNoPath(String setting, String value, String meant, String what) {
        assertThat(failure(setting + "=" + value).problems())
                .containsExactly(new Problem(
                        "agent argument " + setting,
                        "'" + value + "' is not allowed; did you mean '" + meant + "'? For a " + what
                                + " of that name write ./" + value));
    }

    @Test
    void whatIsWrittenAsAPathIsOne(@TempDir Path folder) throws Exception {
        assertThat(read("log=./Stdout,ledger=./None", Map.of()).log()).isEqualTo("./Stdout");
        assertThat(read("log=calls.log,ledger=" + folder.resolve("no/such"), Map.of())
                        .ledger())
                .isEqualTo(folder.resolve("no/such").toString());
        assertThat(read("log=/dev/null", Map.of()).log()).isEqualTo("/dev/null");
    }

    @Test
    void aLogNeedsAFolderThatIsThereAndALedgerNoFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("app-1-x.lastcall"), "");
        assertThat(failure("log=" + folder.resolve("logs/calls.log")).format())
                .contains("calls.log' is in a folder that does not exist: " + folder.resolve("logs"))
                .contains("make it, or name a file elsewhere");
        assertThat(failure("log=" + folder).format()).contains("is a folder; name a file in it");
        assertThat(failure("ledger=" + file).format())
                .contains("is a file; name a folder, in which each process makes a file of its own: " + folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy.yaml               | did you mean policy=policy.yaml?",
                "block                     | did you mean mode=block?",
                "mode:block                | did you mean mode=block?",
                "com.acme.Old              | did you mean deprecated=com.acme.Old?",
                "mode=block;policy=p.yaml  | settings are separated by commas",
                "mode=block policy=p.yaml  | settings are separated by commas",
                "mode=\"block\"          | did you mean 'block'?",
                "deprecated=a.B;mode=block | another setting stands behind a comma",
            })
    void aSlipIsToldWithWhatIsMeant(String argument, String remedy) {
        assertThat(failure(argument).format()).contains(remedy);
    }

    @Test
    void aSettingInTheWrongLettersIsNotPassedOver() {
        for (String name : List.of("lastcall_mode", "Lastcall_Mode", "LASTCALL-MODE", "LASTCALL.mode")) {
            ConfigurationException failure =
                    catchThrowableOfType(ConfigurationException.class, () -> read("", Map.of(name, "block")));
            assertThat(failure).as(name).hasMessageContaining("did you mean 'LASTCALL_MODE'?");
        }
        for (String name : List.of("LASTCALL_MODE", "lastcall-mode", "Lastcall.mode")) {
            ConfigurationException failure = catchThrowableOfType(
                    ConfigurationException.class,
                    () -> SettingsReader.read(null, properties(Map.of(name, "block")), Map.of()));
            assertThat(failure).as(name).hasMessageContaining("did you mean '-Dlastcall.mode'?");
        }
    }

    @Test
    void aMissingFileIsNamedWithWhereItWasLookedFor() {
        String here = new File("").getAbsolutePath();
        assertThat(failure("policy=no/such.yaml").format())
                .contains("the policy file 'no/such.yaml' does not exist: there is no " + new File(here, "no/such.yaml")
                        + " (the working folder is " + here + ")");
        assertThat(failure("logback=no.xml").format()).contains(new File(here, "no.xml") + " (the working folder is ");
    }

    @Test
    void whatBelongsToTheStartIsKnown() throws Exception {
        assertThat(Settings.ofTheStart("mode=log,ledger=x,log=none,deprecated=a.B,service="))
                .containsExactly("ledger", "log");
        assertThat(read("log=none,service=x", Map.of()).changeSomething()).isFalse();
        assertThat(read("mode=log", Map.of()).changeSomething()).isTrue();
        assertThat(read("deprecated=a.B", Map.of()).changeSomething()).isTrue();
    }

    @Test
    void severalFilesNeedThePathSeparator(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "");
        for (String separator : List.of(";", ",")) {
            assertThat(failure("policy=" + file + separator + file).format())
                    .contains("several files are separated by '" + File.pathSeparator + "', not by '" + separator);
        }
        assertThat(failure("policy=" + folder).format())
                .contains("is a folder, not a file; name the file in it: " + file);
    }

    @Test
    void aChangeReplacesTheModeOrAllRules(@TempDir Path folder) throws Exception {
        String file = Files.writeString(folder.resolve("f.yaml"), "").toString();
        Settings first = read("mode=log,policy=" + file + ",service=x", Map.of());
        Settings mode = first.changedBy(read("mode=block,service=y", Map.of()));
        assertThat(mode.values())
                .isEqualTo(read("mode=block,policy=" + file + ",service=x", Map.of())
                        .values());
        Settings rules = first.changedBy(read("deprecated=a.B,log=none", Map.of()));
        assertThat(rules.values())
                .isEqualTo(read("mode=log,deprecated=a.B,service=x", Map.of()).values());
        assertThat(rules.changedBy(read("policy=" + file, Map.of())).values()).isEqualTo(first.values());
    }

    private static ConfigurationException failure(String argument) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(argument, Map.of()));
    }

    private static Settings read(String argument, Map<String, String> variables) throws ConfigurationException {
        return SettingsReader.read(argument, new Properties(), variables);
    }

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
