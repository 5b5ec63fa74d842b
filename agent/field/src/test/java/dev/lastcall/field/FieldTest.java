package dev.lastcall.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short form of {@code scripts/field.sh}: what is about the JVM on each JDK, the others on one. */
@Timeout(1800)
class FieldTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    static List<Jdk> jdks() throws IOException {
        return Jdk.installed();
    }

    @Test
    void springBootIsTheSameBetweenOpenTelemetryAndJaCoCo() throws Exception {
        holds(jdks().get(jdks().size() - 1), "both", "spring");
    }

    @Test
    void tomcatCollectsTheLoaderOfAnOldDeployment() throws Exception {
        holds(jdks().get(0), "none", "tomcat");
    }

    /** Skipped, with a line that says so, where the JDK can't link. */
    @ParameterizedTest
    @MethodSource("jdks")
    void anImageMadeByJlinkRunsModules(Jdk jdk) throws Exception {
        holds(jdk, "none", "jlink");
    }

    private void holds(Jdk jdk, String beside, String program) throws Exception {
        String version = String.valueOf(jdk.feature());
        int code = run(
                "--root",
                root(),
                "--work",
                folder.toString(),
                "--short",
                "--jdk",
                version,
                "--beside",
                beside,
                program);
        assertThat(code).as("%s", out.toString(StandardCharsets.UTF_8)).isEqualTo(Field.HELD);
        System.out.print(out.toString(StandardCharsets.UTF_8));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProgramThatDoesNotExistIsAUsageError() throws Exception {
        assertThat(run("tomkat")).isEqualTo(Field.USAGE);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: ").contains("wildfly");
    }

    private int run(String... arguments) throws Exception {
        return Field.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    /** The root of the project, from the place of the shipped jar. */
    private static String root() {
        return Path.of(System.getProperty("lastcall.test.jar", ""))
                .resolve("../../..")
                .normalize()
                .toString();
    }
}
