package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The three spellings of a setting, and what a wrong one does. */
class SettingsTest {
    private static final String RULE = "deprecated=com.acme.legacy.Factory";
    private static final int CONFIGURATION_ERROR = 78;

    @TempDir
    Path folder;

    @OnOneJdk
    void theSystemPropertyWinsOverTheArgumentAndTheArgumentOverTheVariable(Jdk jdk) {
        assertThat(mode(fork(jdk).environment("LASTCALL_MODE", "count").agent(RULE)))
                .isEqualTo("count");
        assertThat(mode(fork(jdk).environment("LASTCALL_MODE", "count").agent("mode=block," + RULE)))
                .isEqualTo("block");
        assertThat(mode(fork(jdk)
                        .environment("LASTCALL_MODE", "count")
                        .option("-Dlastcall.mode=audit")
                        .agent("mode=block," + RULE)))
                .isEqualTo("log");
    }

    @OnOneJdk
    void everySettingCanComeFromTheEnvironment(Jdk jdk) {
        Ended ended = fork(jdk)
                .environment("LASTCALL_DEPRECATED", "com.acme.legacy.Factory")
                .environment("LASTCALL_MODE", "block")
                .environment("LASTCALL_LEDGER", "evidence")
                .environment("LASTCALL_LOG_FORMAT", "json")
                .environment("LASTCALL_SERVICE", "chat")
                .environment("LASTCALL_ENVIRONMENT", "staging")
                .environment("LASTCALL_VERSION", "1.4.2")
                .agent()
                .run(ManyCalls.class, "1")
                .well();

        assertThat(ended.printedNumber("blocked")).isEqualTo(1);
        assertThat(ended.stderr()).anyMatch(line -> line.startsWith("{\"timestamp\":"));
        var process = LedgerReport.of(folder, "evidence").process();
        assertThat(process.get("service").getAsString()).isEqualTo("chat");
        assertThat(process.get("environment").getAsString()).isEqualTo("staging");
        assertThat(process.get("version").getAsString()).isEqualTo("1.4.2");
        assertThat(process.get("mode").getAsString()).isEqualTo("block");
    }

    @OnOneJdk
    void theServiceIsThatOfOpenTelemetryOrElseTheMainClass(Jdk jdk) {
        fork(jdk).agent(RULE + ",ledger=a").run(ManyCalls.class, "1").well();
        fork(jdk)
                .environment("OTEL_SERVICE_NAME", "orders")
                .agent(RULE + ",ledger=b")
                .run(ManyCalls.class, "1")
                .well();

        assertThat(service("a")).isEqualTo("com.acme.app.ManyCalls");
        assertThat(service("b")).isEqualTo("orders");
    }

    @OnOneJdk
    void anEmptyValueCountsAsUnset(Jdk jdk) {
        assertThat(mode(fork(jdk)
                        .environment("LASTCALL_MODE", "count")
                        .option("-Dlastcall.mode=")
                        .agent(RULE)))
                .isEqualTo("count");
    }

    @OnOneJdk
    void anUnknownSettingStopsTheStartInEachSpelling(Jdk jdk) throws IOException {
        refuses(fork(jdk).agent("mod=count," + RULE), "mod", "did you mean 'mode'?");
        refuses(fork(jdk).option("-Dlastcall.mod=count").agent(RULE), "-Dlastcall.mod", "-Dlastcall.mode");
        refuses(fork(jdk).environment("LASTCALL_MOD", "count").agent(RULE), "LASTCALL_MOD", "LASTCALL_MODE");
    }

    @OnOneJdk
    void aBadValueStopsTheStart(Jdk jdk) throws IOException {
        refuses(fork(jdk).agent("mode=blok," + RULE), "mode", "'blok'", "did you mean 'block'?");
        refuses(fork(jdk).agent("deprecated=com.acme.Old#create(int"), "deprecated", "com.acme.Old#create(int");
        refuses(fork(jdk).agent("policy=nowhere.yaml"), "policy", "'nowhere.yaml'", "does not exist");
        refuses(fork(jdk).option("-Dlastcall.logback=nowhere.xml").agent(RULE), "-Dlastcall.logback", "nowhere.xml");
    }

    @OnOneJdk
    void allErrorsAreToldAtOnce(Jdk jdk) throws IOException {
        refuses(
                fork(jdk).environment("LASTCALL_MOD", "x").agent("mode=blok,policy=nowhere.yaml"),
                "3 errors",
                "LASTCALL_MOD",
                "'blok'",
                "'nowhere.yaml'");
    }

    @OnOneJdk
    void continueRunsTheApplicationUnguardedAndSaysSo(Jdk jdk) {
        Ended ended = fork(jdk)
                .agent("on-error=continue,mode=blok," + RULE)
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.printedNumber("bodies")).isEqualTo(3);
        assertThat(ended.stderrText()).contains("'blok'").contains("the application runs unguarded");
        assertThat(ended.stderr()).noneMatch(line -> line.startsWith("\tat "));
        // a ledger that says so
        assertThat(folder.resolve("lastcall")).isNotEmptyDirectory();
    }

    private void refuses(Fork fork, String... named) throws IOException {
        Ended ended = fork.run(ManyCalls.class, "1").withExit(CONFIGURATION_ERROR);

        assertThat(ended.stdout()).as("the main class did not run").isEmpty();
        assertThat(ended.stderrText()).startsWith("lastcall: ").contains(named);
        assertThat(ended.stderr()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            assertThat(left).as("core files and crash reports").isEmpty();
        }
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder);
    }

    private static String mode(Fork fork) {
        Ended ended = fork.run(ManyCalls.class, "1").well();
        return ended.stderr().get(0).replaceAll("lastcall \\S+: mode (\\w+), .*", "$1");
    }

    private String service(String ledger) {
        return LedgerReport.of(folder, ledger).process().get("service").getAsString();
    }
}
