package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.DeepCalls;
import com.acme.app.EveryKind;
import com.acme.app.HotThreads;
import com.acme.app.OwnStreams;
import com.acme.app.Surroundings;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The application sees the same process with and without the agent. */
class HarmlessTest {
    private static final String EQUALITY = "java.lang.runtime.ObjectMethods";

    private static final String RULE = "deprecated=com.acme.legacy.Factory;com.acme.legacy.Service";

    @TempDir
    Path folder;

    @OnEachJdk
    void propertiesClassPathProvidersAndVisibleClassesAreTheSame(Jdk jdk) {
        List<String> without = fork(jdk).run(Surroundings.class).well().stdout();
        List<String> with = fork(jdk).agent(RULE).run(Surroundings.class).well().stdout();

        assertThat(with).isEqualTo(without).anyMatch(line -> line.startsWith("properties java.class.path = "));
    }

    @OnEachJdk
    void noClassOfTheAgentIsVisibleToTheApplication(Jdk jdk) {
        Ended ended = fork(jdk).agent(RULE).run(Surroundings.class).well();

        assertThat(ended.stdout())
                .contains(
                        "hidden dev.lastcall.runtime.Agent",
                        "hidden net.bytebuddy.ByteBuddy",
                        "hidden org.slf4j.Logger")
                .noneMatch(line -> line.startsWith("visible "));
    }

    @OnEachJdk
    void theAgentsThreadIsADaemonWithoutAClassLoader(Jdk jdk) {
        Ended ended = fork(jdk).agent(RULE).run(Surroundings.class, "threads").well();

        assertThat(ended.stdout())
                .filteredOn(line -> line.startsWith("thread "))
                .containsExactly("thread lastcall daemon=true loader=null");
    }

