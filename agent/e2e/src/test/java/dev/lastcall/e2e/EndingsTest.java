package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Endings;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The agent changes nothing about how a process ends, and hears its last calls. */
class EndingsTest {
    private static final String RULE = "deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnEachJdk
    void anExceptionOfMainIsPrintedAsEverAndTheExitCodeIsKept(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .agent("log=none," + RULE)
                .run(Endings.class, "throw", "2")
                .withExit(1);

        Ended without = Fork.of(jdk, folder).run(Endings.class, "throw", "2").withExit(1);
        assertThat(ended.stderr()).isEqualTo(without.stderr()).isNotEmpty();
        assertThat(state()).isEqualTo("exited");
    }

    @OnEachJdk
    void theCodeOfSystemExitIsKept(Jdk jdk) {
        Ended ended = run(jdk, "exit", 2).withExit(5);

        assertThat(ended.stderrText()).contains("lastcall: inline: 2 calls from 1 call site, 0 blocked");
        assertThat(state()).isEqualTo("exited");
    }

    @OnEachJdk
    void callsInAShutdownHookAreCounted(Jdk jdk) {
        run(jdk, "hook", 321).well();

        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(321);
    }

    @OnEachJdk
    void closingLinesComeAfterTheShutdownHooksOfTheApplication(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .agent(RULE)
                .run(Endings.class, "late-hook", "20", "3")
                .well();

        assertThat(ended.stderr())
                .filteredOn(line -> line.startsWith("lastcall: inline: "))
                .containsExactly("lastcall: inline: 23 calls from 1 call site, 0 blocked");
        assertThat(state()).isEqualTo("exited");
    }

    @OnEachJdk
    void closingLinesAreSaidAgainIfTheFirstCallIsThatOfAHook(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .agent("allow=x.Y," + RULE)
                .run(Endings.class, "late-hook", "20", "0")
                .well();

        assertThat(ended.stderr())
                .filteredOn(line -> line.startsWith("lastcall: inline: "))
                .last()
                .asString()
                .startsWith("lastcall: inline: 20 calls from 1 call site, 0 blocked");
        assertThat(state()).isEqualTo("exited");
    }

    @OnEachJdk
    void anExitWithinAnExitDoesNotHang(Jdk jdk) {
        run(jdk, "exit-in-hook", 4);

        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(4);
        assertThat(state()).isEqualTo("exited");
    }

    private Ended run(Jdk jdk, String how, int calls) {
        return Fork.of(jdk, folder).agent(RULE).run(Endings.class, how, String.valueOf(calls));
    }

    private String state() {
        return LedgerReport.of(folder).process().get("state").getAsString();
    }
}
