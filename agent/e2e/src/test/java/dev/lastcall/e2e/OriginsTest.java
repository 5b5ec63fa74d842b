package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Layers;
import dev.lastcall.e2e.LedgerRecords.Body;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;

/** The ledger says which library a caller's jar is. */
class OriginsTest {
    @TempDir
    Path folder;

    @OnOneJdk
    void theCallersJarIsNamedByItsMavenCoordinates(Jdk jdk) throws IOException {
        Path jar = folder.resolve("layers-1.2.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"Layers", "Layers$Deep", "Layers$Eager"}) {
                String entry = "com/acme/app/" + name + ".class";
                out.putNextEntry(new ZipEntry(entry));
                try (InputStream in = Layers.class.getResourceAsStream("/" + entry)) {
                    Objects.requireNonNull(in, entry).transferTo(out);
                }
            }
            out.putNextEntry(new ZipEntry("META-INF/maven/com.acme/layers/pom.properties"));
            out.write("groupId=com.acme\nartifactId=layers\nversion=1.2\n".getBytes(StandardCharsets.UTF_8));
        }
        Fork.of(jdk, folder)
                .agent("deprecated=com.acme.legacy.Factory")
                .runRaw("-cp", jar + java.io.File.pathSeparator + Fork.testClasses(), Layers.class.getName())
                .well();

        assertThat(LedgerRecords.in(folder.resolve("lastcall")).read(LedgerRecords.ORIGIN, OriginsTest::origin))
                .contains(jar + " is com.acme:layers:1.2 (1)");
    }

    private static String origin(Body body) {
        int from = body.u8();
        return body.string() + " is " + body.string() + ":" + body.string() + ":" + body.string() + " (" + from + ")";
    }
}
