package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.AfterFakeBridge;
import com.acme.app.ManyCalls;
import com.acme.app.Stepwise;
import dev.lastcall.e2e.LedgerRecords.Body;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** The ledger says when its process watched, and one that watches nothing leaves a ledger that says so. */
class WatchStateTest {
    private static final int A_FEW_PAGES = 4 * 4_096;

    @TempDir
    Path folder;

    @OnOneJdk
    void aStartThatWatchesNothingLeavesALedgerThatSaysSo(Jdk jdk) throws IOException {
        assertThat(leftBy(jdk, "service=x")).isEqualTo(new Watch("without rules", false, 0, ""));
        assertThat(leftBy(jdk, "mode=off,deprecated=com.acme.legacy.Factory"))
                .isEqualTo(new Watch("off", false, 0, ""));
        Watch unguarded = leftBy(jdk, "mood=log,on-error=continue,deprecated=com.acme.legacy.Factory");
        assertThat(unguarded.state()).isEqualTo("unguarded");
        assertThat(unguarded.reason()).contains("mood", "there is no such setting");
        Watch wrongPolicy = leftBy(jdk, "on-error=continue,service=x,deprecated=com.acme..Factory");
        assertThat(wrongPolicy.state()).isEqualTo("unguarded");
        Files.writeString(folder.resolve("policy.yaml"), "lastcall: 1\nrules:\n  - id: Ä\n");
        assertThat(leftBy(jdk, "on-error=continue,policy=policy.yaml").reason()).contains("policy.yaml:3");
    }

    private Watch leftBy(Jdk jdk, String settings) throws IOException {
        Path ledgers = Files.createTempDirectory(folder, "ledgers");
        Fork.of(jdk, folder)
                .agent(settings + ",ledger=" + ledgers)
                .run(ManyCalls.class, "2")
                .well();
        List<Watch> notes = LedgerRecords.in(ledgers).read(LedgerRecords.WATCH, Watch::of);
        assertThat(notes).hasSize(1);
        try (var files = Files.list(ledgers)) {
            assertThat(files.toList().get(0).toFile().length()).isLessThanOrEqualTo(A_FEW_PAGES);
        }
        return notes.get(0);
    }

    @OnOneJdk
    void guardsThatCannotBeMadeAreOnRecordAndADoubt(Jdk jdk) throws IOException {
        Path ledgers = folder.resolve("lastcall");

        Ended ended = Fork.of(jdk, folder)
                .option("--patch-module=java.base=" + fakeBridge())
                .agent("deprecated=com.acme.legacy.*")
                .run(AfterFakeBridge.class, "2")
                .well();

        assertThat(ended.printedNumber("bodies"))
                .as("the application is not harmed")
                .isEqualTo(2);
        List<Watch> notes = LedgerRecords.in(ledgers).read(LedgerRecords.WATCH, Watch::of);
        assertThat(notes)
                .filteredOn(note -> note.jvmStartedAt == 0)
                .extracting(Watch::state)
                .startsWith("watching")
                .endsWith("guards late");
        Ended check = LedgerReport.ask(
                        "check", "--min-observed", "0s", "--accept", "blind-spot:**:known", ledgers.toString())
                .withExit(3);
        assertThat(String.join(" ", check.stdout()).replaceAll(" +", " "))
                .contains("when a class mattered and its guards could not be made (the agent could not be set up: ");
    }

