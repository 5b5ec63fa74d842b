package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What is logged, how much of it, and where to. */
class LogTest {
    private static final String RULE = "deprecated=com.acme.legacy.Factory";
    private static final String LINE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN lastcall \\[inline\\] "
            + "com\\.acme\\.app\\.ManyCalls\\.main\\(ManyCalls\\.java:14\\) "
            + "calls deprecated com\\.acme\\.legacy\\.Factory\\.create\\(String\\) \\[call (\\d+), main\\]";

    @TempDir
    Path folder;

    @OnOneJdk
    void aCallSiteIsLoggedAtItsCalls1And10And100And1000(Jdk jdk) {
        Ended ended = run(jdk, RULE, 1_000);

        assertThat(numbers(ended.stderr())).containsExactly("1", "10", "100", "1000");
        assertThat(ended.stderr()).hasSize(7);
    }

    @OnOneJdk
    void theFirstLineAndTheSummarySayWhatMattersMost(Jdk jdk) {
        List<String> lines = run(jdk, RULE, 999).stderr();

        assertThat(lines.get(0)).matches("lastcall \\S+: mode log, 1 rule, 1 signature, ledger .*\\.lastcall");
        assertThat(numbers(lines)).containsExactly("1", "10", "100");
        assertThat(lines.get(4)).isEqualTo("lastcall: inline: 999 calls from 1 call site, 0 blocked");
        assertThat(lines.get(5))
                .startsWith("lastcall: java -jar " + Fork.JAR + " report " + folder.resolve("lastcall"));
    }

    @OnOneJdk
    void theSummaryAndTheReportNameWhatCameToNothing(Jdk jdk) throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                lastcall: 1
                rules:
                  - id: factory
                    deprecated: [com.acme.legacy.Factory, com.acme.legacy.Gone]
                    allow:
                      - callers: com.acme.nobody.**
                        reason: was for a test
                        expires: 2020-01-31
                """);

        assertThat(run(jdk, "policy=" + policy, 10).stderr())
                .contains("lastcall: factory: 10 calls from 1 call site, 0 blocked,"
                        + " 1 signature matched nothing (com.acme.legacy.Gone),"
                        + " 1 allow entry never used (com.acme.nobody.**), 1 allow entry expired (com.acme.nobody.**)");
        JsonObject rule = LedgerReport.of(folder).rule();
        assertThat(rule.getAsJsonObject("unused").getAsJsonArray("signatures").toString())
                .isEqualTo("[\"com.acme.legacy.Gone\"]");
        assertThat(rule.getAsJsonArray("expired")
                        .get(0)
                        .getAsJsonObject()
                        .get("expires")
                        .getAsString())
                .isEqualTo("2020-01-31");
    }

    @OnOneJdk
    void jsonIsOneObjectALine(Jdk jdk) {
        List<JsonObject> objects = run(jdk, "log-format=json," + RULE, 10).stderr().stream()
                .filter(line -> !line.startsWith("lastcall"))
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();

        assertThat(objects).extracting(object -> object.get("call").getAsInt()).containsExactly(1, 10);
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.get("level").getAsString()).isEqualTo("WARN");
            assertThat(object.get("rule").getAsString()).isEqualTo("inline");
            assertThat(object.get("thread").getAsString()).isEqualTo("main");
            assertThat(object.getAsJsonObject("caller").get("line").getAsInt()).isEqualTo(14);
            assertThat(object.getAsJsonObject("target").get("member").getAsString())
                    .isEqualTo("create");
        });
    }

    @OnOneJdk
    void noneSilencesTheFirstLineTheLogAndTheSummary(Jdk jdk) {
        assertThat(run(jdk, "log=none," + RULE, 10).stderr()).isEmpty();
        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(10);
    }

    @OnOneJdk
    void aFileTakesTheLogAndStderrKeepsTheFirstLineAndTheSummary(Jdk jdk) throws IOException {
        Ended ended = run(jdk, "log=calls.log," + RULE, 10);

        assertThat(numbers(Files.readAllLines(folder.resolve("calls.log")))).containsExactly("1", "10");
        assertThat(ended.stderr()).hasSize(3).allMatch(line -> line.startsWith("lastcall"));
    }

    @OnOneJdk
    void stdoutTakesTheLogWhenAsked(Jdk jdk) {
        Ended ended = run(jdk, "log=stdout," + RULE, 10);

        assertThat(numbers(ended.stdout())).containsExactly("1", "10");
        assertThat(ended.stderr()).hasSize(3).allMatch(line -> line.startsWith("lastcall"));
        assertThat(ended.printedNumber("calls")).isEqualTo(10);
    }

    @OnOneJdk
    void countModeLogsNoCall(Jdk jdk) {
        Ended ended = run(jdk, "mode=count," + RULE, 10);

        assertThat(ended.stderr()).hasSize(3).allMatch(line -> line.startsWith("lastcall"));
        assertThat(ended.stderr().get(1)).isEqualTo("lastcall: inline: 10 calls from 1 call site, 0 blocked");
    }

    private Ended run(Jdk jdk, String argument, int calls) {
        return Fork.of(jdk, folder)
                .agent(argument)
                .run(ManyCalls.class, String.valueOf(calls))
                .well();
    }

    /** The numbers of the calls in the log lines, each of which must look as it should. */
    private static List<String> numbers(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains(" WARN "))
                .peek(line -> assertThat(line).matches(LINE))
                .map(line -> line.replaceAll(LINE, "$1"))
                .toList();
    }
}
