package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.ManyCalls;
import com.acme.legacy.Factory;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.jdks.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The examples of {@code agent/docs/ci}: the commands in them, as a shell runs them, against the shipped jar. What is
 * the service's own, to upload and to show, is not done here; the calls of Maven are left out, since the samples of its
 * plugin make them.
 */
class CiTest {
    private static final Path EXAMPLES = Path.of("../docs/ci").toAbsolutePath();
    private static final int NEW = 1;
    private static final String NOTHING_TOLERATED = "lastcall-baseline 1\n";

    /** How a command ended, and what it printed. */
    private record Outcome(int exit, String printed) {}

    @TempDir
    static Path folder;

    private static String allTolerated = "";

    /** A build as the examples have it: modules with ledgers, the classes of one, policy and baseline at the root. */
    @BeforeAll
    static void build() throws Exception {
        Files.createSymbolicLink(folder.resolve("lastcall.jar"), Fork.JAR);
        Files.writeString(folder.resolve("lastcall.yaml"), """
                lastcall: 1
                rules:
                  - id: legacy
                    deprecated:
                      - com.acme.legacy.Factory
                """);
        Files.createDirectories(folder.resolve("module/target"));
        Fork.of(Jdk.running(), folder)
                .agent("policy=lastcall.yaml,ledger=module/target/lastcall,log=none,service=module")
                .run(ManyCalls.class, "3")
                .well();
        for (Class<?> type : List.of(ManyCalls.class, Factory.class)) {
            String file = type.getName().replace('.', '/') + ".class";
            Path target = folder.resolve("target/classes").resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(Path.of(Fork.testClasses(), file), target);
        }
        assertThat(shell("java -jar lastcall.jar baseline accept --policy lastcall.yaml --baseline lastcall.baseline"
                                + " --min-observed 0s module/target/lastcall")
                        .exit())
                .isZero();
        allTolerated = Files.readString(folder.resolve("lastcall.baseline"));
    }

    @BeforeEach
    void tolerateNothing() throws IOException {
        tolerate(NOTHING_TOLERATED);
    }

    @Test
    void githubActions() throws Exception {
        Map<?, ?> job = map(map(yaml("github-actions.yml"), "jobs"), "deprecated-calls");
        List<Outcome> outcomes = new ArrayList<>();
        for (Object step : list(job, "steps")) {
            Object run = ((Map<?, ?>) step).get("run");
            if (run != null && !run.toString().startsWith("mvn ")) {
                outcomes.add(shell(run.toString()));
            }
        }

        assertThat(outcomes).extracting(Outcome::exit).containsExactly(0, 0, 0, NEW);
        assertThat(Files.readString(folder.resolve("summary.md"))).contains("NO-GO", "com.acme.app.ManyCalls");
        assertThat(outcomes.get(1).printed()).contains("::error file=com/acme/app/ManyCalls.java,line=");
        JsonObject sarif = json("lastcall.sarif").getAsJsonObject();
        assertThat(sarif.getAsJsonArray("runs").get(0).getAsJsonObject().getAsJsonArray("results"))
                .hasSize(1);

        tolerate(allTolerated);
        List<?> steps = list(job, "steps");
        Object last = ((Map<?, ?>) steps.get(steps.size() - 1)).get("run");
        assertThat(shell(String.valueOf(last)).exit()).isZero();
    }

    @Test
    void gitlab() throws Exception {
        assumeTrue(shell("command -v jq").exit() == 0, "the example needs jq");
        List<String> script = new ArrayList<>();
        for (Object line : list(map(yaml("gitlab-ci.yml"), "deprecated-calls"), "script")) {
            if (!line.toString().startsWith("mvn ")) {
                script.add(line.toString());
            }
        }

        assertThat(shell(String.join("\n", script)).exit()).isEqualTo(NEW);
        assertThat(Files.readString(folder.resolve("lastcall-junit.xml"))).contains("<testsuite", "<failure");
        JsonArray quality = json("gl-code-quality-report.json").getAsJsonArray();
        assertThat(quality).hasSize(1);
        JsonObject issue = quality.get(0).getAsJsonObject();
        assertThat(issue.keySet())
                .containsExactlyInAnyOrder("description", "check_name", "fingerprint", "severity", "location");
        assertThat(issue.get("description").getAsString()).isEqualTo("calls deprecated com.acme.legacy.Factory#create");
        JsonObject location = issue.getAsJsonObject("location");
        assertThat(location.get("path").getAsString()).isEqualTo("src/main/java/com/acme/app/ManyCalls.java");
        assertThat(location.getAsJsonObject("lines").get("begin").getAsInt()).isPositive();

        tolerate(allTolerated);
        assertThat(shell(String.join("\n", script)).exit()).isZero();
    }

    @Test
    void jenkins() throws Exception {
        String file = Files.readString(EXAMPLES.resolve("Jenkinsfile"));
        List<String> commands = Pattern.compile("(?:sh|script:) '([^']+)'")
                .matcher(file)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(command -> !command.startsWith("mvn "))
                .toList();

        assertThat(commands).hasSize(2);
        assertThat(shell(commands.get(0)).exit()).isZero();
        assertThat(Files.readString(folder.resolve("lastcall-junit.xml"))).contains("<failure");
        assertThat(shell(commands.get(1)).exit()).isEqualTo(NEW);
        tolerate(allTolerated);
        assertThat(shell(commands.get(1)).exit()).isZero();
        tolerate("not a baseline\n");
        assertThat(shell(commands.get(1)).exit()).as("it can't check").isEqualTo(2);
    }

    @Test
    void preCommit() throws Exception {
        Map<?, ?> repository =
                (Map<?, ?>) list(yaml("pre-commit-config.yaml"), "repos").get(0);
        Map<?, ?> hook = (Map<?, ?>) list(repository, "hooks").get(0);
        String entry = String.valueOf(hook.get("entry"));

        Outcome outcome = shell(entry);
        assertThat(outcome.exit()).isEqualTo(NEW);
        assertThat(outcome.printed()).contains("com.acme.app.ManyCalls.main(ManyCalls.java:");
        tolerate(allTolerated);
        assertThat(shell(entry).exit()).isZero();
    }

    private static void tolerate(String baseline) throws IOException {
        Files.writeString(folder.resolve("lastcall.baseline"), baseline);
    }

    private static Map<?, ?> yaml(String file) throws IOException {
        return (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(EXAMPLES.resolve(file)));
    }

    private static Map<?, ?> map(Map<?, ?> of, String key) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(key), key);
    }

    private static List<?> list(Map<?, ?> of, String key) {
        return (List<?>) Objects.requireNonNull(of.get(key), key);
    }

    private static JsonElement json(String file) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(file)));
    }

    /** As the services do, which end at the first command that fails. */
    private static Outcome shell(String script) throws Exception {
        Path printed = folder.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("LASTCALL") || name.endsWith("_OPTIONS"));
        environment.put("LASTCALL", "lastcall.jar");
        environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
        environment.put("JDK_JAVA_OPTIONS", String.join(" ", Jdk.quickToStart()));
        environment.put("PATH", Jdk.running().home().resolve("bin") + ":" + environment.get("PATH"));
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + script);
        }
        return new Outcome(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
    }
}
