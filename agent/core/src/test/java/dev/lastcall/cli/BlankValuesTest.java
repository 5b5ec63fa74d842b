package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value without text is that of a variable which is not set: nobody means all, or nothing, by it. */
class BlankValuesTest extends CommandLineFixture {
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
}
