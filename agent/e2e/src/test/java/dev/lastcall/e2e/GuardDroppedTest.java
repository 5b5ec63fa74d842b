package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.DropAgent;
import com.acme.app.GuardDropper;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;

/** Another agent gives a deprecated class code without guards, and in part also what shows that. */
class GuardDroppedTest {
    @TempDir
    Path folder;

    @OnOneJdk
    void whatAClassLosesAsItLoadsIsWovenInAtOnce(Jdk jdk) throws IOException {
        assertThat(run(jdk, "load,always").printed("refused")).isEqualTo("true");
        assertThat(LedgerReport.of(folder).blindSpots()).isEmpty();
    }

    @OnOneJdk
    void whatAClassLosesLaterIsWovenInAtOnce(Jdk jdk) throws IOException {
        assertThat(run(jdk, "later,always").printed("refused")).isEqualTo("true");
        assertThat(LedgerReport.of(folder).blindSpots()).isEmpty();
    }

    @OnOneJdk
    void aClassThatLoadsWithoutItsGuardsUnseenIsWovenAgain(Jdk jdk) throws IOException {
        assertThat(run(jdk, "unseen,load,once").printed("refused")).isEqualTo("true");
        assertThatTheGapIsABlindSpot();
    }

    @OnOneJdk
    void aClassThatLosesItsGuardsUnseenIsWovenAgain(Jdk jdk) throws IOException {
        Ended ended = run(jdk, "unseen,later,once");
        assertThat(ended.printed("refused")).isEqualTo("true");
        assertThat(ended.stderrText())
                .contains("com.acme.legacy.Factory had got code without guards from another agent");
        assertThat(LedgerReport.of(folder).blindSpots()) // the JVM keeps the constants of the code before
                .anySatisfy(spot -> assertThat(spot.toString()).contains("sun.instrument.InstrumentationImpl"));
    }

    /** Calls may have passed until the class was woven again. */
    private void assertThatTheGapIsABlindSpot() throws IOException {
        assertThatBlindSpotsSay("another agent gave it code without guards for some seconds, until it was woven again");
    }

    @OnOneJdk
    void whatStaysWithoutItsGuardsIsABlindSpot(Jdk jdk) throws IOException {
        assertThat(run(jdk, "unseen,load,always").printed("refused")).isEqualTo("false");
        assertThatBlindSpotsSay("another agent gives it code without guards");
    }

    /** The agent was there first, so that its code of the {@code Instrumentation} lasts. */
    private void assertThatBlindSpotsSay(String reason) throws IOException {
        assertThat(LedgerReport.of(folder).blindSpots())
                .hasSize(2)
                .anySatisfy(spot -> assertThat(spot.toString())
                        .contains("sun.instrument.InstrumentationImpl")
                        .contains("another agent gives the class other code"))
                .anySatisfy(spot -> assertThat(spot.toString())
                        .contains("com.acme.legacy.Factory")
                        .contains(reason));
    }

    private Ended run(Jdk jdk, String drop) throws IOException {
        return Fork.of(jdk, folder)
                .agent("mode=block,deprecated=com.acme.legacy.Factory#create(**)")
                .option("-javaagent:" + agent() + "=" + drop)
                .run(GuardDropper.class);
    }

    private Path agent() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", DropAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("dropper.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream empty = new JarOutputStream(out, manifest)) {
            empty.finish();
        }
        return jar;
    }
}
