package dev.lastcall.e2e;

import static dev.lastcall.e2e.PolicyOnDisk.WAYS;
import static dev.lastcall.e2e.PolicyOnDisk.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.OldFrame;
import com.acme.app.Stepwise;
import com.acme.app.UnderLoad;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The policy file is exchanged while the application runs. */
class ReloadTest {
    private static final List<String> THREADS = List.of("DIRECT", "REFERENCE", "REFLECTION", "VIRTUAL");
    private static final String CHANGED = "the policy has changed: ";
    private static final String UNUSED = "the changed policy is not used";

    @TempDir
    Path folder;

    @OnOneJdk
    void fromBlockToBlockNoCallPasses(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml("log", "first"));
        try (Started running = start(jdk, policy, UnderLoad.class)) {
            awaitOutcome(running, "passes");
            policy.replace(yaml("block", "second"));
            awaitOutcome(running, "[second]");
            running.tell("phase");
            running.awaitLine("phase 1");
            policy.replace(yaml("block", "third"));
            awaitOutcome(running, "[third]");
            policy.replace(yaml("block", "fourth", "Use something else.", plus("offsets()")));
            awaitOutcome(running, "[fourth]");
            policy.replace(yaml("block", "fourth", "Another text.", plus("offsets()")));
            running.awaitErrorLines(CHANGED, 4);
            policy.replace(yaml("block", "fifth", "Another text.", WAYS));
            awaitOutcome(running, "[fifth]");

            Ended ended = running.end().well();
            for (String way : THREADS) {
                assertThat(ended.printedNumber("calls-" + way + "-1")).isPositive();
                assertThat(ended.printedNumber("passed-" + way + "-1")).as(way).isZero();
                assertThat(ended.stdout())
                        .anyMatch(
                                line -> line.startsWith("now " + way + " [fourth]") && line.contains("Another text."));
            }
            assertCountsAreTruth(ended);
        }
    }

    @OnOneJdk
    void countsAreExactThroughMovesOfALinkBetweenLogAndBlock(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.mount("v0", yaml("log", "same"));
        try (Started running = start(jdk, policy, UnderLoad.class)) {
            awaitOutcome(running, "passes");
            for (int i = 1; i <= 4; i++) {
                policy.mount("v" + i, yaml(i % 2 == 1 ? "block" : "count", "same"));
                running.awaitErrorLines(CHANGED, i);
                running.tell("phase");
                running.awaitLine("phase " + i);
            }
            running.tell("phase");
            Ended ended = running.end().well();
            assertCountsAreTruth(ended);
            LedgerReport report = LedgerReport.of(folder);
            assertThat(report.rules()).hasSize(1);
            assertThat(report.sum("blocked")).isPositive();
            assertThat(report.process().get("mode").getAsString()).isEqualTo("count");
        }
    }

    @OnOneJdk
    void aFileThatIsWrongOrGoneChangesNothing(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml("block", "first"));
        try (Started running = start(jdk, policy, Stepwise.class)) {
            policy.replace(yaml("block", "second") + "    mesage: x\n");
            running.awaitErrorLines(UNUSED, 1);
            assertThat(running.awaitErrorLine(policy.file() + ":11:5")).contains("did you mean 'message'");
            assertThat(step(running, 1)).isEqualTo("[first] [first] [first] [first]");
            policy.delete();
            running.awaitErrorLines(UNUSED, 2);
            running.awaitErrorLine("does not exist");
            assertThat(step(running, 2)).isEqualTo("[first] [first] [first] [first]");

            String whole = yaml("log", "third");
            policy.write(whole.substring(0, whole.length() / 2));
            policy.write(whole);
            running.awaitErrorLine(CHANGED + "mode log, 1 rule, 4 signatures");
            assertThat(step(running, 3)).isEqualTo("passes passes passes passes");
            running.end().well();
        }
        LedgerReport.of(folder).withoutBlindSpots();
    }

    @OnOneJdk
    void aFileThatKeepsItsTimeAndItsLengthIsSeen(Jdk jdk) throws Exception {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml("block", "first"));
        var time = java.nio.file.Files.getLastModifiedTime(policy.file());
        try (Started running = start(jdk, policy, Stepwise.class)) {
            policy.write(yaml("count", "first"));
            java.nio.file.Files.setLastModifiedTime(policy.file(), time);
            running.awaitErrorLine(CHANGED + "mode count");
            assertThat(step(running, 1)).isEqualTo("passes passes passes passes");
        }
    }

    @OnOneJdk
    void aRuleThatGoesAwayIsWovenBackAndComesAgain(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        String listed = yaml("log", "first", "Go.", plus("offsets()"));
        String other = yaml("log", "other", "Go.", List.of("neverCalled()"));
        policy.replace(other);
        try (Started running = start(jdk, policy, Stepwise.class)) {
            String plain = running.awaitLine("ready").substring("ready ".length());
            policy.replace(listed);
            running.awaitErrorLines(CHANGED, 1);
            assertThat(offsets(running, 1)).isNotEqualTo(plain);
            assertThat(step(running, 2)).isEqualTo("passes passes passes passes");
            policy.replace(other);
            running.awaitErrorLines(CHANGED, 2);
            assertThat(offsets(running, 3)).isEqualTo(plain);
            step(running, 4);
            policy.replace(listed);
            running.awaitErrorLines(CHANGED, 3);
            assertThat(offsets(running, 5)).isNotEqualTo(plain);
            step(running, 6);
            running.end().well();
        }
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(2 + 2 * 4);
        assertThat(LedgerReport.number(report.process(), "classesWoven"))
                .as("the target and its two direct callers, each once")
                .isEqualTo(3);
    }

    @OnEachJdk
    void methodReferencesThatWereMovedWhenTheirClassWasLoadedStayCorrect(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        String listed = yaml("block", "first");
        String other = yaml("block", "other", "Go.", List.of("neverCalled()"));
        policy.replace(listed);
        try (Started running = start(jdk, policy, Stepwise.class)) {
            assertThat(step(running, 1)).isEqualTo("[first] [first] [first] [first]");
            policy.replace(other);
            running.awaitErrorLines(CHANGED, 1);
            assertThat(step(running, 2)).isEqualTo("passes passes passes passes");
            policy.replace(yaml("block", "second"));
            running.awaitErrorLines(CHANGED, 2);
            assertThat(step(running, 3)).isEqualTo("[second] [second] [second] [second]");
            running.end().well();
        }
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(8);
        assertThat(report.callsByKind()).containsEntry("method-ref", 2L);
    }

    @OnOneJdk
    void aFileThatSaysOffMaySaySomethingElseLater(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml("off", "first"));
        try (Started running = start(jdk, policy, Stepwise.class)) {
            String plain = running.awaitLine("ready");
            assertThat(step(running, 1)).isEqualTo("passes passes passes passes");
            policy.replace(yaml("block", "first"));
            running.awaitErrorLine(CHANGED + "mode block");
            assertThat(step(running, 2)).isEqualTo("[first] [first] [first] [first]");
            policy.replace(yaml("off", "first"));
            running.awaitErrorLine(CHANGED + "mode off");
            assertThat(step(running, 3)).isEqualTo("passes passes passes passes");
            assertThat("ready " + offsets(running, 4)).isEqualTo(plain);
            running.end().well();
        }
        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("calls")).isEqualTo(4);
    }

    @OnOneJdk
    void whatAnotherMethodAnnouncedIsNoLeaveForAFrameOfTheCodeBefore(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        String listed = """
                lastcall: 1
                mode: block
                rules:
                  - id: same
                    allow: [{callers: com.acme.app.OldFrame#allowed, reason: under test}]
                    deprecated:
                      - com.acme.app.OldFrame$Old#act()
                """;
        policy.replace(listed);
        try (Started running = start(jdk, policy, OldFrame.class)) {
            running.awaitLine("ready");
            policy.replace(listed + "      - com.acme.app.OldFrame$Old#drop()\n");
            running.awaitErrorLines(CHANGED, 1);
            running.tell("go on");
            Ended ended = running.end().well();
            assertThat(ended.printedNumber("passed")).isZero();
            assertThat(ended.printedNumber("bodies")).isZero();
        }
        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("blocked")).isEqualTo(6);
    }

    @OnOneJdk
    void withTightenAFileCannotLiftABlock(Jdk jdk) {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        policy.replace(yaml("block", "same"));
        try (Started running = start(jdk, policy, UnderLoad.class, "reload=tighten,")) {
            awaitOutcome(running, "[same]");
            policy.replace(yaml("log", "same"));
            running.awaitErrorLines(UNUSED, 1);
            running.tell("phase");
            running.awaitLine("phase 1");

            Ended ended = running.end().well();
            for (String way : THREADS) {
                assertThat(ended.printedNumber("passed-" + way + "-1")).as(way).isZero();
            }
            assertThat(ended.stderr())
                    .anyMatch(line -> line.contains(
                            "reload=tighten, and it would loosen: mode log is lower than block; rule same: mode log"));
        }
    }

    private Started start(Jdk jdk, PolicyOnDisk policy, Class<?> program) {
        return start(jdk, policy, program, "");
    }

    private Started start(Jdk jdk, PolicyOnDisk policy, Class<?> program, String more) {
        Started running = Fork.of(jdk, folder)
                .optimized()
                .verifyAll()
                .agent(more + "policy=" + policy.file())
                .start(program);
        running.awaitErrorLine("lastcall ");
        return running;
    }

    private static List<String> plus(String member) {
        return java.util.stream.Stream.concat(WAYS.stream(), java.util.stream.Stream.of(member))
                .toList();
    }

    private static void awaitOutcome(Started running, String outcome) {
        THREADS.forEach(way -> running.awaitLine("now " + way + " " + outcome));
    }

    private static String step(Started running, int number) {
        running.tell("step");
        String start = "step " + number + " ";
        return running.awaitLine(start).substring(start.length());
    }

    private static String offsets(Started running, int number) {
        running.tell("offsets");
        String start = "offsets-" + number + " ";
        return running.awaitLine(start).substring(start.length());
    }

    private void assertCountsAreTruth(Ended ended) {
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        long calls = THREADS.stream()
                .mapToLong(way -> ended.printedNumber("calls-" + way))
                .sum();
        assertThat(report.callsByKind())
                .containsOnlyKeys("call", "method-ref", "reflection", "virtual")
                .containsEntry("call", ended.printedNumber("calls-DIRECT"))
                .containsEntry("method-ref", ended.printedNumber("calls-REFERENCE"))
                .containsEntry("reflection", ended.printedNumber("calls-REFLECTION"))
                .containsEntry("virtual", ended.printedNumber("calls-VIRTUAL"));
        assertThat(report.sum("blocked")).isEqualTo(calls - ended.printedNumber("bodies"));
    }
}
