package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.ledger.LedgerHead;
import dev.lastcall.scan.Compiled;
import dev.lastcall.scan.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code baseline}, {@code check --baseline} and {@code scan --baseline}. */
class BaselineCommandsTest extends CommandLineFixture {
    @TempDir
    static Path compiled;

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @BeforeAll
    static void compile() throws IOException {
        Fixture.compileInto(compiled);
    }

    @BeforeEach
    void files() throws IOException {
        Files.write(folder.resolve("lib.jar"), Compiled.jar(Compiled.content(compiled.resolve("lib"))));
        Files.write(folder.resolve("app.jar"), Compiled.jar(Compiled.content(compiled.resolve("app"))));
        Files.writeString(folder.resolve("policy.yaml"), Fixture.POLICY);
        Files.createDirectory(folder.resolve("ledgers"));
        Files.writeString(folder.resolve("ledgers/1.lastcall"), "0");
        Files.writeString(folder.resolve("ledgers/2.lastcall"), "1");
    }

    @Test
    void acceptWritesWhatTheScanFindsAndTheScanIsThenContent() throws IOException {
        assertThat(run("scan", "--policy", "policy.yaml", "app.jar", "--class-path", "lib.jar"))
                .isEqualTo(1);
        assertThat(runQuietly(
                        "baseline",
                        "accept",
                        "--policy",
                        "policy.yaml",
                        "--scan",
                        "app.jar",
                        "--class-path",
                        "lib.jar"))
                .isEqualTo(0);
        Golden.assertSame("cli/scan.baseline", Files.readString(folder.resolve("lastcall.baseline")));
        assertThat(runQuietly(
                        "scan",
                        "--policy",
                        "policy.yaml",
                        "app.jar",
                        "--class-path",
                        "lib.jar",
                        "--baseline",
                        "lastcall.baseline"))
                .isEqualTo(0);
        assertThat(out()).contains("  To migrate: no call site was found", "  Tolerated by the baseline: ");
    }

    @Test
    void acceptWritesWhatLedgersHold() throws IOException {
        assertThat(run(
                        "baseline",
                        "accept",
                        "ledgers",
                        "--owner",
                        "chat",
                        "--reason",
                        "before CHAT-12",
                        "--expires",
                        "2027-03-31"))
                .isEqualTo(0);
        Golden.assertSame("cli/ledgers.baseline", Files.readString(folder.resolve("lastcall.baseline")));
        Golden.assertSame("cli/baseline-accept.txt", out());
        out.reset();
        assertThat(run("check", "--baseline", "lastcall.baseline", "ledgers")).isEqualTo(3);
        Golden.assertSame("cli/check-baseline.txt", out());
    }

    @Test
    void withoutAddItOnlyShrinks() throws IOException {
        assertThat(run("baseline", "accept", "ledgers/2.lastcall")).isEqualTo(0);
        String few = Files.readString(folder.resolve("lastcall.baseline"));
        assertThat(runQuietly("baseline", "accept", "ledgers")).isEqualTo(1);
        assertThat(out())
                .contains("is as it was: 1 call site is tolerated", "New, and not added; --add tolerates them:");
        assertThat(folder.resolve("lastcall.baseline")).hasContent(few);
        assertThat(runQuietly("check", "--baseline", "lastcall.baseline", "ledgers"))
                .isEqualTo(1);
        assertThat(out()).startsWith("NO-GO\n  for ratchet against lastcall.baseline, by ");
        assertThat(runQuietly("baseline", "accept", "--add", "ledgers")).isEqualTo(0);
        assertThat(Files.readString(folder.resolve("lastcall.baseline")))
                .contains(few.lines().skip(4).toList());
    }

    @Test
    void pruneTakesOutWhatTheScanNoLongerFinds() throws IOException {
        String[] scan = {"--policy", "policy.yaml", "--scan", "app.jar", "--class-path", "lib.jar"};
        run(with(scan, "baseline", "accept"));
        Path file = folder.resolve("lastcall.baseline");
        String written = Files.readString(file);
        String gone = "factory | com.acme.app.Main#gone():void | call |"
                + " com.acme.ws.Factory#create(java.lang.String):java.lang.Object | in app\n";
        Files.writeString(file, written + gone);
        assertThat(runQuietly(with(scan, "baseline", "diff"))).isEqualTo(0);
        assertThat(out()).contains("1 gone", "the scan does not find it:", "Main#gone");
        assertThat(runQuietly(with(scan, "baseline", "prune"))).isEqualTo(0);
        assertThat(out()).contains("0 added, 1 taken out");
        assertThat(file).hasContent(written);
    }

