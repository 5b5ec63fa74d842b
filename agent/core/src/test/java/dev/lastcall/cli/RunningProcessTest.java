package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.settings.ArgumentPaths;
import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code attach} and {@code mode} say before they reach a process. */
class RunningProcessTest extends CommandLineFixture {
    @ParameterizedTest
    @ValueSource(strings = {"attach", "mode"})
    void theHelpIsThatOfTheGoldenFile(String command) {
        assertThat(run("help", command)).isZero();
        Golden.assertSame("cli/help-" + command + ".txt", out());
    }

    @ParameterizedTest
    @CsvSource({
        "mode-unknown, mode 4711 blok",
        "mode-missing, mode 4711",
        "mode-of-no-number, mode chat log",
        "mode-of-nothing, mode 0 log",
        "attach-of-nothing, attach 0 mode=log",
        "attach-of-no-number, attach chat mode=log",
        "attach-unknown-setting, attach 4711 mod=log",
        "attach-two-errors, 'attach 4711 mode=blok,policy'"
    })
    void anErrorIsThatOfTheGoldenFile(String golden, String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(out.size()).isZero();
        Golden.assertSame("cli/" + golden + ".err", err());
    }

    @ParameterizedTest
    @CsvSource({
        "policy=p.yaml, policy=F/p.yaml",
        "policy=/etc/p.yaml, policy=/etc/p.yaml",
        "policy=a.yaml:/b.yaml, policy=F/a.yaml:/b.yaml",
        "'mode=log,policy=p.yaml,service=x', 'mode=log,policy=F/p.yaml,service=x'",
        "'policy=a,b.yaml', 'policy=F/a,b.yaml'",
        "policy=, policy=",
        "ledger=none, ledger=none",
        "ledger=evidence, ledger=F/evidence",
        "log=stdout, log=stdout",
        "log=calls.log, log=F/calls.log",
        "log=Stdout, log=Stdout",
        "log=./Stdout, log=F/./Stdout",
        "ledger=None, ledger=None",
        "log-format=json, log-format=json",
        "logback=l.xml, logback=F/l.xml",
        "bisect=sites.txt, bisect=F/sites.txt",
        "deprecated=a.B#policy, deprecated=a.B#policy"
    })
    void relativePathsAreThoseOfTheCaller(String given, String expected) {
        assertThat(ArgumentPaths.absolute(given.replace(":", File.pathSeparator), folder))
                .isEqualTo(expected.replace(":", File.pathSeparator).replace("F", folder.toString()));
    }

    @Test
    void nobodyIsAskedWhoIsNoProcess() {
        assertThat(run("mode", "-5", "log")).isEqualTo(2);
        assertThat(err()).startsWith("lastcall: ");
    }

    @Test
    void theNumberOfTheProcessComesFirst() {
        assertThat(run("mode", "log", "4711")).isEqualTo(2);
        assertThat(err()).contains("; the number of the process comes first: mode 4711 log\n");
        assertThat(run("attach", "log=Stdout", "4711")).isEqualTo(2);
        assertThat(err()).contains("; the number of the process comes first: attach 4711 log=Stdout\n");
    }
}
