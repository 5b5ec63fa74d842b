package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Another agent gives a deprecated class code without guards. */
class GuardDroppedTest {
    @TempDir
    Path folder;

    @OnOneJdk
    void aClassThatLoadsWithoutItsGuardsIsWovenAgain(Jdk jdk) throws IOException {
        assertThat(run(jdk, "load,once").printed("refused")).isEqualTo("true");
        assertThatTheGapIsABlindSpot();
    }

    @OnOneJdk
    void aClassThatLosesItsGuardsLaterIsWovenAgain(Jdk jdk) throws IOException {
        Ended ended = run(jdk, "later,once");
        assertThat(ended.printed("refused")).isEqualTo("true");
        assertThat(ended.stderrText())
                .contains("com.acme.legacy.Factory had got code without guards from another agent");
        assertThatTheGapIsABlindSpot();
    }

    /** Calls may have passed until the class was woven again. */
    private void assertThatTheGapIsABlindSpot() throws IOException {
        assertThat(LedgerReport.of(folder).blindSpots())
                .singleElement()
                .asString()
                .contains("com.acme.legacy.Factory")
                .contains("another agent gave it code without guards for some seconds, until it was woven again");
    }

    @OnOneJdk
    void whatStaysWithoutItsGuardsIsABlindSpot(Jdk jdk) throws IOException {
        assertThat(run(jdk, "load,always").printed("refused")).isEqualTo("false");
        assertThat(LedgerReport.of(folder).blindSpots())
                .singleElement()
                .asString()
                .contains("com.acme.legacy.Factory")
                .contains("another agent gives it code without guards");
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
        attributes.putValue("Premain-Class", GuardDropper.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("dropper.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream empty = new JarOutputStream(out, manifest)) {
            empty.finish();
        }
        return jar;
    }
}
