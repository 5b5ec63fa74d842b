package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.PortCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A class names nothing deprecated, but an interface or class that loads later and inherits what is. */
class EarlyCallerTest {
    private static final String CALLER = "com.acme.app.PortCalls$Caller";

    @TempDir
    Path folder;

    @OnEachJdk
    void itsCallsAreRefusedOnceTheInterfaceIsKnown(Jdk jdk) {
        isRefused(jdk, "class", "com.acme.deep.OldPort#open()", "com.acme.deep.Port");
    }

    @OnOneJdk
    void soAreThoseThatEndInALambda(Jdk jdk) {
        isRefused(jdk, "lambda", "com.acme.deep.OldPort#open()", "com.acme.deep.Port");
    }

    @OnOneJdk
    void soAreThoseOfAClassThatWasWovenForAnotherReason(Jdk jdk) {
        String listed = "com.acme.deep.OldPort#open(),canonical=com.acme.deep.Ports";
        isRefused(jdk, "class", listed, "com.acme.deep.Port");
    }

    @OnOneJdk
    void soIsTheUseOfAField(Jdk jdk) {
        isRefused(jdk, "field", "com.acme.deep.OldGauge#level", "com.acme.deep.Gauge");
    }

    private void isRefused(Jdk jdk, String how, String listed, String name) {
        int round = 1;
        try (Started running =
                Fork.of(jdk, folder).agent("mode=block,deprecated=" + listed).start(PortCalls.class, how)) {
            while (!again(running, round).equals("refused")) {
                running.tell("again");
                round++;
            }
            for (int i = 0; i < 10; i++) {
                running.tell("again");
                assertThat(again(running, ++round)).isEqualTo("refused");
            }
            running.end().well();
        }
        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.sum("blocked")).isEqualTo(11);
        assertThat(report.blindSpots().toString())
                .contains(CALLER, "calls by the name of " + name + ", which loaded later");
    }

    @OnOneJdk
    void aChangedPolicyForgetsNoName(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        String listed =
                "lastcall: 1\nmode: block\nrules:\n  - {id: port, deprecated: ['com.acme.deep.OldPort#open()']}\n";
        policy.replace(listed);
        try (Started running =
                Fork.of(jdk, folder).agent("policy=" + policy.file()).start(PortCalls.class)) {
            int round = 1;
            while (!again(running, round).equals("refused")) {
                running.tell("again");
                round++;
            }
            policy.replace(listed + "  - {id: other, deprecated: [com.acme.deep.Old]}\n");
            running.awaitErrorLine("the policy has changed");
            running.tell("again");
            assertThat(again(running, round + 1)).isEqualTo("refused");
            running.end().well();
        }
    }

    private static String again(Started running, int round) {
        String start = "round-" + round + ' ';
        return running.awaitLine(start).substring(start.length());
    }

    @OnEachJdk
    void aProcessThatEndsAtOnceSaysThatItHasMissedThem(Jdk jdk) {
        Fork.of(jdk, folder)
                .agent("mode=count,deprecated=com.acme.deep.OldPort")
                .run(PortCalls.class)
                .well();

        assertThat(LedgerReport.of(folder).blindSpots().toString()).contains(CALLER);
    }

    @OnOneJdk
    void whoIsAllowedToCallMissesNothing(Jdk jdk) throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                        lastcall: 1
                        rules:
                          - id: port
                            deprecated: [com.acme.deep.OldPort]
                            allow:
                              - callers: com.acme.app.**
                                reason: moves the last ones
                        """);
        Fork.of(jdk, folder)
                .agent("mode=count,policy=" + policy)
                .run(PortCalls.class)
                .well();

        LedgerReport.of(folder).withoutBlindSpots();
    }
}
