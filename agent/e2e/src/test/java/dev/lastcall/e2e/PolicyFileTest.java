package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Refused;
import com.acme.app.Stepwise;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.io.TempDir;

/** What policy files say reaches the caller. */
class PolicyFileTest {
    private static final String POLICY = """
            lastcall: 1
            mode: block
            rules:
              - id: old-factory
                deprecated:
                  - com.acme.legacy.Factory
                canonical:
                  - com.acme.fresh.Connections
                message: Use Connections.
                allow:
                  - callers: com.acme.app.Refused$Shim
                    reason: shim, removed with 3.0
                    owner: realtime
                    expires: %s
            """;

    @TempDir
    Path folder;

    @OnOneJdk
    void anAllowEntryAllowsUntilItExpires(Jdk jdk) throws Exception {
        Ended ended = run(jdk, LocalDate.now(ZoneId.systemDefault()).plusDays(2));
        assertThat(ended.printed("allowed")).isEqualTo("made y");
        assertThat(ended.printed("direct-message")).contains("[old-factory] ", "Use Connections.");
        assertThat(ended.printedNumber("bodies-refused")).isZero();
        assertThat(ended.callLines())
                .anyMatch(line -> line.contains("Refused$Shim.create") && line.contains("allowed"));
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("allowed")).isEqualTo(1);
        assertThat(report.sum("blocked")).isEqualTo(2);
    }

    @OnOneJdk
    void anAllowEntryThatHasExpiredAllowsNothing(Jdk jdk) throws Exception {
        Files.writeString(
                folder.resolve("policy.yaml"),
                POLICY.formatted(LocalDate.now(ZoneId.systemDefault()).minusDays(2)));
        Ended ended = Fork.of(jdk, folder)
                .agent("policy=policy.yaml")
                .run(Refused.class)
                .withExit(1);
        assertThat(ended.stderrText()).contains("called by com.acme.app.Refused$Shim.create");
        assertThat(LedgerReport.of(folder).sum("allowed")).isZero();
    }

    @OnOneJdk
    void aSignatureFileGivesEachMemberItsMessage(Jdk jdk) throws Exception {
        Files.writeString(folder.resolve("old.txt"), """
                @defaultMessage Ask the platform team.
                com.acme.legacy.Gateway#direct() @ Call the other one.
                com.acme.legacy.Gateway#get()
                """);
        try (Started running =
                Fork.of(jdk, folder).agent("mode=block,policy=old.txt").start(Stepwise.class)) {
            running.awaitLine("ready");
            running.tell("step");
            assertThat(running.awaitLine("step 1 ")).isEqualTo("step 1 [old] passes passes [old]");
            Ended ended = running.end().well();
            assertThat(ended.callLines())
                    .anyMatch(line -> line.contains("Gateway.direct()") && line.contains("Call the other one."))
                    .anyMatch(line -> line.contains("Gateway.get()") && line.contains("Ask the platform team."));
            assertThat(ended.printed("message-DIRECT")).contains("Call the other one.");
            assertThat(ended.printed("message-VIRTUAL")).contains("Ask the platform team.");
        }
    }

    private Ended run(Jdk jdk, LocalDate expires) throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted(expires));
        return Fork.of(jdk, folder)
                .agent("policy=policy.yaml")
                .run(Refused.class)
                .well();
    }
}
