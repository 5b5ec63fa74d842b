package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.evidence.FleetLedgers;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.ledger.LedgerHead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code watch}: each look finds one ledger with more calls than before, and after the first a call site that is new.
 */
class WatchCommandTest {
    private static final Clock CLOCK = Clock.fixed(SampleLedgers.NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int look;
    private final List<Long> waits = new ArrayList<>();

    @Test
    void pipedItPrintsALineForEachCallSiteWithCallsSince() throws Exception {
        assertThat(run(Terminal.NONE, "watch", "ledger", "--count", "4", "--interval", "2s"))
                .isEqualTo(0);
        Golden.assertSame("cli/watch.txt", out.toString(UTF_8));
        assertThat(waits).containsExactly(2_000L, 2_000L, 2_000L);
    }

    @Test
    void atATerminalTheTableIsDrawnAnewAndTheCursorComesBack() throws Exception {
        assertThat(run(new Terminal(true, true, true, UTF_8), "watch", "ledger", "--count", "3"))
                .isEqualTo(0);
        String screen = out.toString(UTF_8);
        assertThat(screen).startsWith("\u001b[?25l\u001b[?7l\u001b[H\u001b[2J").endsWith("\u001b[?7h\u001b[?25h");
        Golden.assertSame(
                "cli/watch-table.txt",
                screen.substring(screen.lastIndexOf("\u001b[2J") + 4).replace("\u001b[?7h\u001b[?25h", ""));
    }

    @Test
    void theTableFitsATerminalOf24Lines() throws Exception {
        List<ProcessEvidence> many = new ArrayList<>();
        FleetLedgers.of(300, 1, many::add);
        assertThat(run(
                        new Growing() {
                            @Override
                            public ProcessEvidence read(Path file) {
                                return many.get(0);
                            }
                        },
                        new Terminal(true, true, true, UTF_8),
                        "watch",
                        "ledger",
                        "--count",
                        "1"))
                .isEqualTo(0);
        assertThat(out.toString(UTF_8).lines().toList())
                .hasSizeLessThanOrEqualTo(24) // the last one is where the cursor stands
                .anyMatch(line -> line.contains("call sites more"));
    }

    @Test
    void aFailureBringsTheCursorBack() throws Exception {
        assertThat(run(new Terminal(true, true, true, UTF_8), "watch", "none")).isEqualTo(2);
        assertThat(out.toString(UTF_8)).endsWith("\u001b[?7h\u001b[?25h");
        assertThat(err.toString(UTF_8)).contains("there is no such file or folder");
    }

    @Test
    void aProcessThatIsNotThereIsSaid() throws Exception {
        assertThat(run(Terminal.NONE, "watch", "999999998")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("there is no process 999999998");
    }

    @Test
    void anIntervalIsATime() throws Exception {
        assertThat(run(Terminal.NONE, "watch", "--interval", "0s", "ledger")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--interval: it is 1s or more");
    }

    @Test
    void helpIsAsked() throws Exception {
        assertThat(run(Terminal.NONE, "help", "watch")).isEqualTo(0);
        Golden.assertSame("cli/help-watch.txt", out.toString(UTF_8));
    }

    private int run(Terminal terminal, String... args) throws Exception {
        return run(new Growing(), terminal, args);
    }

    private int run(LedgerSource source, Terminal terminal, String... args) throws Exception {
        Files.writeString(folder.resolve("ledger"), "");
        Surroundings surroundings = new Surroundings(
                source, CLOCK, folder, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), terminal);
        return new CommandLineTool(surroundings, new Looks()).run(args);
    }

    private final class Looks implements Ticker {
        @Override
        public boolean await(long millis) {
            waits.add(millis);
            look++;
            return true;
        }

        @Override
        public long nanos() {
            return look * 2_000_000_000L;
        }

        @Override
        public Registration atEnd(Runnable task) {
            return () -> {};
        }
    }

    private class Growing implements LedgerSource {
        @Override
        public ProcessEvidence read(Path file) {
            ProcessEvidence ledger = SampleLedgers.dual().get(0);
            List<SiteCounts> sites = new ArrayList<>();
            for (SiteCounts counts : ledger.sites()) {
                boolean isDual = counts.site().caller().className().endsWith("DualEndpoint");
                if (!isDual || look > 0) {
                    long calls =
                            counts.calls() == 1_234_567 && look < 3 ? 100 + look * 50L : Math.min(counts.calls(), 250);
                    sites.add(new SiteCounts(
                            counts.site(),
                            calls,
                            0,
                            Math.min(calls, counts.allowed()),
                            Math.min(calls, counts.delegated()),
                            counts.firstSeen(),
                            counts.lastSeen()));
                }
            }
            return new ProcessEvidence(ledger.process(), ledger.rules(), sites, List.of(), List.of());
        }

        @Override
        public LedgerHead readHead(Path file) {
            return new LedgerHead(
                    read(file).process().uuid(), read(file).process().startedAt());
        }

        @Override
        public List<Path> ledgersIn(Path folder) {
            return List.of();
        }
    }
}
