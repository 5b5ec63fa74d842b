package dev.lastcall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: its real streams, and an application's own logging settings. */
class ForkedOutputTest {
    private static final String FIRST_LINE = "lastcall 0.1.0: mode log, 1 rule, 3 signatures, ledger none";

    @TempDir
    Path folder;

    @Test
    void stderrIsTheProcessesOwnAndStaysOpen() throws Exception {
        run("stderr");

        assertThat(stderr()).containsExactly(FIRST_LINE, Examples.CREATE_LINE, "stderr is still open");
        assertThat(stdout()).containsExactly("stdout is still open");
    }

    @Test
    void stdoutIsTheProcessesOwnAndStaysOpen() throws Exception {
        run("stdout");

        assertThat(stderr()).containsExactly(FIRST_LINE, "stderr is still open");
        assertThat(stdout()).containsExactly(Examples.CREATE_LINE, "stdout is still open");
    }

    @Test
    void noneWritesNothing() throws Exception {
        run("none");

        assertThat(stderr()).containsExactly(FIRST_LINE, "stderr is still open");
        assertThat(stdout()).containsExactly("stdout is still open");
    }

    @Test
    void aFileThatCannotBeWrittenMeansStderr() throws Exception {
        run(folder.toString());

        assertThat(stderr()).hasSize(4).contains(Examples.CREATE_LINE);
        assertThat(stderr().get(1)).startsWith("lastcall: cannot write to the log file " + folder);
    }

    @Test
    void theApplicationsLoggingSettingsDoNotReachTheAgent() throws Exception {
        run("stderr", applicationsSettings());

        assertThat(stderr()).containsExactly(FIRST_LINE, Examples.CREATE_LINE, "stderr is still open");
        assertThat(stdout()).containsExactly("stdout is still open");
        assertThat(folder.resolve("application.log")).doesNotExist();
    }

    @Test
    void theApplicationsSettingsDoNotReachALogbackFileOfTheAgent() throws Exception {
        Path own = logbackFile("agent");

        run(own.toString(), applicationsSettings());

        assertThat(folder.resolve("agent.log")).hasContent(LogLine.message(Examples.create()));
        assertThat(stderr()).containsExactly(FIRST_LINE, "stderr is still open");
        assertThat(stdout()).containsExactly("stdout is still open");
        assertThat(folder.resolve("application.log")).doesNotExist();
    }

    private String[] applicationsSettings() throws IOException {
        return new String[] {
            "-Dlogback.configurationFile=" + logbackFile("application"),
            "-Dlogback.statusListenerClass=STDOUT",
            "-Dlogback.debug=true",
            "-Dslf4j.provider=no.such.Provider",
            "-Dslf4j.internal.verbosity=INFO",
            "-Djavax.xml.parsers.SAXParserFactory=" + ApplicationsParserFactory.class.getName(),
        };
    }

    private Path logbackFile(String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".xml"), """
                <configuration>
                  <appender name="A" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%msg%%n</pattern></encoder>
                  </appender>
                  <root><appender-ref ref="A"/></root>
                </configuration>
                """.formatted(folder.resolve(name + ".log")));
    }

    private void run(String setting, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), SomeonesProcess.class.getName(), setting));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", stderr()).isZero();
    }

    /** Surefire hides the real class path behind a jar of its own. */
    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? System.getProperty("java.class.path") : surefire;
    }

    private List<String> stderr() throws IOException {
        return Files.readAllLines(folder.resolve("stderr"));
    }

    private List<String> stdout() throws IOException {
        return Files.readAllLines(folder.resolve("stdout"));
    }
}
