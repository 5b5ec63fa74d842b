package dev.lastcall.e2e;

import static dev.lastcall.e2e.LedgerReport.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Endings;
import com.acme.app.ManyCalls;
import com.google.gson.JsonObject;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Where the evidence lies, and what survives of it. */
class LedgerTest {
    private static final int KILLED = 128 + 9;
    private static final int FIRST_WITH_ARENAS = 22;
    private static final String RULE = "deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnOneJdk
    void theDefaultIsTheFolderLastcallInTheWorkingFolder(Jdk jdk) {
        fork(jdk).agent(RULE).run(ManyCalls.class, "2").well();

        assertThat(folder.resolve("lastcall"))
                .isDirectoryContaining(file -> file.getFileName().toString().endsWith(".lastcall"));
        assertThat(LedgerReport.of(folder).process().get("state").getAsString()).isEqualTo("exited");
    }

    /** {@code FileChannel.map} alone takes 30 ms of a start there. */
    @OnEachJdk
    void whereTheJdkHasArenasTheLedgerIsMappedIntoOne(Jdk jdk) throws IOException {
        Path log = folder.resolve("loaded.txt");
        fork(jdk)
                .option("-Xlog:class+load:file=" + log)
                .agent(RULE)
                .run(ManyCalls.class, "2")
                .well();

        String loaded = Files.readString(log);
        assertThat(loaded).contains("dev.lastcall.ledger.FileMapping ");
        assertThat(loaded.contains("jdk.internal.foreign.ArenaImpl ")).isEqualTo(jdk.feature() >= FIRST_WITH_ARENAS);
        assertThat(loaded).doesNotContain("java.lang.invoke.BoundMethodHandle$Species_LLLLLL");
    }

    @OnOneJdk
    void theTempFolderServesWhenTheWorkingFolderCannotBeWritten(Jdk jdk) throws IOException {
        occupy(folder);
        Path temp = Files.createDirectory(folder.resolve("temp"));

        Ended ended = fork(jdk)
                .option("-Djava.io.tmpdir=" + temp)
                .agent(RULE)
                .run(ManyCalls.class, "2")
                .well();

        Path own = temp.resolve("lastcall-" + System.getProperty("user.name"));
        assertThat(ended.stderr().get(0)).contains("ledger " + own);
        assertThat(LedgerReport.of(folder, own.toString()).sum("calls")).isEqualTo(2);
    }

    @OnOneJdk
    void memoryServesWhenNothingCanBeWrittenWithOneWarning(Jdk jdk) throws IOException {
        occupy(folder);
        Files.createFile(folder.resolve("lastcall-" + System.getProperty("user.name")));

        Ended ended = fork(jdk)
                .option("-Djava.io.tmpdir=" + folder)
                .agent("mode=block," + RULE)
                .run(ManyCalls.class, "2")
                .well();

        assertThat(ended.stderr())
                .filteredOn(line -> line.contains("in memory only"))
                .hasSize(1);
        assertThat(ended.stderrText()).contains("ledger none").contains("2 calls from 1 call site, 2 blocked");
        assertThat(ended.printedNumber("blocked")).isEqualTo(2);
    }

    @OnOneJdk
    void whereTheLedgerIsIsSaidInOneLineEvenIfNothingIsLogged(Jdk jdk) throws IOException {
        occupy(folder);
        Path temp = Files.createDirectory(folder.resolve("temp"));
        for (String ledger : List.of("", ",ledger=lastcall/in-a-file")) {
            Ended elsewhere = fork(jdk)
                    .option("-Djava.io.tmpdir=" + temp)
                    .agent("log=none" + ledger + ',' + RULE)
                    .run(ManyCalls.class, "2")
                    .well();
            assertThat(elsewhere.stderr()).hasSize(1).first().asString().contains("; the ledger is kept in " + temp);
        }
        Ended inMemory = fork(jdk)
                .option("-Djava.io.tmpdir=" + folder.resolve("lastcall"))
                .agent("log=none," + RULE)
                .run(ManyCalls.class, "2")
                .well();
        assertThat(inMemory.stderr()).hasSize(1).first().asString().contains("in memory only");
    }

    @OnOneJdk
    void noneLeavesNoFile(Jdk jdk) {
        Ended ended =
                fork(jdk).agent("ledger=none," + RULE).run(ManyCalls.class, "2").well();

        assertThat(folder).isEmptyDirectory();
        assertThat(ended.stderrText()).contains("2 calls from 1 call site").contains("there is no ledger file");
    }

    @OnOneJdk
    void aLiveProcessIsReportedAsRunningWithItsCountsSoFar(Jdk jdk) {
        try (Started live = fork(jdk).agent(RULE).start(Endings.class, "wait", "7")) {
            live.awaitLine("acknowledged");

            LedgerReport report = LedgerReport.of(folder);
            assertThat(report.process().get("state").getAsString()).isEqualTo("running");
            assertThat(number(report.process(), "pid")).isEqualTo(live.pid());
            assertThat(report.sum("calls")).isEqualTo(7);

            live.tell("end");
            live.end().well();
        }
        assertThat(LedgerReport.of(folder).process().get("state").getAsString()).isEqualTo("exited");
    }

    @OnOneJdk
    void whatAKilledProcessAcknowledgedIsThere(Jdk jdk) {
        try (Started live = fork(jdk).agent(RULE).start(Endings.class, "wait", "1234567")) {
            live.awaitLine("acknowledged");
            live.kill().withExit(KILLED);
        }

        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.process().get("state").getAsString()).isEqualTo("killed");
        assertThat(report.sum("calls")).isEqualTo(1_234_567);
    }

    @OnOneJdk
    void whatAHaltedProcessCalledIsThere(Jdk jdk) {
        fork(jdk).agent(RULE).run(Endings.class, "halt", "12345").withExit(6);

        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.process().get("state").getAsString()).isEqualTo("killed");
        assertThat(report.sum("calls")).isEqualTo(12_345);
    }

    @OnOneJdk
    void twoProcessesInOneFolderAreMerged(Jdk jdk) {
        try (Started first = fork(jdk).agent(RULE).start(Endings.class, "wait", "3");
                Started second = fork(jdk).agent(RULE).start(Endings.class, "wait", "4")) {
            first.awaitLine("acknowledged");
            second.awaitLine("acknowledged");
            first.tell("end");
            second.tell("end");
            first.end().well();
            second.end().well();
        }

        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.processes()).hasSize(2);
        assertThat(report.usedSites()).hasSize(1);
        JsonObject site = report.usedSites().get(0);
        assertThat(number(site, "calls")).isEqualTo(7);
    }

    @OnOneJdk
    void checkSaysNoGoWithItsReasonAndItsExitCode(Jdk jdk) {
        fork(jdk).agent(RULE).run(ManyCalls.class, "2").well();

        Ended check = LedgerReport.tool(jdk, folder, "check").withExit(1);
        assertThat(check.stdout().get(0)).contains("NO-GO");
        assertThat(check.stdout().toString()).contains("ManyCalls.main(ManyCalls.java:14)");
    }

    /** Makes it impossible to have a folder {@code lastcall} there, even for root. */
    private static void occupy(Path folder) throws IOException {
        Files.createFile(folder.resolve("lastcall"));
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder);
    }
}
