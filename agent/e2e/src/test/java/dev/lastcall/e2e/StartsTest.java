package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.InFront;
import com.acme.app.InPlaceOfTheSystems;
import com.acme.app.LateManager;
import com.acme.app.ManyCalls;
import com.acme.app.OldJava;
import com.acme.app.Reloaded;
import com.acme.app.Stopped;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Unusual starts. */
class StartsTest {
    private static final int FIRST_TO_ASK_FOR_A_SECURITY_MANAGER = 18;
    private static final int FIRST_WITHOUT_STOP = 20;
    private static final String RULE = "deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnEachJdk
    void anAgentListedTwiceStartsOnceAndWarnsOnce(Jdk jdk) {
        Ended ended = fork(jdk)
                .agent("mode=count," + RULE)
                .agent("mode=block," + RULE)
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.stderr())
                .filteredOn(line -> line.contains("already running"))
                .hasSize(1);
        assertThat(ended.stderr())
                .element(1)
                .asString()
                .endsWith(
                        "with the settings of the first -javaagent; these of the second one are not used: mode=block");
        assertThat(ended.stderr().get(0)).contains("mode count");
        assertThat(ended.printedNumber("blocked")).isZero();
        assertThat(LedgerReport.of(folder).sum("calls")).isEqualTo(3);
    }

    @OnEachJdk
    void anOldJvmIsToldSoInOneLineAndRunsWithoutTheAgent(Jdk jdk) throws IOException {
        Ended ended = fork(jdk)
                .option("-javaagent:" + agentJar(OldJava.class) + "=11")
                .agent("mode=block," + RULE)
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.stderr())
                .containsExactly("lastcall: needs Java 17 or later, and this is Java 11; "
                        + "the application runs without the agent");
        assertThat(ended.printedNumber("bodies")).isEqualTo(3);
        assertThat(folder.resolve("lastcall")).doesNotExist();
    }

    @OnEachJdk
    void copiesOfAClassInSeveralLoadersAreOneTargetAndOneCallSite(Jdk jdk) {
        Ended ended = fork(jdk).verifyAll().agent(RULE).run(Reloaded.class).well();

        assertThat(ended.printedNumber("copies")).isEqualTo(3);
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.usedSites())
                .extracting(site -> site.get("target"))
                .containsOnly(report.usedSites().get(0).get("target"));
        assertThat(report.sum("calls")).isEqualTo(ended.printedNumber("calls"));
    }

    @OnEachJdk
    void withoutAnyRuleItSaysSoAndWatchesNothing(Jdk jdk) {
        Ended ended = fork(jdk).agent().run(ManyCalls.class, "3").well();

        assertThat(ended.stderr().get(0))
                .matches("lastcall \\S+: mode log, 0 rules, 0 signatures, ledger \\S+\\.lastcall");
        assertThat(ended.stderr().get(1)).startsWith("lastcall: NOTHING IS WATCHED");
        assertThat(ended.stderr()).hasSize(5).allMatch(line -> line.startsWith("lastcall"));
        assertThat(ended.stderrText()).contains("LASTCALL_DEPRECATED=", "java -jar " + Fork.JAR + " init ");
        assertThat(fork(jdk).agent("mode=off").run(ManyCalls.class, "3").well().stderr())
                .hasSize(1);
        assertThat(fork(jdk).agent("log=none").run(ManyCalls.class, "3").well().stderr())
                .isEmpty();
    }

    @OnEachJdk
    void whatCannotBeMadeWhenAClassMattersEndsTheApplicationOrIsABlindSpot(Jdk jdk) {
        assumeTrue(jdk.feature() < FIRST_TO_ASK_FOR_A_SECURITY_MANAGER, jdk + " lets nobody put a manager in place");

        Ended exits = fork(jdk)
                .agent("mode=block,ledger=none," + RULE)
                .run(LateManager.class, "3")
                .withExit(78);
        assertThat(exits.stdout()).isEmpty();
        assertThat(exits.stderrText()).contains("mode=block and on-error=exit: the application ends");

        Ended ended = fork(jdk)
                .agent("mode=block,on-error=continue," + RULE)
                .run(LateManager.class, "3")
                .well();

        assertThat(ended.printedNumber("bodies")).isEqualTo(3);
        assertThat(ended.stderr())
                .filteredOn(line -> line.startsWith("lastcall: cannot watch "))
                .singleElement()
                .asString()
                .contains("com.acme.app.ManyCalls: not woven: ");
        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.blindSpots()).isNotEmpty();
        assertThat(report.verdict()).isEqualTo("UNKNOWN");
    }

    @OnEachJdk
    void aProcessInWhichNoClassMattersLeavesAWholeLedger(Jdk jdk) {
        Ended ended = fork(jdk)
                .agent("deprecated=com.acme.Nothing")
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.stderr()).hasSize(3);
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.verdict()).isEqualTo("UNKNOWN");
        assertThat(report.usedSites()).isEmpty();
    }

    @OnEachJdk
    void classesThatAnAgentInFrontHasLoadedAreWatched(Jdk jdk) throws IOException {
        Ended ended = fork(jdk)
                .option("-javaagent:" + agentJar(InFront.class))
                .agent("mode=count," + RULE)
                .run(InFront.class, "3")
                .well();

        assertThat(ended.printedNumber("bodies")).isEqualTo(3);
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(10 + 3);
    }

    @OnEachJdk
    void classesThatASystemClassLoaderHasLoadedAreWatched(Jdk jdk) {
        Ended ended = fork(jdk)
                .option("-Djava.system.class.loader=" + InPlaceOfTheSystems.class.getName())
                .agent("mode=block," + RULE)
                .run(ManyCalls.class, "3")
                .well();

        assertThat(ended.printedNumber("blocked")).isEqualTo(3);
        assertThat(ended.printedNumber("bodies")).isZero();
    }

    @OnEachJdk
    void aThreadThatIsStoppedInTheAgentsCodeDies(Jdk jdk) {
        assumeTrue(jdk.feature() < FIRST_WITHOUT_STOP, jdk + " stops no thread");

        Ended ended =
                fork(jdk).agent("mode=count," + RULE).run(Stopped.class, "300").well();

        assertThat(ended.printedNumber("alive")).isZero();
    }

    @OnEachJdk
    void aJarThatIsCutOffEndsAProcessThatIsToRefuseCallsAndNoOther(Jdk jdk) throws IOException {
        Path jar = firstClasses();
        Path policy = Files.writeString(folder.resolve("block.yaml"), "lastcall: 1\nmode: block\nrules: []\n");

        assertNotStarted(fork(jdk).option("-javaagent:" + jar + "=" + RULE), 0, "runs without the agent");
        assertNotStarted(fork(jdk).option("-javaagent:" + jar + "=mode=block"), 78, "is not started");
        assertNotStarted(fork(jdk).option("-javaagent:" + jar + "=policy=" + policy), 78, "is not started");
        assertNotStarted(
                fork(jdk).option("-javaagent:" + jar).environment("LASTCALL_MODE", "BLOCK"), 78, "is not started");
        assertNotStarted(
                fork(jdk).option("-javaagent:" + jar + "=on-error=continue", "-Dlastcall.mode=block"),
                0,
                "on-error=continue: the application runs unguarded");
    }

    /** As when another jar packs ours without its files that are no classes. */
    @OnEachJdk
    void theFirstClassesFromElsewhereOnTheClassPathFindTheRestInTheAgentsJar(Jdk jdk) throws IOException {
        Path jar = firstClasses();
        Path classes = Files.createDirectories(folder.resolve("strayed classes"));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path file = classes.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        for (Path strayed : List.of(jar, classes)) {
            Ended ended = fork(jdk)
                    .agent("mode=block," + RULE)
                    .option("-cp", strayed + File.pathSeparator + Fork.testClasses())
                    .runRaw(ManyCalls.class.getName(), "3")
                    .well();

            assertThat(ended.printedNumber("blocked")).as("%s", strayed).isEqualTo(3);
            Ended tool = fork(jdk)
                    .option("-cp", strayed + File.pathSeparator + Fork.JAR)
                    .runRaw("dev.lastcall.launch.Tool", "version")
                    .well();

            assertThat(tool.stdout().get(0)).as("%s", strayed).startsWith("lastcall ");
            Ended alone = fork(jdk)
                    .option("-cp", strayed.toString())
                    .runRaw("dev.lastcall.launch.Tool", "version")
                    .withExit(2);

            assertThat(alone.stderr())
                    .singleElement()
                    .asString()
                    .contains(strayed + " has the agent's first classes and not the rest of it");
        }
    }

    /** A jar with what stands on the class path, and without what the agent's loader loads. */
    private Path firstClasses() throws IOException {
        Path jar = folder.resolve("first.jar");
        try (ZipFile whole = new ZipFile(Fork.JAR.toFile());
                ZipOutputStream first = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (ZipEntry entry : Collections.list(whole.entries())) {
                if (!entry.isDirectory() && !entry.getName().startsWith("inst/")) {
                    first.putNextEntry(new ZipEntry(entry.getName()));
                    whole.getInputStream(entry).transferTo(first);
                }
            }
        }
        return jar;
    }

    private static void assertNotStarted(Fork fork, int exit, String what) {
        Ended ended = fork.run(ManyCalls.class, "3").withExit(exit);

        assertThat(ended.stderr())
                .singleElement()
                .asString()
                .startsWith("lastcall: the agent could not start: ")
                .endsWith(what);
    }

    /** A jar with that agent alone. */
    private Path agentJar(Class<?> agent) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), agent.getName());
        String entry = agent.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("agent.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(Path.of(Fork.testClasses(), entry)));
        }
        return jar;
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder);
    }
}
