package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.Guarded;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Beside a security manager; where the JDK has none any more, the same programs run without. */
class SecurityManagerTest {
    private static final int FIRST_WITHOUT = 24;
    private static final int FIRST_TO_ASK = 18;
    private static final String RULE = "deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnEachJdk
    void withoutAGrantTheApplicationRunsAndTheLackIsNamed(Jdk jdk) throws IOException {
        for (Path policy : new Path[] {policy(""), null}) {
            Ended ended = fork(jdk, policy).agent(RULE).run(Guarded.class, "no").well();

            assertThat(ended.printedNumber("bodies")).isEqualTo(25);
            if (jdk.feature() < FIRST_WITHOUT) {
                assertThat(ended.stderr())
                        .filteredOn(line -> line.startsWith("lastcall"))
                        .singleElement()
                        .asString()
                        .startsWith("lastcall: the agent could not start: ")
                        .contains("access denied (", "; the application runs without the agent. ")
                        .endsWith(grant());
            }
        }
    }

    @OnEachJdk
    void withoutAGrantAProcessThatIsToRefuseCallsDoesNotStartUnlessToldTo(Jdk jdk) throws IOException {
        assumeTrue(jdk.feature() < FIRST_WITHOUT, jdk + " has no security manager");

        Ended exits = fork(jdk, policy(""))
                .agent("mode=block," + RULE)
                .run(Guarded.class, "no")
                .withExit(78);
        assertThat(exits.stdout()).isEmpty();
        assertThat(exits.stderrText()).contains("on-error=exit: the application is not started");

        Ended continues = fork(jdk, policy(""))
                .agent("mode=block,on-error=continue," + RULE)
                .run(Guarded.class, "no")
                .well();
        assertThat(continues.printedNumber("bodies")).isEqualTo(25);
        assertThat(continues.stderrText()).contains("on-error=continue: the application runs unguarded");
    }

    @OnEachJdk
    void withAGrantToTheJarCallsOfClassesThatMayDoNothingAreCountedAndRefused(Jdk jdk) throws IOException {
        assertRefused(fork(jdk, policy(grant())).agent("mode=block," + RULE).run(Guarded.class, "no"));
    }

    @OnEachJdk
    void aSecurityManagerThatComesLaterTakesNothingFromTheAgent(Jdk jdk) {
        String when = jdk.feature() < FIRST_TO_ASK ? "late" : "no";

        assertRefused(Fork.of(jdk, folder).agent("mode=block," + RULE).run(Guarded.class, when));
    }

    private void assertRefused(Ended ended) {
        assertThat(ended.well().printedNumber("blocked")).isEqualTo(25);
        assertThat(ended.printedNumber("bodies")).isZero();
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("blocked")).isEqualTo(25);
    }

    private static String grant() {
        return "grant codeBase \"file:" + Fork.JAR + "\" { permission java.security.AllPermission; };";
    }

    private Path policy(String text) throws IOException {
        return Files.writeString(folder.resolve("java.policy"), text);
    }

    /** Null: the policy that the JDK has. */
    private Fork fork(Jdk jdk, Path policy) {
        Fork fork = Fork.of(jdk, folder);
        if (jdk.feature() < FIRST_WITHOUT) {
            fork.option("-Djava.security.manager");
            if (policy != null) {
                fork.option("-Djava.security.policy==" + policy);
            }
        }
        return fork;
    }
}