    @OnEachJdk
    void stderrHoldsNothingButLinesOfLastcall(Jdk jdk) {
        assertThat(fork(jdk).run(EveryKind.class).well().stderr()).isEmpty();

        Ended ended = fork(jdk).agent(RULE).run(EveryKind.class).well();

        assertThat(ended.stderr())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("lastcall") || line.contains(" WARN lastcall ["));
    }

    @OnEachJdk
    void theApplicationsLoggingSettingsDoNotReachTheAgent(Jdk jdk) throws IOException {
        Path logback = Files.writeString(folder.resolve("logback.xml"), """
                <configuration debug="true">
                  <appender name="A" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%msg%%n</pattern></encoder>
                  </appender>
                  <root><appender-ref ref="A"/></root>
                </configuration>
                """.formatted(folder.resolve("captured.log")));

        Ended ended = fork(jdk)
                .option("-Dlogback.configurationFile=" + logback)
                .option("-Dlogback.debug=true", "-Dlogback.statusListenerClass=STDOUT")
                .option("-Dslf4j.provider=com.acme.NoSuchProvider", "-Dslf4j.internal.verbosity=INFO")
                .agent(RULE)
                .run(EveryKind.class)
                .well();

        assertThat(ended.callLines()).isNotEmpty();
        assertThat(ended.stderr()).allMatch(line -> line.startsWith("lastcall") || line.contains(" WARN lastcall ["));
        assertThat(ended.stdout())
                .isEqualTo(fork(jdk).run(EveryKind.class).well().stdout());
        assertThat(folder.resolve("captured.log")).doesNotExist();
    }

    @OnEachJdk
    void theStreamsThatTheApplicationPutInPlaceAreItsOwn(Jdk jdk) {
        Ended toErr = fork(jdk).agent(RULE).run(OwnStreams.class).well();
        assertThat(toErr.stdout()).containsExactly("done");
        assertThat(toErr.callLines()).hasSize(2);
        assertThat(toErr.stderr()).hasSize(5);

        Ended toOut =
                fork(jdk).agent("log=stdout," + RULE).run(OwnStreams.class).well();
        assertThat(toOut.stdout()).hasSize(3).noneMatch(line -> line.startsWith("captured"));
        assertThat(toOut.stderr()).hasSize(3);
    }

    @OnEachJdk
    void neitherLoggingNorManagementOfTheJdkIsTouched(Jdk jdk) throws IOException {
        List<String> loaded = loadedClasses(jdk);

        assertThat(loaded)
                .contains("java.lang.LastcallBridge", "com.acme.app.EveryKind")
                .noneMatch(name -> name.startsWith("java.util.logging."))
                .noneMatch(name -> name.startsWith("java.lang.management.") || name.startsWith("sun.management."))
                .noneMatch(name -> name.startsWith("javax.management."))
                .noneMatch(name -> name.startsWith("jdk.internal.logger."));
    }

    @OnEachJdk
    void logbackIsNotLoadedBeforeTheApplicationStarts(Jdk jdk) throws IOException {
        List<String> loaded = loadedClasses(jdk);

        assertThat(loaded.subList(0, loaded.indexOf("com.acme.app.EveryKind")))
                .contains("dev.lastcall.runtime.Agent")
                .noneMatch(name -> name.startsWith("ch.qos.logback.") || name.startsWith("org.slf4j."))
                .noneMatch(name -> name.startsWith("org.snakeyaml.") || name.startsWith("com.google.gson."));
        assertThat(loaded).contains("dev.lastcall.log.LogLine");
        assertThat(loaded).as("a console needs no Logback").noneMatch(name -> name.startsWith("ch.qos.logback."));
    }

    /** The JDK makes some fifty classes for the first record whose equality it was left to write. */
    @OnEachJdk
    void noRecordOfTheAgentHasTheJdkWriteItsEquality(Jdk jdk) throws IOException {
        assertThat(loadedClasses(jdk)).doesNotContain(EQUALITY);
    }

    @OnEachJdk
    void norWhereCallsAreHotAndSomethingCannotBeWatched(Jdk jdk) throws IOException {
        Path log = folder.resolve("classes.log");
        try (Started running = fork(jdk)
                .option("-Dlastcall.test.hot=1")
                .option("-Xlog:class+load:file=" + log + ":none")
                .agent("mode=count,deprecated=com.acme.legacy.Gateway;com.acme.legacy.Gateway#direct")
                .start(HotThreads.class, "platform", "2")) {
            running.awaitLine("ready");
            running.tell("go");
            running.tell("stop");
            running.awaitLine("done-1 ");
            running.end().well();
        }

        LedgerReport report = LedgerReport.of(folder);
        assertThat(report.callsByKind()).containsKey("reflection");
        assertThat(report.blindSpots()).isNotEmpty();
        assertThat(names(log)).contains("dev.lastcall.site.HotCalls$HotCall").doesNotContain(EQUALITY);
    }

    @OnEachJdk
    void norWhereAnOverrideIsListedToo(Jdk jdk) throws IOException {
        Path log = folder.resolve("classes.log");
        fork(jdk)
                .option("-Xlog:class+load:file=" + log + ":none")
                .agent("mode=count,deprecated=com.acme.deep.Old;com.acme.deep.Far")
                .run(DeepCalls.class)
                .well();

        assertThat(names(log)).doesNotContain(EQUALITY);
    }

    @OnEachJdk
    void theArchiveOfSharedClassesIsStillUsed(Jdk jdk) throws IOException {
        Path log = folder.resolve("classes.log");
        fork(jdk)
                .option("-Xshare:on", "-Xlog:class+load:file=" + log)
                .agent(RULE)
                .run(EveryKind.class)
                .well();

        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" java.lang.Object source: shared objects file"));
    }

    /** The names of all classes, in the order in which they were loaded. */
    private List<String> loadedClasses(Jdk jdk) throws IOException {
        Path log = folder.resolve("classes.log");
        fork(jdk)
                .option("-Xlog:class+load:file=" + log + ":none")
                .agent(RULE)
                .run(EveryKind.class)
                .well();
        return names(log);
    }

    private static List<String> names(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private Fork fork(Jdk jdk) {
        return Fork.of(jdk, folder);
    }
}
