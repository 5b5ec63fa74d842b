package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.ledger.LedgerHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An allow entry ends at one midnight for all commands. */
class ZoneOptionTest {
    private static final String LAST_DAY = "2026-11-23";
    /** In Berlin the next day has begun. */
    private static final Instant LATE = Instant.parse("2026-11-23T23:30:00Z");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"report lastcall", "check lastcall", "policy check policy.yaml"})
    void anEntryEndsAtMidnightOfTheZoneThatTheUserNames(String command) throws IOException {
        Files.createDirectory(folder.resolve("lastcall"));
        Files.writeString(folder.resolve("lastcall/1.lastcall"), "");
        Files.writeString(
                folder.resolve("policy.yaml"),
                "lastcall: 1\nrules:\n  - id: old\n    deprecated: [com.acme.Old]\n    allow:\n"
                        + "      - {callers: com.acme.chat.**, reason: shim, expires: " + LAST_DAY + "}\n");
        assertThat(run(command)).doesNotContain("expired");
        assertThat(run(command + " --zone UTC")).doesNotContain("expired");
        assertThat(run(command + " --zone Europe/Berlin")).contains("expired");
        assertThat(run(command + " --zone +02:00")).contains("expired");
    }

    @Test
    void aScanJudgesEntriesInThatZoneToo() {
        assertThat(run("scan --help")).contains("--zone=ZONE");
        assertThat(run("scan --zone Berlin --deprecated a.B x.jar"))
                .contains("'Berlin' is not a time zone; write it as in Europe/Berlin, UTC or +02:00");
    }

    private String run(String command) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        new CommandLineTool(new OneLedger(), Clock.fixed(LATE, ZoneOffset.UTC), folder, stream, stream)
                .run(command.split(" ", -1));
        return out.toString(UTF_8);
    }

    private static final class OneLedger implements LedgerSource {
        private static final ProcessEvidence LEDGER = SampleLedgers.ledger(
                SampleLedgers.process("chat", 1, "", "log", ProcessState.EXITED),
                List.of(new RuleInfo(
                        "websocket-factory",
                        "",
                        "log",
                        false,
                        List.of("com.acme.ws.WebSocketManagerFactory"),
                        List.of(),
                        List.of(new AllowInfo("com.acme.chat.**", "shim", LAST_DAY)))),
                SampleLedgers.counts(
                        SampleLedgers.deprecated(
                                Kind.CALL, SampleLedgers.caller("com.acme.chat.A", "m", 1), SampleLedgers.CREATE),
                        3,
                        0,
                        3,
                        0));

        @Override
        public ProcessEvidence read(Path file) {
            return LEDGER;
        }

        @Override
        public LedgerHead readHead(Path file) {
            return new LedgerHead(LEDGER.process().uuid(), LEDGER.process().startedAt());
        }

        @Override
        public List<Path> ledgersIn(Path inFolder) throws IOException {
            return LedgerSource.files().ledgersIn(inFolder);
        }
    }
}
