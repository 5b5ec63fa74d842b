package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.DeepCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A class is offered to the agent before it can be known that, by way of another, it extends a deprecated one. */
class EarlySubclassTest {
    private static final String OLD = "com.acme.deep.Old#act()";
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    @OnEachJdk
    void itsCallsAreCountedFromTheFirstOn(Jdk jdk) {
        try (Started running = fork(jdk).agent("mode=count,deprecated=" + OLD).start(DeepCalls.class)) {
            assertCounted(running, 1);
        }
    }

    @OnEachJdk
    void itsCallsAreCountedWhenTheAgentComesLater(Jdk jdk) throws Exception {
        try (Started running = fork(jdk).start(DeepCalls.class)) {
            running.awaitLine("done-1");
            running.attach("mode=count,deprecated=" + OLD);
            assertCounted(running, 2);
        }
    }

    @OnOneJdk
    void itsCallsAreCountedWhenTheClassIsListedLater(Jdk jdk) throws Exception {
        Path policy = folder.resolve("policy.txt");
        Files.writeString(policy, "com.acme.deep.Unused\n");
        try (Started running = fork(jdk).agent("mode=count,policy=" + policy).start(DeepCalls.class)) {
            running.awaitLine("done-1");
            Files.writeString(policy, OLD + "\n");
            running.awaitErrorLines("the policy has changed: ", 1);
            assertCounted(running, 2);
        }
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder).option("-XX:+EnableDynamicAgentLoading");
    }

    /** From that round on, in each of which the deprecated body runs three times and ten, whoever calls it. */
    private void assertCounted(Started running, int from) {
        for (int round = 2; round <= ROUNDS; round++) {
            running.awaitLine("done-" + (round - 1));
            running.tell("again");
        }
        running.awaitLine("done-" + ROUNDS);
        Ended ended = running.end().well();
        assertThat(ended.printedNumber("bodies")).isEqualTo(13 * ROUNDS);
        long rounds = ROUNDS - from + 1L;
        assertThat(LedgerReport.of(folder).withoutBlindSpots().callsByCaller())
                .isEqualTo(Map.of("DeepCalls.call", 13 * rounds, "Inside.run", 10 * rounds));
    }
}
