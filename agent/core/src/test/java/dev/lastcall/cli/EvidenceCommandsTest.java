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
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code allow}, {@code diff} and {@code explain}. Each ledger is a file whose content is the name of a sample. */
class EvidenceCommandsTest extends CommandLineFixture {
    @TempDir
    static Path compiled;

    @BeforeAll
    static void compile() throws IOException {
        Fixture.compileInto(compiled);
    }

    @BeforeEach
    void files() throws IOException {
        Files.write(folder.resolve("lib.jar"), Compiled.jar(Compiled.content(compiled.resolve("lib"))));
        Files.write(folder.resolve("app.jar"), Compiled.jar(Compiled.content(compiled.resolve("app"))));
        Files.writeString(folder.resolve("policy.yaml"), Fixture.POLICY);
        for (String sample : List.of("dual-0", "dual-1", "migrated", "overgrown")) {
            Files.writeString(folder.resolve(sample), sample);
        }
    }

    @Test
    void allowProposesOneEntryACallerClass() {
        assertThat(run("allow", "dual-0", "dual-1")).isEqualTo(0);
        Golden.assertSame("cli/allow.txt", out());
    }

    @Test
    void anUnfilledReasonIsRefusedAndAFilledOneTaken() throws IOException {
        run("allow", "--policy", "policy.yaml", "--scan", "app.jar", "--class-path", "lib.jar");
        String head = Fixture.POLICY.substring(0, Fixture.POLICY.indexOf("    allow:"));
        Files.writeString(folder.resolve("next.yaml"), head + out());
        assertThat(run("policy", "check", "next.yaml")).isEqualTo(2);
        assertThat(err()).contains("'reason' has no value");
        out.reset();
        run(
                "allow",
                "--policy",
                "policy.yaml",
                "--scan",
                "app.jar",
                "--class-path",
                "lib.jar",
                "--reason",
                "say \"no\": #1",
                "--owner",
                "chat",
                "--expires",
                "2027-03-31");
        Files.writeString(folder.resolve("next.yaml"), head + out());
        assertThat(run("policy", "check", "next.yaml")).as(err()).isEqualTo(0);
        out.reset();
        run("scan", "--policy", "next.yaml", "--class-path", "lib.jar", "app.jar");
        assertThat(out()).contains("  To migrate: no call site was found");
    }

    @Test
    void allowPutsPackagesTogetherAndSaysIfThereIsNothing() {
        run("allow", "--by", "package", "dual-0");
        assertThat(out()).containsOnlyOnce("- callers: com.acme.chat.*\n");
        out.reset();
        assertThat(run("allow", "migrated")).isEqualTo(0);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("nothing to allow");
    }

    @Test
    void diffNamesWhatIsNewGoneAndLouder() {
        assertThat(run("diff", "dual-1", "dual-0")).isEqualTo(1);
        Golden.assertSame("cli/diff.txt", out());
        out.reset();
        assertThat(run("diff", "dual-0", "migrated")).isEqualTo(0);
        assertThat(out()).startsWith("dual-0 -> migrated: 0 new, ").contains("Gone, or not loaded this time:");
    }

    @Test
    void diffTakesReportsAndScansAsJson() throws IOException {
        run("report", "--format", "json", "-o", "old.json", "dual-1");
        assertThat(run("diff", "--format", "json", "old.json", "dual-0")).isEqualTo(1);
        Golden.assertSame("cli/diff.json", out());
        out.reset();
        run("scan", "--policy", "policy.yaml", "--class-path", "lib.jar", "--format", "json", "app.jar");
        String scan = out();
        Files.writeString(folder.resolve("1.json"), scan.replace("\"app.jar\"", "\"app-1.0.jar\""));
        Files.writeString(
                folder.resolve("2.json"),
                scan.replace("\"app.jar\"", "\"app-1.1.jar\"").replace("Main#", "Main"));
        out.reset();
        assertThat(run("diff", "1.json", "2.json")).isEqualTo(0);
        assertThat(out()).contains(" moved, 0 louder, 0 the same", "jar app-1.0.jar -> app-1.1.jar");
    }

    @Test
    void aReportAsJsonHasAlsoWhatNobodyReached() {
        run("report", "--format", "json", "-o", "old.json", "dual-0");
        run("report", "--format", "json", "-o", "new.json", "dual-1");
        out.reset();
        run("diff", "dual-0", "dual-1");
        String ofLedgers = out().replace("dual-0", "old.json").replace("dual-1", "new.json");
        out.reset();
        run("diff", "old.json", "new.json");
        assertThat(out()).isEqualTo(ofLedgers);
        out.reset();
        assertThat(run("diff", "dual-0", "old.json")).isEqualTo(0);
        assertThat(out()).contains(": 0 new, 0 gone, 0 moved, 0 louder, ");
    }

    @Test
    void aReportOfOneOwnerIsSaidToBeOne() {
        run("report", "--format", "json", "--owner", "realtime", "-o", "one.json", "dual-0");
        run("diff", "one.json", "dual-0");
        assertThat(err()).contains("one.json: it has the call sites of realtime alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"schema\": \"other/1\"}", "{\"schema\": [1]}"})
    void aFileThatIsNoReportIsAnError(String content) throws IOException {
        Files.writeString(folder.resolve("bad.json"), content);
        assertThat(run("diff", "bad.json", "dual-0")).isEqualTo(2);
        assertThat(err()).startsWith("lastcall: bad.json: it is no ");
        assertThat(out()).isEmpty();
    }

