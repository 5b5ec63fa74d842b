package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What is valid, but hardly meant, is told when the application starts. */
class HintsTest {
    @TempDir
    Path folder;

    @OnOneJdk
    void aMethodThatIsNamedAsAFieldIsToldOnceAndInTheReport(Jdk jdk) {
        Ended ended = fork(jdk)
                .agent("deprecated=com.acme.legacy.Factory#create")
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.stderr())
                .filteredOn(line -> line.contains("write com.acme.legacy.Factory#create(**)"))
                .hasSize(1);
        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.blindSpots().toString()).contains("names a field, and there is only a method of that name");
        assertThat(report.verdict()).isEqualTo("UNKNOWN");
    }

    @OnOneJdk
    void oddNamesAreToldBelowTheFirstLine(Jdk jdk) {
        Ended ended = fork(jdk)
                .agent("deprecated=Factory;com.acme.legacy.Factory.class")
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.stderr().get(1))
                .isEqualTo(
                        "lastcall: hint: inline: Factory: names a class without a package; if it has one, write it in"
                                + " front");
        assertThat(ended.stderr().get(2)).endsWith("write com.acme.legacy.Factory");
    }

    @OnOneJdk
    void aRuleThatTheDefaultModeHoldsBackIsToldUnlessTheModeWasSet(Jdk jdk) throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                lastcall: 1
                rules:
                  - id: factory
                    mode: block
                    deprecated: [com.acme.legacy.Factory]
                """);
        Ended byDefault =
                fork(jdk).agent("policy=" + policy).run(ManyCalls.class, "3").well();
        assertThat(byDefault.stderr().get(1))
                .startsWith("lastcall: rule factory says mode block and acts in log: ")
                .contains("LASTCALL_MODE=block");
        assertThat(byDefault.printedNumber("blocked")).isZero();

        Ended lifted = fork(jdk)
                .agent("mode=log,policy=" + policy)
                .run(ManyCalls.class, "3")
                .well();
        assertThat(lifted.stderr()).noneMatch(line -> line.contains("says mode"));
        Ended blocking = fork(jdk)
                .environment("LASTCALL_MODE", "BLOCK")
                .agent("policy=" + policy)
                .run(ManyCalls.class, "3")
                .well();
        assertThat(blocking.stderr()).noneMatch(line -> line.contains("says mode"));
        assertThat(blocking.printedNumber("blocked")).isEqualTo(3);
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder);
    }
}
