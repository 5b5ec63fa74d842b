package dev.lastcall.e2e;

import static dev.lastcall.e2e.PolicyOnDisk.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Stepwise;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code attach PID} and {@code mode PID MODE} on a running process. */
class ChangeTest {
    private static final String PASSES = "passes passes passes passes";
    private static final String REFUSED = "[first] [first] [first] [first]";

    @TempDir
    Path folder;

    @OnOneJdk
    void theModeChangesInAllDirections(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running =
                fork(jdk).agent("mode=off,policy=" + policy.file()).start(Stepwise.class)) {
            running.awaitLine("ready");
            String[] modes = {"log", "off", "count", "block", "off", "block", "audit", "block", "count", "log", "off"};
            int steps = 0;
            for (String mode : modes) {
                Ended tool = ask("mode", running.pid(), mode).well();
                assertThat(tool.stdout().get(0))
                        .startsWith("lastcall ")
                        .contains("mode " + (mode.equals("audit") ? "log" : mode) + ", 1 rule, 4 signatures");
                assertThat(tool.stderr()).isEmpty();
                assertThat(step(running, ++steps)).as(mode).isEqualTo(mode.equals("block") ? REFUSED : PASSES);
            }
            running.end().well();
        }
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(8 * 4);
        assertThat(report.sum("blocked")).isEqualTo(3 * 4);
        assertThat(report.process().get("mode").getAsString())
                .as("the start in off and what came later are one process")
                .isEqualTo("off");
    }

    @OnOneJdk
    void theModeChangesThoughThePolicyFileIsBrokenOrGone(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running = fork(jdk).agent("policy=" + policy.file()).start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(step(running, 1)).isEqualTo(REFUSED);
            policy.write("lastcall: 2\n");
            ask("mode", running.pid(), "log").well();
            assertThat(step(running, 2)).isEqualTo(PASSES);
            policy.delete();
            ask("mode", running.pid(), "block").well();
            assertThat(step(running, 3)).isEqualTo(REFUSED);
        }
    }

    @OnOneJdk
    void aModeThatWasSetByHandOutlivesAChangeOfTheFile(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running = fork(jdk).agent("policy=" + policy.file()).start(Stepwise.class)) {
            running.awaitLine("ready");
            ask("mode", running.pid(), "log").well();
            policy.replace(yaml("block", "second"));
            running.awaitErrorLine("the policy has changed: mode log");
            assertThat(step(running, 1)).isEqualTo(PASSES);
        }
    }

    @OnEachJdk
    void attachStartsTheAgentAndThenChangesIt(Jdk jdk) {
        policy("log");
        try (Started running = fork(jdk).start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(step(running, 1)).isEqualTo(PASSES);
            Path elsewhere = created("elsewhere");
            Ended first = LedgerReport.tool(
                            jdk, elsewhere, "attach", String.valueOf(running.pid()), "mode=log,policy=../policy.yaml")
                    .well();
            assertThat(first.stdout().get(0))
                    .startsWith("lastcall ")
                    .contains("mode log, 1 rule, 4 signatures, ledger");
            assertThat(step(running, 2)).isEqualTo(PASSES);
            Ended again = tool(jdk, "attach", running.pid(), "policy=policy.yaml", "mode=log")
                    .well();
            assertThat(again.stdout().get(0)).contains("mode log, 1 rule, 4 signatures");
            assertThat(step(running, 3)).isEqualTo(PASSES);
            tool(jdk, "attach", running.pid(), "mode=block", "policy=policy.yaml")
                    .well();
            assertThat(step(running, 4)).isEqualTo(REFUSED);
            Ended ended = running.end().well();
            assertThat(ended.stderr())
                    .filteredOn(line -> !line.startsWith("lastcall") && !line.contains(" lastcall "))
                    .as("what the JVM itself says of a late attachment (JEP 451)")
                    .allMatch(line -> line.startsWith("WARNING: ") && jdk.feature() >= 21);
        }
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(3 * 4);
        assertThat(report.sum("blocked")).isEqualTo(4);
    }

    @OnOneJdk
    void attachBesideTheOptionChangesSettingsAndWeavesOnce(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running = fork(jdk)
                .agent("mode=count,deprecated=com.acme.legacy.Gateway#direct()")
                .start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(step(running, 1)).isEqualTo(PASSES);
            ask("attach", running.pid(), "policy=" + policy.file()).well();
            assertThat(step(running, 2)).isEqualTo(PASSES);
            ask("attach", running.pid(), "mode=block").well();
            assertThat(step(running, 3)).isEqualTo(REFUSED);
            running.end().well();
        }
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(1 + 4 + 4);
        assertThat(report.sum("blocked")).isEqualTo(4);
    }

    @OnOneJdk
    void attachSaysWhichSettingsBelongToTheStart(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running = fork(jdk).agent("policy=" + policy.file()).start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(ask("attach", running.pid(), "mode=log", "ledger=" + folder.resolve("other"), "service=x")
                            .well()
                            .stdout()
                            .get(0))
                    .contains(
                            "mode log, 1 rule, 4 signatures; ledger, service stay as they were: they belong to the start");
            assertThat(step(running, 1)).isEqualTo(PASSES);
            assertThat(ask("attach", running.pid(), "log=stdout").withExit(2).stderrText())
                    .startsWith("lastcall: nothing has changed:")
                    .contains("log stays as it was: it belongs to the start of the agent");
            assertThat(step(running, 2)).isEqualTo(PASSES);
        }
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @OnOneJdk
    void aWrongSettingChangesNothingAndTheProcessGoesOn(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running = fork(jdk).agent("policy=" + policy.file()).start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(ask("attach", running.pid(), "mode=blok").withExit(2).stderrText())
                    .startsWith("lastcall: 1 error in the configuration:")
                    .contains("did you mean 'block'?");
            assertThat(tool(jdk, "attach", running.pid(), "policy=no.yaml")
                            .withExit(2)
                            .stderrText())
                    .contains(folder.resolve("no.yaml") + "' does not exist");
            policy.write("lastcall: 1\nrules:\n  - id: X\n");
            assertThat(ask("attach", running.pid(), "policy=" + policy.file())
                            .withExit(2)
                            .stderrText())
                    .startsWith("lastcall: ")
                    .contains("policy.yaml:3:9");
            assertThat(step(running, 1)).isEqualTo(REFUSED);
        }
    }

    @OnOneJdk
    void aWrongPolicyDoesNotStartTheAgentAndModeSaysThatItDoesNotRun(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace("lastcall: 1\nrules:\n  - id: X\n");
        try (Started running = fork(jdk).start(Stepwise.class)) {
            running.awaitLine("ready");
            String silent = "lastcall: the agent does not run in process " + running.pid();
            assertThat(ask("mode", running.pid(), "log").withExit(2).stderrText())
                    .startsWith(silent);
            ask("attach", running.pid(), "policy=" + policy.file()).withExit(2);
            assertThat(ask("mode", running.pid(), "log").withExit(2).stderrText())
                    .startsWith(silent);
            assertThat(step(running, 1)).isEqualTo(PASSES);
            policy.replace(yaml("block", "first"));
            ask("attach", running.pid(), "policy=" + policy.file()).well();
            assertThat(step(running, 2)).isEqualTo(REFUSED);
        }
    }

    @OnOneJdk
    void aProcessThatForbidsLateAgentsSaysSo(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running =
                Fork.of(jdk, folder).option("-XX:-EnableDynamicAgentLoading").start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(ask("attach", running.pid(), "policy=" + policy.file())
                            .withExit(2)
                            .stderrText())
                    .startsWith("lastcall: process " + running.pid() + " can't be reached: ")
                    .containsIgnoringCase("dynamic agent loading is not enabled");
            assertThat(step(running, 1)).isEqualTo(PASSES);
        }
    }

    @OnOneJdk
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals, and no program of that name")
    void aProcessOfAnotherKindIsLeftAlone(Jdk jdk) throws IOException {
        Process other = new ProcessBuilder("sleep", "100").start();
        try {
            assertThat(tool(jdk, "mode", other.pid(), "log").withExit(2).stderrText())
                    .isEqualTo("lastcall: process " + other.pid()
                            + " is no Java process that lets agents be attached; jps lists those of Java");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatDoesNotExistIsNamed() throws Exception {
        Process gone = new ProcessBuilder(Jdk.running().tool("java").toString(), "-version").start();
        assertThat(gone.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(ask("mode", gone.pid(), "log").withExit(2).stderrText())
                .isEqualTo("lastcall: there is no process " + gone.pid() + " here; jps lists those of Java");
    }

    @OnOneJdk
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a script of the POSIX shell")
    void allThreeWaysBackTakeEffect(Jdk jdk) throws Exception {
        Path script = Fork.JAR.resolve("../../../scripts/rollback.sh").normalize();
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTCALL_"));
        try (Started running = new Started(builder.start(), builder.command())) {
            Ended ended = running.end().well();
            ended.stdout().forEach(line -> System.out.println(jdk + ": roll-back by " + line));
            assertThat(ended.stdout())
                    .filteredOn(line -> line.endsWith(" ms"))
                    .extracting(line -> line.substring(0, line.indexOf(':')))
                    .containsExactly("restart with LASTCALL_MODE=log", "change of the policy file", "mode PID log");
        }
    }

    @OnOneJdk
    void nothingThatTheApplicationSetsRelaxesTheBlock(Jdk jdk) {
        PolicyOnDisk policy = policy("block");
        try (Started running = fork(jdk).agent("policy=" + policy.file()).start(Stepwise.class)) {
            running.awaitLine("ready");
            assertThat(step(running, 1)).isEqualTo(REFUSED);
            running.tell("relax");
            assertThat(step(running, 2)).isEqualTo(REFUSED);
            policy.replace(yaml("block", "second"));
            running.awaitErrorLine("the policy has changed: mode block");
            assertThat(step(running, 3)).isEqualTo("[second] [second] [second] [second]");
            Ended ended = running.end().well();
            assertThat(ended.printed("environment")).startsWith("threw java.lang.UnsupportedOperationException");
            assertThat(ended.printed("agent")).startsWith("threw java.lang.ClassNotFoundException");
            assertThat(ended.printed("gate")).startsWith("threw java.lang.ClassNotFoundException");
            assertThat(ended.printed("attach")).startsWith("threw ");
            assertThat(ended.printedNumber("bodies")).isZero();
        }
    }

    private PolicyOnDisk policy(String mode) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml(mode, "first"));
        return policy;
    }

    private Path created(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder);
    }

    /** Asks from a JVM of that JDK, in the folder of the test. */
    private Ended tool(Jdk jdk, String command, long pid, String... more) {
        return LedgerReport.tool(jdk, folder, words(command, pid, more));
    }

    /** Asks within this JVM. */
    private static Ended ask(String command, long pid, String... more) {
        return LedgerReport.ask(words(command, pid, more));
    }

    private static String[] words(String command, long pid, String... more) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(command, String.valueOf(pid)), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }

    private static String step(Started running, int number) {
        running.tell("step");
        String start = "step " + number + " ";
        return running.awaitLine(start).substring(start.length());
    }
}
