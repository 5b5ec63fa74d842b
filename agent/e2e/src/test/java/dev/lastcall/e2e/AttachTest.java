package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.AttachedLater;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes into a process that already runs, and watches what was loaded before it. */
class AttachTest {
    private static final String RULE = "deprecated=com.acme.legacy.Factory;com.acme.legacy.Service";

    @TempDir
    Path folder;

    @OnEachJdk
    void callsInClassesLoadedBeforeAreCountedFromThenOn(Jdk jdk) throws Exception {
        try (Started running = start(jdk)) {
            running.attach("mode=log," + RULE);
            again(running);
            again(running);
            Ended ended = running.end().well();
            assertThat(ended.printedNumber("bodies")).isEqualTo(27);
            assertThat(ended.stderr())
                    .allMatch(line -> line.startsWith("lastcall") || line.contains(" WARN lastcall ["));
        }

        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(22);
        assertThat(report.callsByCaller()).containsEntry("AttachedLater.round", 22L);
    }

    @OnEachJdk
    void callsInClassesLoadedBeforeAreBlockedFromThenOn(Jdk jdk) throws Exception {
        try (Started running = start(jdk)) {
            running.attach("log=none,mode=block," + RULE);
            running.tell("again");
            Ended ended = running.end().withExit(1);
            assertThat(ended.stderrText()).contains("dev.lastcall.BlockedCallException: [inline]");
        }
    }

    @OnOneJdk
    void aSecondAttachChangesTheSettings(Jdk jdk) throws Exception {
        try (Started running = start(jdk)) {
            running.attach("mode=count," + RULE);
            running.attach("mode=block," + RULE);
            running.tell("again");
            assertThat(running.end().withExit(1).stderrText())
                    .contains("dev.lastcall.BlockedCallException: [inline]")
                    .contains("settings were changed by an attachment: mode block, 1 rule, 2 signatures");
        }

        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.process().get("mode").getAsString()).isEqualTo("block");
        assertThat(report.sum("calls")).isEqualTo(1);
    }

    private Started start(Jdk jdk) {
        Started running =
                Fork.of(jdk, folder).option("-XX:+EnableDynamicAgentLoading").start(AttachedLater.class);
        running.awaitLine("ready");
        return running;
    }

    private static void again(Started running) {
        running.tell("again");
        running.awaitLine("done");
    }
}
