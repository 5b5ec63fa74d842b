package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.ledger.LedgerHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only someone at a terminal sees, and completion. */
class TerminalTest {
    private static final Clock CLOCK = Clock.fixed(SampleLedgers.NOW, ZoneOffset.UTC);
    private static final Terminal COLOURED = new Terminal(true, true, true, UTF_8);
    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aTerminalGetsColoursAndAPipeTheSameTextWithout() throws IOException {
        ledger();
        assertThat(run(COLOURED, new Sample(), "report")).isZero();
        String coloured = out();
        out.reset();
        assertThat(run(Terminal.NONE, new Sample(), "report")).isZero();
        assertThat(coloured).contains(ESCAPE + "1m").contains(ESCAPE + "33m").isNotEqualTo(out());
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(out());
        out.reset();
        assertThat(run(new Terminal(true, true, false, UTF_8), new Sample(), "check", "--min-observed", "1s"))
                .isZero();
        assertThat(out()).doesNotContain(ESCAPE).startsWith("GO\n");
        out.reset();
        assertThat(run(COLOURED, new Sample(), "report", "--format", "json")).isZero();
        assertThat(out()).doesNotContain(ESCAPE);
        assertThat(run(COLOURED, new Sample(), "report", "-o", "report.txt")).isZero();
        assertThat(Files.readString(folder.resolve("report.txt"))).doesNotContain(ESCAPE);
    }

    @ParameterizedTest
    @CsvSource({"GO, 32", "NO-GO, 31", "UNKNOWN, 33"})
    void theVerdictHasItsColour(String verdict, String colour) {
        assertThat(Styling.of(verdict + "\n  - why\n", COLOURED.ansi()))
                .contains(colour + "m")
                .contains(verdict)
                .endsWith("\n  - why\n");
        assertThat(Styling.of("\nVERDICT " + verdict + "\n", COLOURED.ansi())).contains(colour + "m" + verdict);
    }

    @Test
    void namesOfTheApplicationGetNoColour() {
        String site = "    call        com.acme.GO.run(GO.java:1)\n                -> NO-GO\n";
        assertThat(Styling.of(site, COLOURED.ansi())).isEqualTo(site);
    }

    @Test
    void helpAndErrorsAreColouredToo() {
        assertThat(run(COLOURED, new Sample(), "help", "report")).isZero();
        assertThat(out()).contains(ESCAPE);
        assertThat(run(COLOURED, new Sample(), "repot")).isEqualTo(2);
        assertThat(err()).startsWith(ESCAPE).contains("unknown command 'repot'");
        err.reset();
        assertThat(run(new Terminal(true, false, true, UTF_8), new Sample(), "repot"))
                .isEqualTo(2);
        assertThat(err()).startsWith("lastcall: unknown command");
    }

    @Test
    void noColorAndDumbTerminalsAreRespected() {
        assertThat(Terminal.mayBeColoured(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.mayBeColoured(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.mayBeColoured(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Terminal.mayBeColoured(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.mayBeColoured(Map.of())).isFalse();
    }

    @Test
    void whatTakesLongIsToldAtATerminalAndErasedAtTheEnd() throws IOException {
        ledger();
        LedgerSource slow = new Sample() {
            @Override
            public ProcessEvidence read(Path file) {
                while (!err().contains("reading ledger 1 of 1: 1.lastcall … ")) {
                    LockSupport.parkNanos(1_000_000);
                }
                return super.read(file);
            }
        };
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> run(COLOURED, slow, "check"));
        assertThat(err()).endsWith("\r" + ESCAPE + "K");
        err.reset();
        assertThat(run(Terminal.NONE, new Sample(), "check")).isEqualTo(3);
        assertThat(err()).isEmpty();
    }

    @Test
    void theLineOfProgressFitsATerminal() {
        assertThat(Progress.line("reading app.jar", 12_345)).isEqualTo("reading app.jar … 12 s");
        assertThat(Progress.line("x".repeat(500), 1_000)).hasSize(78).endsWith("x… … 1 s");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        assertThat(run(Terminal.NONE, new Sample(), "completion", "bash")).isZero();
        Path script = Files.writeString(folder.resolve("completion.bash"), out());
        assertThat(completed(script, "re")).containsExactly("report");
        assertThat(completed(script, "policy", "ch")).containsExactly("check");
        assertThat(completed(script, "scan", "--dep")).containsExactly("--deprecated");
        assertThat(completed(script, "report", "--fo")).containsExactly("--format");
        assertThat(completed(script, "")).contains("report", "check", "scan", "init", "completion");
    }

    @Test
    void zshGetsTheSameThroughItsBashMode() {
        assertThat(run(Terminal.NONE, new Sample(), "completion", "ZSH")).isZero();
        assertThat(out()).startsWith("autoload -Uz compinit bashcompinit && compinit -u && bashcompinit\n");
        assertThat(run(Terminal.NONE, new Sample(), "completion", "fish")).isEqualTo(2);
        assertThat(err()).isEqualTo("lastcall: unknown shell 'fish'; there are: bash, zsh\n");
    }

    /** What bash offers when the tab key is pressed behind those words. */
    private List<String> completed(Path script, String... words) throws IOException, InterruptedException {
        String typed = "'lastcall' '" + String.join("' '", words) + "'";
        String program =
                "exec 2>/dev/null; source '" + script + "'; COMP_WORDS=(" + typed + "); COMP_CWORD=" + words.length
                        + "; COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE};"
                        + " $(complete -p lastcall | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("/bin/bash", "--norc", "--noprofile", "-c", program).start();
        bash.getOutputStream().close();
        String printed = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return printed.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }

    private int run(Terminal terminal, LedgerSource ledgers, String... args) {
        PrintStream toOut = new PrintStream(out, true, UTF_8);
        PrintStream toErr = new PrintStream(err, true, UTF_8);
        return new CommandLineTool(new Surroundings(ledgers, CLOCK, folder, toOut, toErr, terminal)).run(args);
    }

    private void ledger() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("lastcall")).resolve("1.lastcall"), "");
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    private static class Sample implements LedgerSource {
        @Override
        public ProcessEvidence read(Path file) {
            return SampleLedgers.migrated();
        }

        @Override
        public LedgerHead readHead(Path file) {
            ProcessInfo process = SampleLedgers.migrated().process();
            return new LedgerHead(process.uuid(), process.startedAt());
        }

        @Override
        public List<Path> ledgersIn(Path folder) throws IOException {
            return LedgerSource.files().ledgersIn(folder);
        }
    }
}
