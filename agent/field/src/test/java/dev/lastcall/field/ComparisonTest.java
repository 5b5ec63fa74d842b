package dev.lastcall.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Site SITE = new Site("com.acme.App", 7, "com.acme.Old#make()V");
    private static final Ended ENDED = new Ended(0, List.of("done"), Map.of());

    private final Program program = new H2();
    private final Jdk jdk = Jdk.running();

    @Test
    void passesIfAllIsTheSame() {
        Row row = new Comparison(ENDED, ENDED, calls(SITE, 3))
                .withTrace(calls(SITE, 3), Set.of())
                .withKnown(Map.of("com.acme.Old#make", 3L))
                .row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.PASS);
        assertThat(row.notes()).isEmpty();
        assertThat(row.truth()).isEqualTo("trace 1 sites, 3; known 3");
    }

    @Test
    void failsIfTheTraceHasAnotherCount() {
        Row row = new Comparison(ENDED, ENDED, calls(SITE, 3))
                .withTrace(calls(SITE, 4), Set.of())
                .row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.FAIL);
        assertThat(row.notes()).containsExactly("com.acme.App:7 -> com.acme.Old#make()V: trace 4, counted 3");
    }

    @Test
    void failsIfTheTraceHasAnotherSite() {
        Row row = new Comparison(ENDED, ENDED, calls(SITE, 3))
                .withTrace(calls(new Site("com.acme.App", 8, SITE.target()), 3), Set.of())
                .row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.FAIL);
        assertThat(row.notes()).hasSize(2);
    }

    @Test
    void passesIfTheTraceMissesCallsOfTheEnd() {
        Row row = new Comparison(ENDED, ENDED, calls(SITE, 5))
                .withTrace(calls(SITE, 3), Set.of(SITE))
                .row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.PASS);
        assertThat(row.truth()).isEqualTo("trace 1 sites, 3, and 2 more while it stopped");
        assertThat(row.notes())
                .containsExactly("while it stopped: com.acme.App:7 -> com.acme.Old#make()V: trace 3, counted 5");
    }

    @Test
    void failsIfTheTraceHasMoreOfTheEnd() {
        Row row = new Comparison(ENDED, ENDED, calls(SITE, 3))
                .withTrace(calls(SITE, 4), Set.of(SITE))
                .row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.FAIL);
    }

    @Test
    void failsIfTheTraceMissesOtherCalls() {
        Row row = new Comparison(ENDED, ENDED, calls(SITE, 5))
                .withTrace(calls(SITE, 3), Set.of(new Site("com.acme.App", 8, SITE.target())))
                .row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.FAIL);
    }

    @Test
    void failsIfTheOutputDiffers() {
        Row row =
                new Comparison(ENDED, ENDED.writing(List.of("failed")), calls(SITE, 3)).row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.FAIL);
        assertThat(row.output()).isEqualTo("differs");
        assertThat(row.notes()).containsExactly("output differs: without agent [done], with it [failed]");
    }

    @Test
    void failsIfNothingWasCounted() {
        Row row = new Comparison(ENDED, ENDED, new TreeMap<>()).row(program, jdk, Beside.NONE);
        assertThat(row.verdict()).isEqualTo(Row.FAIL);
    }

    private static SortedMap<Site, Long> calls(Site site, long times) {
        SortedMap<Site, Long> calls = new TreeMap<>();
        calls.put(site, times);
        return calls;
    }
}
