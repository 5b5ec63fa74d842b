package dev.lastcall.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Mode;
import java.util.LinkedHashMap;
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
    }

    private static Map<Object, Object> map(Object map, String... path) {
        Object found = map;
        for (String key : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
        }
        return new LinkedHashMap<>((Map<?, ?>) found);
    }
}