    @Test
    void whatIsNotSeenInThinEvidenceStays() throws IOException {
        run("baseline", "accept", "ledgers");
        String all = Files.readString(folder.resolve("lastcall.baseline"));
        assertThat(runQuietly("baseline", "prune", "ledgers/2.lastcall")).isEqualTo(0);
        assertThat(out()).contains("Not seen, and kept:", "too little evidence: ");
        assertThat(folder.resolve("lastcall.baseline")).hasContent(all);
    }

    @Test
    void diffWritesJson() throws IOException {
        run("baseline", "accept", "ledgers/2.lastcall");
        assertThat(runQuietly("baseline", "diff", "--format", "json", "ledgers"))
                .isEqualTo(1);
        Golden.assertSame("cli/baseline-diff.json", out());
    }

    @Test
    void theTimeOfATolerationEnds() {
        run("baseline", "accept", "--expires", "2026-12-31", "ledgers");
        now = Instant.parse("2027-01-01T12:00:00Z");
        assertThat(runQuietly("baseline", "diff", "ledgers")).isEqualTo(1);
        assertThat(out()).contains("Expired:", "tolerated until 2026-12-31:");
        assertThat(runQuietly("check", "--baseline", "lastcall.baseline", "ledgers"))
                .isEqualTo(1);
        assertThat(runQuietly("baseline", "accept", "--add", "ledgers")).isEqualTo(1);
        assertThat(out()).contains("Expired; migrate them, or prolong 'until' by hand:");
        assertThat(run("baseline", "accept", "--expires", "2026-12-31", "ledgers"))
                .isEqualTo(2);
        assertThat(err()).contains("--expires: 2026-12-31 is over; name a day to come");
    }

    @Test
    void everyMistakeInTheFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("lastcall.baseline"), "lastcall-baseline 1\nx\n\u001b[31my\n");
        for (List<String> command : List.of(
                List.of("check", "--baseline", "lastcall.baseline", "ledgers"),
                List.of("scan", "--policy", "policy.yaml", "--baseline", "lastcall.baseline", "app.jar"),
                List.of("baseline", "prune", "ledgers"),
                List.of("baseline", "accept", "ledgers"))) {
            err.reset();
            assertThat(run(command.toArray(String[]::new))).isEqualTo(2);
            assertThat(err())
                    .startsWith("lastcall: lastcall.baseline:2: an entry has at least four parts")
                    .contains("\nlastcall.baseline:3: ")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void aFileThatIsNotThereIsSaidWithItsRemedy() {
        assertThat(run("check", "--baseline", "none.baseline", "ledgers")).isEqualTo(2);
        assertThat(err()).contains("cannot read none.baseline: ", "baseline accept writes one");
    }

    @Test
    void aDeletionToleratesNothing() {
        run("baseline", "accept", "ledgers");
        assertThat(run("check", "--for", "delete", "--baseline", "lastcall.baseline", "ledgers"))
                .isEqualTo(2);
        assertThat(err()).contains("ask --for ratchet");
    }

    @Test
    void aScanAloneNeedsAPolicy() {
        assertThat(run("baseline", "accept", "--scan", "app.jar")).isEqualTo(2);
        assertThat(err()).contains("give --policy=POLICY, or a ledger");
    }

    @Test
    void aBudgetAsksForARatchet() throws IOException {
        String policy = Fixture.POLICY + "verdict:\n  budget: {own: 99}\n";
        Files.writeString(folder.resolve("policy.yaml"), policy);
        run("check", "--policy", "policy.yaml", "ledgers");
        assertThat(out()).contains("\n  for ratchet, by policy.yaml, on ");
        out.reset();
        run("check", "--for", "block", "--policy", "policy.yaml", "ledgers");
        assertThat(out()).contains("\n  for block, by policy.yaml, on ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "prune", "diff"})
    void everyCommandHasHelp(String command) {
        assertThat(run("help", "baseline", command)).isEqualTo(0);
        Golden.assertSame("cli/help-baseline-" + command + ".txt", out());
    }

    private static String[] with(String[] end, String... start) {
        return Stream.concat(Stream.of(start), Stream.of(end)).toArray(String[]::new);
    }

    private int runQuietly(String... args) {
        out.reset();
        return run(args);
    }

    @Override
    LedgerSource ledgers() {
        return new Samples();
    }

    @Override
    Instant now() {
        return now;
    }

    /** Each ledger is a file whose content is the number of a sample. */
    private static final class Samples implements LedgerSource {
        @Override
        public ProcessEvidence read(Path file) throws IOException {
            return SampleLedgers.dual().get(Integer.parseInt(Files.readString(file)));
        }

        @Override
        public LedgerHead readHead(Path file) throws IOException {
            ProcessInfo process = read(file).process();
            return new LedgerHead(process.uuid(), process.startedAt());
        }

        @Override
        public List<Path> ledgersIn(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.sorted().toList();
            }
        }
    }
}
