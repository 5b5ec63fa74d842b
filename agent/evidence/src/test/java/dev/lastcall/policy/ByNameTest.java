package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByNameTest {
    @Test
    void mayBeEmpty() {
        ByName<String> none = new ByName<>(List.of(), List.of());

        assertThat(none.has("a.B")).isFalse();
        assertThat(none.get("a.B")).isEmpty();
        assertThat(none.lastOfEach()).isEmpty();
    }

    @Test
    void keepsAllValuesOfANameInTheirOrder() {
        ByName<Integer> values = new ByName<>(List.of("a", "b", "a", "a"), List.of(1, 2, 3, 4));

        assertThat(values.get("a")).containsExactly(1, 3, 4);
        assertThat(values.get("b")).containsExactly(2);
        assertThat(values.lastOfEach()).containsExactly(4, 2);
    }

    /** "Aa" and "BB" have the same hash code, and so has each row of them. */
    @Test
    void tellsNamesOfOneHashCodeApart() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 8; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.add(name.toString());
        }
        List<String> put = names.subList(0, 200);
        ByName<String> values = new ByName<>(put, put);

        assertThat(values.lastOfEach()).isEqualTo(put);
        for (String name : names) {
            assertThat(values.has(name)).isEqualTo(put.contains(name));
            assertThat(values.get(name)).isEqualTo(put.contains(name) ? List.of(name) : List.of());
        }
    }

    @Test
    void hasWhatAMapWouldHave() {
        List<String> names = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String name = "com.acme.Old" + random.nextInt(8_000);
            names.add(name);
            numbers.add(i);
            expected.computeIfAbsent(name, key -> new ArrayList<>()).add(i);
        }
        ByName<Integer> values = new ByName<>(names, numbers);

        expected.forEach((name, all) -> assertThat(values.get(name)).isEqualTo(all));
        assertThat(values.lastOfEach())
                .containsExactlyElementsOf(expected.values().stream()
                        .map(all -> all.get(all.size() - 1))
                        .toList());
    }
}
