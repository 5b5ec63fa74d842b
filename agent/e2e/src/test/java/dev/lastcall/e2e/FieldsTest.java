package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.FieldReader;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Fields that are read through reflection: the JDK's {@code Field} gets a guard when there is something to guard. */
class FieldsTest {
    private static final String RULE = "deprecated=com.acme.legacy.Settings;com.acme.legacy.Settings$*";

    @TempDir
    Path folder;

    @OnEachJdk
    void fieldIsLeftAloneUntilAClassLoadsWhoseFieldsAreListed(Jdk jdk) {
        assertThat(redefined(run(jdk, "log", "other"))).isEmpty();
        assertThat(folder.resolve("lastcall")).isDirectory();

        Ended ended = run(jdk, "log", "once");
        assertThat(redefined(ended)).hasSize(1);
        assertThat(ended.printedNumber("read")).isEqualTo(1);
        assertThat(ended.callLines())
                .singleElement()
                .asString()
                .contains("com.acme.app.FieldReader.read(FieldReader.java:")
                .contains("com.acme.legacy.Settings$One.value");
    }

    @OnEachJdk
    void whoReadsWhileAnotherThreadSetsTheGuardWaitsForIt(Jdk jdk) {
        Ended ended = run(jdk, "count", "at-once");
        assertThat(redefined(ended)).hasSize(1);
        assertThat(LedgerReport.of(folder).withoutBlindSpots().callsByKind()).isEqualTo(Map.of("reflection", 4L));
    }

    @OnEachJdk
    void aReadThatIsRefusedReadsNothing(Jdk jdk) {
        Ended ended = fork(jdk, "block").run(FieldReader.class, "once").withExit(1);
        assertThat(ended.stdout()).noneMatch(line -> line.startsWith("read "));
        assertThat(ended.stderrText()).contains("dev.lastcall.BlockedCallException");
    }

    @OnEachJdk
    void whatTheJdkReadsForItselfIsNobodysCall(Jdk jdk) {
        Ended ended = run(jdk, "block", "serialize");
        assertThat(redefined(ended)).hasSize(1);
        assertThat(ended.printed("read")).isEqualTo("Two");
        assertThat(LedgerReport.of(folder).withoutBlindSpots().callsByKind()).isEmpty();
    }

    private Ended run(Jdk jdk, String mode, String what) {
        return fork(jdk, mode).run(FieldReader.class, what).well();
    }

    private Fork fork(Jdk jdk, String mode) {
        return Fork.of(jdk, folder)
                .verifyAll()
                .option("-Xlog:redefine+class+load=info")
                .agent("mode=" + mode + "," + RULE);
    }

    private static List<String> redefined(Ended ended) {
        return ended.stdout().stream()
                .filter(line -> line.contains("java.lang.reflect.Field"))
                .toList();
    }
}