    /** A folder with a class of that name, which has nothing of the bridge. */
    private Path fakeBridge() throws IOException {
        Path source = Files.createDirectories(folder.resolve("fake/java/lang")).resolve("LastcallBridge.java");
        Files.writeString(source, "package java.lang; public final class LastcallBridge {}");
        Path classes = folder.resolve("fake-classes");
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-nowarn",
                        "-source",
                        "17",
                        "-target",
                        "17",
                        "--patch-module",
                        "java.base=" + folder.resolve("fake"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(code).isZero();
        return classes;
    }

    @OnOneJdk
    void noPlaceForSuchALedgerIsSaidAndHarmsNothing(Jdk jdk) throws IOException {
        Files.createFile(folder.resolve("lastcall"));
        Files.createFile(folder.resolve("lastcall-" + System.getProperty("user.name")));

        Ended ended = Fork.of(jdk, folder)
                .option("-Djava.io.tmpdir=" + folder)
                .agent("mode=off,deprecated=com.acme.legacy.Factory")
                .run(ManyCalls.class, "2")
                .well();

        assertThat(ended.stderrText()).contains("; no ledger says that nothing is watched");
        assertThat(ended.printedNumber("calls")).isEqualTo(2);
    }

    @OnOneJdk
    void theModeAndALateAttachmentAreOnRecord(Jdk jdk) throws IOException {
        Path ledgers = folder.resolve("lastcall");
        try (Started running = Fork.of(jdk, folder).start(Stepwise.class)) {
            running.awaitLine("ready");
            String pid = String.valueOf(running.pid());
            LedgerReport.ask("attach", pid, "deprecated=com.acme.legacy.Gateway,log=none")
                    .well();
            LedgerReport.ask("mode", pid, "off").well();
            LedgerReport.ask("mode", pid, "count").well();
            running.end().well();
        }
        List<Watch> notes = LedgerRecords.in(ledgers).read(LedgerRecords.WATCH, Watch::of);
        assertThat(notes)
                .filteredOn(note -> note.jvmStartedAt == 0)
                .extracting(Watch::state)
                .containsExactly("watching", "off", "watching");
        assertThat(LedgerRecords.in(ledgers).read(LedgerRecords.POLICY, WatchStateTest::policy))
                .containsExactly(
                        "log: 1 of 1 rules from version 1 on",
                        "off: 1 of 1 rules from version 1 on",
                        "count: 1 of 1 rules from version 1 on");
        assertThat(LedgerRecords.in(ledgers).read(LedgerRecords.RULE, Body::u8))
                .as("a rule that stays is not written again")
                .hasSize(1);
        assertThat(notes).allMatch(Watch::attached).allMatch(note -> note.heartbeat() == 1_000);
    }

    @OnOneJdk
    void aStartInModeOffThatIsAttachedLaterLeavesOneLedger(Jdk jdk) throws IOException {
        Path ledgers = folder.resolve("lastcall");
        try (Started running = Fork.of(jdk, folder)
                .agent("mode=off,deprecated=com.acme.legacy.Gateway,log=none")
                .start(Stepwise.class)) {
            running.awaitLine("ready");
            LedgerReport.ask("attach", String.valueOf(running.pid()), "mode=count")
                    .well();
            running.end().well();
        }
        try (var files = Files.list(ledgers)) {
            assertThat(files).hasSize(1);
        }
        assertThat(LedgerRecords.in(ledgers).read(LedgerRecords.WATCH, Watch::of))
                .filteredOn(note -> note.jvmStartedAt == 0)
                .extracting(Watch::state)
                .containsExactly("off", "watching");
    }

    /** What a POLICY record says. */
    private static String policy(Body body) {
        body.i64();
        String mode = body.string();
        body.string();
        int all = body.i32();
        assertThat(body.i32()).as("first rule").isZero();
        assertThat(body.i32()).as("ranges").isEqualTo(1);
        int version = body.i32();
        return mode + ": " + body.i32() + " of " + all + " rules from version " + version + " on";
    }

    /** A WATCH record, without its times. */
    private record Watch(String state, boolean attached, int heartbeat, String reason, long jvmStartedAt) {
        private static final List<String> STATES =
                List.of("watching", "off", "without rules", "unguarded", "guards late");

        Watch(String state, boolean attached, int heartbeat, String reason) {
            this(state, attached, heartbeat, reason, 0);
        }

        static Watch of(Body body) {
            body.i64();
            long jvmStartedAt = body.i64();
            int heartbeat = body.i32();
            String state = STATES.get(body.u8());
            boolean attached = body.u8() == 1;
            body.u16();
            return new Watch(state, attached, heartbeat, body.string(), jvmStartedAt);
        }
    }
}
