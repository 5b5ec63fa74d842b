package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withNothingSetTheDefaultsHold() throws Exception {
        assertThat(read("", Map.of()))
                .isEqualTo(new Settings(null, List.of(), null, null, "stderr", false, null, null, null, null, true));
        assertThat(Settings.read(null, new Properties(), Map.of())).isEqualTo(read("", Map.of()));
    }

    @Test
    void theSystemPropertyWinsOverTheArgumentAndTheArgumentOverTheVariable() throws Exception {
        Map<String, String> variables =
                Map.of("LASTCALL_MODE", "off", "LASTCALL_LOG", "stdout", "LASTCALL_LOG_FORMAT", "json");
        Settings settings = Settings.read(
                "mode=count,log=none", properties(Map.of("lastcall.mode", "block", "other", "x")), variables);
        assertThat(settings.mode()).isEqualTo(Mode.BLOCK);
        assertThat(settings.log()).isEqualTo("none");
        assertThat(settings.jsonLog()).isTrue();
    }

    @Test
    void anEmptyValueCountsAsUnset() throws Exception {
        Settings settings = Settings.read(
                "mode=,service= ", properties(Map.of("lastcall.mode", " ")), Map.of("LASTCALL_MODE", "audit"));
        assertThat(settings.mode()).isEqualTo(Mode.LOG);
        assertThat(settings.service()).isNull();
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
                Map.entry(Setting.LOG, "a.log"),
                Map.entry(Setting.LOG_FORMAT, "json"),
                Map.entry(Setting.LOGBACK, file),
                Map.entry(Setting.SERVICE, "s"),
                Map.entry(Setting.ENVIRONMENT, "e"),
                Map.entry(Setting.VERSION, "v"),
                Map.entry(Setting.ON_ERROR, "continue"));
        Properties properties = new Properties();
        Map<String, String> variables = new TreeMap<>();
        StringBuilder argument = new StringBuilder();
        values.forEach((setting, value) -> {
            properties.setProperty(setting.property(), value);
            variables.put(setting.variable(), value);
            argument.append(setting.label()).append('=').append(value).append(',');
        });

        assertThat(values).containsOnlyKeys(Setting.values());
        Settings settings = Settings.read(null, properties, Map.of());
        assertThat(settings)
                .isEqualTo(Settings.read(argument.toString(), new Properties(), Map.of()))
                .isEqualTo(Settings.read(null, new Properties(), variables))
                .hasNoNullFieldsOrProperties();
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
                Settings.read(argument, new Properties(), Map.of()).inline());
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
        assertThat(rule.message()).isEmpty();
        assertThat(rule.canonical()).extracting(Signature::text).containsExactly("a.New#get(int,int)", "a.Other");
        assertThat(rule.allow()).extracting(AllowEntry::text).containsExactly("b.**", "c.D#run");
        assertThat(rule.allow()).extracting(AllowEntry::reason).containsOnly("inline");
    }

    @Test
    void theServiceIsNamedByOpenTelemetryIfNotByUs() throws Exception {
        Map<String, String> variables = Map.of("OTEL_SERVICE_NAME", "orders");
        assertThat(read("", variables).service()).isEqualTo("orders");
        assertThat(read("service=mine", variables).service()).isEqualTo("mine");
    }

    @Test
    void theProjectsOwnTestPropertiesAreNoSettings() throws Exception {
        assertThat(Settings.read(null, properties(Map.of("lastcall.test.jar", "x")), Map.of()))
                .isNotNull();
    }

    @Test
    void whatToDoOnAnErrorIsKnownThoughOtherSettingsAreWrong() {
        assertThat(failure("mode=x,on-error=continue").onErrorExit()).isFalse();
        assertThat(failure("mode=x").onErrorExit()).isTrue();
        assertThat(failure("on-error=continu").onErrorExit()).isTrue();
    }

    private static ConfigurationException failure(String argument) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(argument, Map.of()));
    }

    private static Settings read(String argument, Map<String, String> variables) throws ConfigurationException {
        return Settings.read(argument, new Properties(), variables);
    }

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
