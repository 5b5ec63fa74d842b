package dev.lastcall.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.acme.app.JupiterTests;
import com.acme.app.TestNgTests;
import com.acme.app.VintageTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests on each engine, under the agent that this JVM has, and looks at which fail and what is said. */
class EnginesTest {
    @TempDir
    Path folder;

    private String said = "";

    @Test
    void aNewCallSiteFailsTheTestThatReachesIt() {
        assertThat(run(JupiterTests.Plain.class, "fail"))
                .containsEntry("callsNothing()", "")
                .containsEntry("callsWhatMayCall()", "")
                .hasEntrySatisfying(
                        "calls()",
                        message -> assertThat(message)
                                .contains("[inline] com.acme.app.JupiterTests$Plain.calls(JupiterTests.java:")
                                .contains("calls deprecated com.acme.legacy.Old.create()"))
                .hasSize(3);
    }

    @Test
    void aCallSiteThatTheBaselineToleratesFailsNoTest() throws IOException {
        Path baseline = Files.writeString(folder.resolve("a.baseline"), """
                lastcall-baseline 1
                inline | com.acme.app.JupiterTests$Plain#calls():void | call | com.acme.legacy.Old#create():int
                """);
        Map<String, String> results =
                run(JupiterTests.Plain.class, "fail", "lastcall.junit.baseline", baseline.toString());
        assertThat(results).containsEntry("calls()", "");
        assertThat(results.getOrDefault("deprecated calls", "")).doesNotContain("JupiterTests$Plain");
        assertThat(said).contains(" of them not in the baseline");
    }

    @Test
    void aBaselineThatIsWrongFailsATestOfOurOwn() throws IOException {
        Path baseline = Files.writeString(folder.resolve("b.baseline"), "no baseline");
        assertThat(run(JupiterTests.Before.class, "fail", "lastcall.junit.baseline", baseline.toString()))
                .hasEntrySatisfying(
                        "deprecated calls",
                        message -> assertThat(message).contains(baseline + ":1: this is no baseline"));
    }

    @Test
    void whatATestsOtherThreadCallsFailsATestOfOurOwn() {
        assertThat(run(JupiterTests.OtherThread.class, "fail"))
                .containsEntry("starts()", "")
                .hasEntrySatisfying(
                        "deprecated calls",
                        message -> assertThat(message)
                                .contains("while ", "com.acme.app.JupiterTests$OtherThread.starts ran"));
    }

    @Test
    void whatIsCalledBeforeTheFirstTestFailsATestOfOurOwn() {
        assertThat(run(JupiterTests.Before.class, "fail"))
                .containsEntry("callsNothing()", "")
                .hasEntrySatisfying(
                        "deprecated calls",
                        message -> assertThat(message).contains("while ", "com.acme.app.JupiterTests$Before ran"));
    }

    @Test
    void whatIsCalledAfterATestBelongsToIt() {
        assertThat(run(JupiterTests.After.class, "fail"))
                .hasEntrySatisfying(
                        "callsNothing()", message -> assertThat(message).contains("JupiterTests$After.after"));
    }

    @Test
    void testsInParallelFailForTheirOwnCalls() {
        assertThat(run(
                        JupiterTests.Parallel.class,
                        "fail",
                        "junit.jupiter.execution.parallel.enabled",
                        "true",
                        "junit.jupiter.execution.parallel.config.strategy",
                        "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism",
                        "2"))
                .hasEntrySatisfying(
                        "left()",
                        message -> assertThat(message).contains("Parallel.left").doesNotContain("Parallel.right"))
                .hasEntrySatisfying(
                        "right()",
                        message ->
                                assertThat(message).contains("Parallel.right").doesNotContain("Parallel.left"))
                .hasSize(2);
    }

    @Test
    void aTestOfTestNgFails() {
        assertThat(run(TestNgTests.class, "fail"))
                .containsEntry("callsNothing", "")
                .hasEntrySatisfying("calls", message -> assertThat(message).contains("TestNgTests.calls"));
    }

    @Test
    void whereNoTestCanBeFailedOneOfOurOwnFails() {
        assertThat(run(VintageTests.class, "fail"))
                .containsEntry("calls", "")
                .hasEntrySatisfying(
                        "deprecated calls",
                        message -> assertThat(message).contains("by com.acme.app.VintageTests.calls"));
    }

    @Test
    void annotationsForbidAndAllow() {
        assertThat(run(JupiterTests.Annotated.class, "record"))
                .containsEntry("allows()", "")
                .containsEntry("allowsAnother()", "")
                .containsEntry("forbidsAnother()", "")
                .hasEntrySatisfying("forbids()", message -> assertThat(message).contains("forbidden"))
                .doesNotContainKey("deprecated calls");
        assertThat(run(JupiterTests.Annotated.class, "fail"))
                .containsEntry("allows()", "")
                .hasEntrySatisfying(
                        "allowsAnother()", message -> assertThat(message).contains("does not tolerate"));
    }

    @Test
    void whatIsReachedInOneRepetitionOnlyIsFlaky() throws IOException {
        assertThat(run(JupiterTests.Flaky.class, "warn").values()).containsOnly("");
        assertThat(said)
                .contains("flaky: com.acme.app.JupiterTests$Flaky.sometimes repetition 2 of 3 (1 of 3 runs)")
                .doesNotContain("flaky: com.acme.app.JupiterTests$Flaky.forOne");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file))
                            .contains("\"schema\":\"lastcall.tests/1\"")
                            .contains("\"tests\":[\"com.acme.app.JupiterTests$Flaky.forOne [2] parameter=2\"]"));
        }
    }

    @Test
    void aModeThatDoesNotExistFails() {
        assertThat(run(JupiterTests.Before.class, "fial"))
                .hasEntrySatisfying(
                        "deprecated calls",
                        message -> assertThat(message)
                                .contains(
                                        "lastcall.junit.mode=fial is not allowed; allowed are record, warn and fail"));
    }

    /** The tests that ran, by display name, with the message of each that failed. */
    private Map<String, String> run(Class<?> tests, String mode, String... parameters) {
        Map<String, String> results = new TreeMap<>();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("lastcall.junit.mode", mode)
                .configurationParameter("lastcall.junit.output", folder.toString());
        for (int i = 0; i < parameters.length; i += 2) {
            request.configurationParameter(parameters[i], parameters[i + 1]);
        }
        PrintStream before = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request.build(), new Results(results));
        } finally {
            System.setErr(before);
        }
        said = captured.toString(StandardCharsets.UTF_8);
        return results;
    }

    private static final class Results implements TestExecutionListener {
        private final Map<String, String> results;

        Results(Map<String, String> results) {
            this.results = results;
        }

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                @Nullable Throwable failure = result.getThrowable().orElse(null);
                results.merge(
                        test.getDisplayName(),
                        failure == null ? "" : String.valueOf(failure.getMessage()),
                        (first, second) -> first + second);
            }
        }
    }
}
