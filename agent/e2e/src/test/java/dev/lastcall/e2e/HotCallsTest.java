package dev.lastcall.e2e;

import static dev.lastcall.e2e.PolicyOnDisk.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.HotThreads;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that are hot at once, on eight threads at the same time, while the policy changes under them and between them.
 * With {@code -Dlastcall.test.reloads=N} it changes more often than four times.
 */
class HotCallsTest {
    private static final int RELOADS = Integer.getInteger("lastcall.test.reloads", 4);
    private static final List<String> KINDS = List.of("call", "virtual", "reflection", "method-handle");
    private static final String CHANGED = "the policy has changed: ";

    @TempDir
    Path folder;

    @OnEachJdk
    void onEightThreadsNoCallIsLostOrCountedTwice(Jdk jdk) {
        countsAreTruth(jdk, "platform");
    }

    @OnEachJdk
    void onEightVirtualThreadsNoCallIsLostOrCountedTwice(Jdk jdk) {
        assumeTrue(jdk.hasVirtualThreads(), jdk + " has no virtual threads");
        countsAreTruth(jdk, "virtual");
    }

    private void countsAreTruth(Jdk jdk, String threads) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml("count", "same"));
        try (Started running = Fork.of(jdk, folder)
                .optimized()
                .verifyAll()
                .option("-Dlastcall.test.hot=2")
                .agent("policy=" + policy.file())
                .start(HotThreads.class, threads, "8")) {
            running.awaitLine("ready");
            for (int i = 1; i <= RELOADS; i++) {
                boolean blocks = i % 2 == 1;
                running.tell("go");
                policy.replace(yaml(blocks ? "block" : "count", "same"));
                running.awaitErrorLines(CHANGED, i);
                running.tell("stop");
                running.awaitLine("done-" + (2 * i - 1) + ' ');
                running.tell("go");
                running.tell("stop");
                String last = running.awaitLine("done-" + 2 * i + ' ');
                assertThat(last).doesNotContain(blocks ? "passes" : "refused");
            }
            Ended ended = running.end().well();
            long calls = 0;
            LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
            for (String kind : KINDS) {
                long made = ended.printedNumber("truth " + kind);
                assertThat(made).as(kind).isPositive();
                assertThat(report.callsByKind()).containsEntry(kind, made);
                calls += made;
            }
            assertThat(report.callsByKind()).containsOnlyKeys(KINDS);
            assertThat(report.sum("blocked")).isPositive().isEqualTo(calls - ended.printedNumber("bodies"));
        }
    }
}
