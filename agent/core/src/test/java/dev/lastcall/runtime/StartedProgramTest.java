package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Program;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedProgramTest {
    @TempDir
    File folder;

    @Test
    void theManifestNamesMainClassAndTitle() throws IOException {
        String jar = jar("Main-Class", "com.acme.Main ", "Implementation-Title", "orders");
        assertThat(StartedProgram.ofJar(false, jar))
                .isEqualTo(new Program(false, "com.acme.Main", "app.jar", "orders"));
    }

    @Test
    void behindALauncherItIsTheClassThatIsLaunched() throws IOException {
        String jar =
                jar("Main-Class", "org.springframework.boot.loader.launch.JarLauncher", "Start-Class", "com.acme.App");
        assertThat(StartedProgram.ofJar(true, jar)).isEqualTo(new Program(true, "com.acme.App", "app.jar", ""));
    }

    @Test
    void ofAJarThatCannotBeReadTheNameIsKnown() {
        String jar = new File(folder, "gone.jar").getPath();
        assertThat(StartedProgram.ofJar(false, jar)).isEqualTo(new Program(false, "", "gone.jar", ""));
    }

    private String jar(String... attributes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < attributes.length; i += 2) {
            main.putValue(attributes[i], attributes[i + 1]);
        }
        File file = new File(folder, "app.jar");
        try (FileOutputStream out = new FileOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file.getPath();
    }
}
