package dev.lastcall.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.MustCover;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PolicySchemaTest {
    @Test
    void theSchemaNamesTheKeysAndModesThatAreRead() {
        Object schema = new Load(LoadSettings.builder().build()).loadFromString(PolicySchema.text()); // JSON is YAML
        Map<?, ?> definitions = map(schema, "$defs");
        assertThat(map(schema, "properties")).containsOnlyKeys(YamlPolicy.KEYS.toArray());
        assertThat(map(definitions, "rule", "properties")).containsOnlyKeys(YamlRule.KEYS.toArray());
        assertThat(map(definitions, "allow", "properties")).containsOnlyKeys(YamlRule.ALLOW_KEYS.toArray());
        assertThat(map(definitions, "mode").get("enum")).isEqualTo(Mode.SPELLINGS);
        assertThat(map(definitions, "rule", "properties", "missing").get("enum"))
                .isEqualTo(YamlRule.MISSING_WORDS);
    }

    @Test
    void theSchemaNamesTheKeysAndWordsOfTheVerdictSection() {
        Object schema = new Load(LoadSettings.builder().build()).loadFromString(PolicySchema.text());
        Map<?, ?> definitions = map(schema, "$defs");
        Map<Object, Object> verdict = map(definitions, "verdict", "properties");
        assertThat(verdict).containsOnlyKeys(YamlVerdict.KEYS.toArray());
        assertThat(map(verdict, "unreached").get("enum")).isEqualTo(YamlVerdict.UNREACHED_WORDS);
        assertThat(String.valueOf(map(verdict, "must-cover", "items").get("anyOf")))
                .contains(MustCover.WORDS.toString());
        assertThat(map(definitions, "accept", "properties"))
                .containsOnlyKeys(YamlVerdict.acceptKeys().toArray());
        assertThat(map(definitions, "accept").get("oneOf"))
                .isEqualTo(DoubtCode.ACCEPTABLE.stream()
                        .map(code -> Map.of("required", List.of(code)))
                        .toList());
    }

    private static Map<Object, Object> map(Object map, String... path) {
        Object found = map;
        for (String key : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
        }
        return new LinkedHashMap<>((Map<?, ?>) found);
    }
}
