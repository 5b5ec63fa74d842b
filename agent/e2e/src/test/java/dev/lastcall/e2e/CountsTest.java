package dev.lastcall.e2e;

import static dev.lastcall.e2e.LedgerReport.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.acme.app.EveryKind;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** Counts are what the program counted itself, in every mode and however a call is made. */
class CountsTest {
    private static final String RULE =
            "deprecated=com.acme.legacy.Factory;com.acme.legacy.Service,canonical=com.acme.fresh.Connections";

    @TempDir
    Path folder;

    @OnOneJdk
    void everyKindOfCallIsCountedOnceInCountMode(Jdk jdk) {
        Ended ended = run(jdk, "count");

        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.callsByKind()).isEqualTo(truth(ended));
        assertThat(number(report.rule(), "canonicalCalls")).isEqualTo(ended.printedNumber("canonical"));
        assertThat(number(report.rule(), "deprecatedCalls"))
                .isEqualTo(truth(ended).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(report.rule().get("mode").getAsString()).isEqualTo("count");
        assertThat(report.rule().get("pattern").getAsString()).isEqualTo("dual");
        assertThat(ended.callLines()).isEmpty();
    }

    @OnOneJdk
    void everyKindOfCallIsCountedOnceInLogMode(Jdk jdk) {
        Ended ended = run(jdk, "log");

        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.callsByKind()).isEqualTo(truth(ended));
        assertThat(ended.callLines()).anyMatch(line -> line.contains("[call 1, main]"));
    }

    @OnEachJdk
    void theCallerIsTheMethodThatHoldsTheCall(Jdk jdk) {
        run(jdk, "count");

        assertThat(LedgerReport.of(folder).callsByCaller())
                .containsOnly(
                        entry("EveryKind.staticCalls", 6L),
                        entry("EveryKind.instanceCalls", 2L),
                        entry("EveryKind.constructors", 6L),
                        entry("EveryKind$Special.<init>", 1L),
                        entry("EveryKind$Special.greet", 1L),
                        entry("EveryKind.fields", 2L),
                        entry("EveryKind.interfaceCalls", 2L),
                        entry("EveryKind.reflection", 21L),
                        entry("EveryKind.methodReferences", 5L),
                        entry("EveryKind.lambdas", 3L),
                        entry("EveryKind.exempt", 1L));
    }

    @OnOneJdk
    void offWatchesNothingAndLeavesALedgerThatSaysSo(Jdk jdk) {
        Ended ended = run(jdk, "off");

        assertThat(ended.stderr())
                .singleElement()
                .asString()
                .startsWith("lastcall 0.1.0-SNAPSHOT: mode off, 1 rule, 3 signatures, ledger ");
        Ended check =
                LedgerReport.ask("check", folder.resolve("lastcall").toString()).withExit(3);
        assertThat(check.stdout()).anyMatch(line -> line.contains("watched nothing (off)"));
    }

    @OnEachJdk
    void stdoutIsTheSameWithAndWithoutTheAgent(Jdk jdk) {
        List<String> without = Fork.of(jdk, folder).run(EveryKind.class).well().stdout();

        assertThat(run(jdk, "log").stdout()).isEqualTo(without);
    }

    private Ended run(Jdk jdk, String mode) {
        return Fork.of(jdk, folder)
                .verifyAll()
                .agent("mode=" + mode + "," + RULE)
                .run(EveryKind.class)
                .well();
    }

    private static Map<String, Long> truth(Ended ended) {
        Map<String, Long> truth = new TreeMap<>();
        for (String line : ended.stdout()) {
            if (line.startsWith("truth ")) {
                String[] words = line.split(" ", -1);
                truth.put(words[1], Long.valueOf(words[2]));
            }
        }
        assertThat(truth).as("what the program counted").isNotEmpty();
        return truth;
    }
}
