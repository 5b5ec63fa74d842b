package dev.lastcall.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short form of each case, each on one JDK. */
class TortureTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    static Stream<String> cases() {
        return Torture.CASES.stream().map(Case::name);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holds(String name) throws IOException {
        assertThat(run("--root", root(), "--work", folder.toString(), "--short", "--one-jdk", name))
                .as("%s", out)
                .isEqualTo(Torture.HELD);
        System.out.print(out.toString(StandardCharsets.UTF_8));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCaseThatDoesNotExistIsAUsageError() throws IOException {
        assertThat(run("kil")).isEqualTo(Torture.USAGE);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: ").contains("kill-virtual");
    }

    private int run(String... arguments) throws IOException {
        return Torture.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    /** The root of the project, from the place of the shipped jar. */
    private static String root() {
        return Path.of(System.getProperty("lastcall.test.jar", ""))
                .resolve("../../..")
                .normalize()
                .toString();
    }
}