    @Test
    void whatCannotBeUnderstoodInAReportIsSaid() throws IOException {
        Files.writeString(
                folder.resolve("odd.json"),
                "{\"schema\": \"lastcall.report/1\", \"sites\": [7, {\"kind\": \"call\"}], \"processes\": [{}],"
                        + " \"problems\": [\"a\\u001b[0m\"]}");
        assertThat(run("diff", "odd.json", "odd.json")).isEqualTo(0);
        assertThat(err())
                .contains("odd.json: a call site of it can't be understood", "the times of a process are no times");
        assertThat(err()).doesNotContain("\u001b");
    }

    @Test
    void explainSaysWhyACallIsCounted() {
        assertThat(run("explain", "com.acme.chat.ChatEndpoint", "dual-0", "dual-1"))
                .isEqualTo(0);
        Golden.assertSame("cli/explain.txt", out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.chat.Admin#purge",
                "com.acme.chat.Admin.purge(Admin.java:99)",
                "at com.acme.chat.Admin.purge(Admin.java:99) ->"
                        + " com.acme.ws.WebSocketManagerFactory.create(UserContext)",
                "com/acme/chat/Admin"
            })
    void aSiteMayBeWrittenAsPeopleCopyIt(String site) {
        assertThat(run("explain", site, "dual-0")).isEqualTo(0);
        assertThat(out()).contains("loaded in chat (1 process), and never reached");
    }

    @Test
    void explainSaysWhatIsAllowedExpiredExemptAndDelegated() {
        run(
                "explain",
                "com.acme.app.Main#shim",
                "--policy",
                "policy.yaml",
                "--scan",
                "app.jar",
                "--class-path",
                "lib.jar");
        assertThat(out())
                .contains(
                        "allowed by com.acme.app.Main#shim: ",
                        "rule factory lists it as deprecated: com.acme.ws.Factory");
        out.reset();
        run("explain", "com.acme.ws.compat.Shim", "overgrown");
        assertThat(out())
                .contains("a block refuses it: no allow entry names the caller any more; com.acme.ws.compat.** expired"
                        + " 2026-01-31 (shim,");
        out.reset();
        run("explain", "com.acme.ws.Factory$Builder", "--policy", "policy.yaml", "--scan", "lib.jar");
        assertThat(out()).contains("calls from here into what is deprecated are exempt");
        out.reset();
        run("explain", "com.acme.ws.Sockets", "--policy", "policy.yaml", "--scan", "lib.jar");
        assertThat(out()).contains("it is canonical by the signature com.acme.ws.Sockets", "are delegation");
    }

    @Test
    void explainNamesTheOwner() throws IOException {
        Files.writeString(folder.resolve("owned.yaml"), """
                lastcall: 1
                rules:
                  - id: factory
                    deprecated: [com.acme.ws.Factory]
                    owner: platform
                    allow:
                      - {callers: "com.acme.app.Main#shim", reason: r, owner: realtime}
                """);
        run("explain", "com.acme.app.Main", "--policy", "owned.yaml", "--scan", "app.jar", "--class-path", "lib.jar");
        assertThat(out())
                .contains("owner of the rule: platform", "allowed by com.acme.app.Main#shim: r, owner realtime");
        out.reset();
        run(
                "explain",
                "com.acme.app.Main#shim",
                "--policy",
                "owned.yaml",
                "--scan",
                "app.jar",
                "--class-path",
                "lib.jar");
        assertThat(out()).contains("owner realtime").doesNotContain("platform");
        out.reset();
        Files.writeString(
                folder.resolve("owned.yaml"), "\nowners: {com.acme.app.**: team-app}\n", StandardOpenOption.APPEND);
        run("explain", "com.acme.app.Main", "--policy", "owned.yaml", "--scan", "app.jar", "--class-path", "lib.jar");
        assertThat(out()).contains("owner of the caller: team-app").doesNotContain("owner of the rule");
    }

    @Test
    void explainSaysWhatNotSeenMayMean() {
        assertThat(run("explain", "com.acme.none.Nobody", "dual-0")).isEqualTo(1);
        Golden.assertSame("cli/explain-nobody.txt", out());
        out.reset();
        assertThat(run("explain", "com.acme.chat.Generated", "dual-1")).isEqualTo(1);
        assertThat(out()).contains("a blind spot: com.acme.chat.Generated: method too large after weaving: route");
    }

    @Test
    void explainNeedsAClass() {
        assertThat(run("explain", " ", "dual-0")).isEqualTo(2);
        assertThat(err()).contains("names no class");
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "diff", "explain"})
    void everyCommandHasHelp(String command) {
        assertThat(run("help", command)).isEqualTo(0);
        Golden.assertSame("cli/help-" + command + ".txt", out());
    }

    @Override
    LedgerSource ledgers() {
        return new Samples();
    }

    private static final class Samples implements LedgerSource {
        @Override
        public ProcessEvidence read(Path file) throws IOException {
            return switch (Files.readString(file)) {
                case "dual-0" -> SampleLedgers.dual().get(0);
                case "dual-1" -> SampleLedgers.dual().get(1);
                case "migrated" -> SampleLedgers.migrated();
                case "overgrown" -> SampleLedgers.overgrown();
                default -> throw new IOException("is no ledger");
            };
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
