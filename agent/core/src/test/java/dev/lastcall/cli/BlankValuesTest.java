package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.SampleLedgers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value without text is that of a variable which is not set: nobody means all, or nothing, by it. */
class BlankValuesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "check, policy",
        "check, scan",
        "check, service",
        "check, environment",
        "check, app-version",
        "check, since",
        "check, until",
        "check, on",
        "check, zone",
        "check, min-observed",
        "check, max-age",
        "check, must-cover",
        "check, expect",
        "check, expect-environment",
        "check, accept",
        "check, unreached",
        "check, for",
        "check, format",
        "check, baseline",
        "report, policy",
        "report, owner",
        "report, codeowners",
        "report, format",
        "report, group-by",
        "report, baseline",
        "report, source-root",
        "report, top",
        "report, zone",
        "report, output",
        "scan, policy",
        "scan, deprecated",
        "scan, canonical",
        "scan, allow",
        "scan, class-path",
        "scan, format",
        "scan, baseline",
        "scan, zone",
        "merge, output"
    })
    void isRefusedWithItsPlace(String command, String option) {
        for (String blank : new String[] {"", " ", "\t"}) {
            err.reset();
            assertThat(run(command, "--" + option + "=" + blank, "ledgers"))
                    .as("'%s'", blank)
                    .isEqualTo(2);
            assertThat(err()).contains("--" + option).contains("Try: java -jar lastcall.jar help " + command);
            assertThat(out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "chat,", ",chat", "chat, ,billing"})
    void noPartOfAListIsEmptyEither(String list) {
        assertThat(run("check", "--service", list, "ledgers")).isEqualTo(2);
        assertThat(err())
                .startsWith(
                        "lastcall: --service: '" + list + "' has an empty part; name what is meant, or leave it out\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "report", "merge -o all.lastcall", "scan --deprecated a.B"})
    void aPathWithoutTextIsNotTheWorkingFolder(String command) {
        String[] words = (command + " PATH").split(" ", -1);
        words[words.length - 1] = "";
        assertThat(run(words)).isEqualTo(2);
        assertThat(err()).contains(": '' is empty; ");
    }

    @Test
    void processesWithoutAnEnvironmentAreNamedAsTheAnswerNamesThem() throws IOException {
        Files.createDirectory(folder.resolve("ledgers"));
        assertThat(run("check", "--environment", "", "ledgers")).isEqualTo(2);
        assertThat(err()).contains("write \"''\" for processes without an environment");
        assertThat(run("check", "--environment", "''", "ledgers")).isEqualTo(3);
        assertThat(out()).contains("no process is of environment '', which is asked about");
        out.reset();
        run("check", "--expect-environment", "''", "ledgers");
        assertThat(out()).contains("no process of the environment '' watched");
    }

    private int run(String... args) {
        return new CommandLineTool(
                        LedgerSource.files(),
                        Clock.fixed(SampleLedgers.NOW, ZoneOffset.UTC),
                        folder,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(args);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }
}
