package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of the folder {@code bad} is a wrong input; the {@code .expected} file beside it holds the text that the
 * user gets.
 *
 * <p>{@code .yaml} and {@code .txt} files are policies. {@code .settings} files hold lines {@code property NAME=VALUE},
 * {@code variable NAME=VALUE} and {@code argument TEXT}. {@code {bad}} stands for the folder, {@code {:}} for the path
 * separator, {@code {settings}} for the names of all settings. A text that differs is written to {@code target/bad}; with
 * {@code -Dlastcall.golden=write}, to the file itself.
 */
class BadInputTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "lastcall", "settings", "bad");

    static Stream<String> inputs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".expected"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aWrongInputGivesTheTextBesideIt(String name) throws IOException {
        ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> Policies.load(settings(name)));
        assertThat(failure).as("%s is refused", name).isNotNull();
        String actual = portable(failure.format()) + "\n";
        Path expected = FOLDER.resolve(name + ".expected");
        if (!Files.exists(expected) || !Files.readString(expected).equals(actual)) {
            Path out = "write".equals(System.getProperty("lastcall.golden"))
                    ? expected
                    : Files.createDirectories(Path.of("target", "bad")).resolve(name + ".expected");
            Files.writeString(out, actual);
        }
        assertThat(expected).hasContent(actual);
    }

    @Test
    void theFolderHoldsManyInputsAndNoTextWithoutOne() throws IOException {
        assertThat(inputs().count()).isGreaterThanOrEqualTo(60);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".expected")))
                    .allSatisfy(file -> assertThat(Path.of(file.toString().replace(".expected", "")))
                            .exists());
        }
    }

    private static Settings settings(String name) throws IOException, ConfigurationException {
        if (!name.endsWith(".settings")) {
            return SettingsReader.read("policy=" + FOLDER.resolve(name), new Properties(), Map.of());
        }
        String argument = null;
        Properties properties = new Properties();
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(name))) {
            String rest = line.substring(line.indexOf(' ') + 1)
                    .replace("{bad}", FOLDER.toString())
                    .replace("{:}", File.pathSeparator);
            String value = rest.substring(rest.indexOf('=') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "argument" -> argument = rest;
                case "property" -> properties.setProperty(rest.substring(0, rest.indexOf('=')), value);
                case "variable" -> variables.put(rest.substring(0, rest.indexOf('=')), value);
                default -> throw new IOException("not a line of a settings file: " + line);
            }
        }
        return SettingsReader.read(argument, properties, variables);
    }

    private static String portable(String text) {
        return text.replace(System.lineSeparator(), "\n")
                .replace(new File("").getAbsolutePath(), "{here}")
                .replace(FOLDER + File.separator, "{bad}/")
                .replace(FOLDER.toString(), "{bad}")
                .replace("(allowed: " + String.join(", ", Setting.labels()) + ")", "(allowed: {settings})");
    }
}
