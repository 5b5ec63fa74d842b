package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In a runtime that has the two modules without which there is no agent, and no other. */
class ImageTest {
    private static final String RULE = "deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnEachJdk
    void callsAreCountedAndReported(Jdk jdk) {
        Ended ended = fork(jdk)
                .agent("log=calls.log," + RULE)
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.printedNumber("bodies")).isEqualTo(3);
        assertThat(folder.resolve("calls.log")).isNotEmptyFile();
        Ended report = fork(jdk).runRaw("-jar", Fork.JAR.toString(), "report").well();
        assertThat(report.stdout()).anyMatch(line -> line.contains("3 calls at 1 call site"));
    }

    @OnEachJdk
    void aLogbackFileNeedsAModuleThatIsNamed(Jdk jdk) throws IOException {
        Path logback = Files.writeString(folder.resolve("logback.xml"), "<configuration/>");

        Ended exits = fork(jdk)
                .agent("logback=" + logback + "," + RULE)
                .run(ManyCalls.class, "3")
                .withExit(78);
        assertThat(exits.stderrText()).contains("logback.xml: this Java has no module java.xml");
        assertThat(exits.stdout()).isEmpty();

        Ended continues = fork(jdk)
                .agent("on-error=continue,logback=" + logback + "," + RULE)
                .run(ManyCalls.class, "3")
                .well();
        assertThat(continues.stderrText())
                .contains("java.xml", "runs unguarded")
                .doesNotContain("\tat ");
    }

    @OnEachJdk
    void toReachAnotherProcessNeedsAModuleThatIsNamed(Jdk jdk) {
        for (String command : new String[] {"mode", "attach"}) {
            String pid = String.valueOf(ProcessHandle.current().pid());
            Ended ended = fork(jdk)
                    .runRaw("-jar", Fork.JAR.toString(), command, pid, command.equals("mode") ? "log" : "mode=log")
                    .withExit(2);

            assertThat(ended.stderr())
                    .singleElement()
                    .asString()
                    .startsWith("lastcall: this Java has no module jdk.attach; use a JDK, ");
        }
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder).option("--limit-modules", "java.base,java.instrument");
    }
}
