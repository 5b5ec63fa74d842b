package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Bearing;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Which call sites a program needs, asked of the shipped jar. */
class BisectTest {
    private static final String AGENT = "-javaagent:" + Fork.JAR + "=deprecated=com.acme.legacy.Factory,log=none";

    @TempDir
    Path folder;

    @OnOneJdk
    void theCallSitesThatBreakAreFoundAndTheOthersMayBeBlocked(Jdk jdk) throws Exception {
        Fork.of(jdk, folder)
                .agent("deprecated=com.acme.legacy.Factory,log=none,ledger=ledgers")
                .run(Bearing.class)
                .well();
        String said = bisect(jdk, 1);
        assertThat(said)
                .containsSubsequence(
                        "BREAKS\n  inline | com.acme.app.Bearing#needs(",
                        "BlockedCallException",
                        "MAY BE BLOCKED today, all at once\n  inline | com.acme.app.Bearing#bears(",
                        "2 open call sites, 4 runs");
        assertThat(bisect(jdk, 1)).as("nothing is run twice").contains("2 open call sites, 0 runs");
    }

    private String bisect(Jdk jdk, int expected) throws IOException, InterruptedException {
        String java = jdk.tool("java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", Fork.JAR.toString(), "bisect", "ledgers", "--"));
        command.addAll(List.of(java, AGENT + ",ledger=none", "-cp", Fork.testClasses(), Bearing.class.getName()));
        Path out = folder.resolve("bisect.out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isEqualTo(expected);
        return said;
    }
}
