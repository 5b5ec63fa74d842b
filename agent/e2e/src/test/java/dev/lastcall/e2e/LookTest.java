package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Looker;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Code of the application looks at what the agent has seen. */
class LookTest {
    @TempDir
    Path folder;

    @OnEachJdk
    void callsBetweenTwoLooksAreTold(Jdk jdk) {
        Ended ended = run(jdk, "log");
        assertThat(ended.printed("here")).isEqualTo("true");
        assertThat(ended.printed("beside")).isEqualTo("true");
        assertThat(ended.printed("mode")).isEqualTo("log");
        assertThat(ended.printed("ledger")).endsWith(".lastcall");
        assertThat(ended.printed("before"))
                .as("the call site is known, and not called")
                .isEqualTo("1");
        assertThat(ended.printed("first")).isEqualTo("call=3/0");
        assertThat(ended.printed("then")).isEqualTo("call=2/0");
        assertThat(ended.printed("all")).isEqualTo("call=5/0");
        assertThat(ended.printed("none")).isEmpty();
        assertThat(ended.printed("classes")).isEmpty();
        assertThat(ended.printed("own")).isEqualTo("2");
        assertThat(ended.printed("others")).isEqualTo("4");
        assertThat(ended.printed("rules")).isEqualTo("[inline]");
        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("calls")).isEqualTo(11);
    }

    @OnOneJdk
    void refusedCallsAreTold(Jdk jdk) {
        Ended ended = run(jdk, "block");
        assertThat(ended.printed("mode")).isEqualTo("block");
        assertThat(ended.printed("all")).isEqualTo("call=5/5");
    }

    @OnOneJdk
    void whereTheAgentWatchesNothingItIsNotHere(Jdk jdk) {
        Ended ended = run(jdk, "off");
        assertThat(ended.printed("here")).isEqualTo("false");
        assertThat(ended.printed("evidence")).isEqualTo("null");
    }

    @OnOneJdk
    void withoutTheAgentItIsNotHere(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .option("-Xbootclasspath/a:" + Fork.JAR)
                .run(Looker.class)
                .well();
        assertThat(ended.printed("here")).isEqualTo("false");
    }

    private Ended run(Jdk jdk, String mode) {
        return Fork.of(jdk, folder)
                .agent("mode=" + mode + ",deprecated=com.acme.legacy.Factory#create(**)")
                .run(Looker.class)
                .well();
    }
}
