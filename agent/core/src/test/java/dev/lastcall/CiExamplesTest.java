package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.cli.CommandLineTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The examples in {@code agent/docs/ci}: they can be read, and the tool has what they ask of it. */
class CiExamplesTest {
    private static final Path EXAMPLES = Path.of("../docs/ci");
    private static final Pattern CALL = Pattern.compile("-jar (?:\"\\$LASTCALL\"|lastcall\\.jar) ([a-z]+)([^|>')]*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--?[a-z][a-z-]*");

    @Test
    void eachYamlFileIsAMap() throws IOException {
        List<Path> files = files(".yml", ".yaml");
        assertThat(files)
                .hasSize(3)
                .allSatisfy(file -> assertThat(
                                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)))
                        .isInstanceOf(Map.class));
    }

    @Test
    void eachCommandAndOptionIsThere() throws IOException {
        Set<String> commands = new LinkedHashSet<>();
        for (Path file : files(".yml", ".yaml", "Jenkinsfile")) {
            for (MatchResult call :
                    CALL.matcher(Files.readString(file)).results().toList()) {
                commands.add(call.group(1));
                String help = help(call.group(1));
                for (MatchResult option :
                        OPTION.matcher(call.group(2)).results().toList()) {
                    assertThat(help)
                            .as("%s: %s", file.getFileName(), call.group())
                            .contains(option.group());
                }
            }
        }
        assertThat(commands).containsExactlyInAnyOrder("report", "check", "scan");
    }

    private static String help(String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(CommandLineTool.run(new String[] {"help", command}, stream, stream))
                .as("help %s", command)
                .isEqualTo(0);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Path> files(String... ends) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                for (String end : ends) {
                    if (file.toString().endsWith(end)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }
}
