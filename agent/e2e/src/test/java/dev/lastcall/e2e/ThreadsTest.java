package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.EveryKind;
import com.acme.app.Threads;
import com.acme.app.Unburdened;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Counts are exact whoever calls at the same time, and in little memory. */
class ThreadsTest {
    private static final String RULE = "mode=count,deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnEachJdk
    void eightPlatformThreadsLoseNoCall(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .optimized()
                .agent(RULE)
                .run(Threads.class, "platform", "8", "1000000")
                .well();

        assertThat(LedgerReport.of(folder).sum("calls"))
                .isEqualTo(ended.printedNumber("calls"))
                .isEqualTo(8_000_000);
    }

    @OnEachJdk
    void manyShortThreadsLoseNoCall(Jdk jdk) {
        Fork.of(jdk, folder)
                .optimized()
                .agent(RULE)
                .run(Threads.class, "platform", "500", "11")
                .well();

        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(5_500);
    }

    @OnEachJdk
    void tenThousandVirtualThreadsLoseNoCall(Jdk jdk) {
        assumeTrue(jdk.hasVirtualThreads(), jdk + " has no virtual threads");

        Fork.of(jdk, folder)
                .optimized()
                .agent(RULE)
                .run(Threads.class, "virtual", "10000", "10")
                .well();

        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(100_000);
    }

    @OnEachJdk
    void theAgentLeavesNothingInAVirtualThread(Jdk jdk) {
        assumeTrue(jdk.hasVirtualThreads(), jdk + " has no virtual threads");

        Ended ended = Fork.of(jdk, folder)
                .optimized()
                .option("--add-opens", "java.base/java.lang=ALL-UNNAMED")
                .agent(RULE)
                .run(Unburdened.class, "50")
                .well();

        assertThat(ended.printedNumber("burdened")).isZero();
        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(150);
    }

    @OnEachJdk
    void aSmallHeapIsEnough(Jdk jdk) {
        Fork.of(jdk, folder)
                .optimized()
                .option("-Xmx32m")
                .agent(RULE)
                .run(EveryKind.class)
                .well();

        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("calls")).isPositive();
    }
}
