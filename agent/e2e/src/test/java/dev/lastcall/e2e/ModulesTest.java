package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** Named modules need no flags: neither the deprecated one, nor its caller, reads a module of ours. */
class ModulesTest {
    private static final Map<String, String> SOURCES = Map.of(
            "acme.old/module-info.java", "module acme.old { exports com.acme.old; }",
            "acme.old/com/acme/old/Dates.java", """
                    package com.acme.old;
                    public class Dates {
                        public static int zone = 1;
                        public static String today() { return "today"; }
                        public String tomorrow() { return "tomorrow"; }
                    }
                    """,
            "acme.shop/module-info.java", "module acme.shop { requires acme.old; }",
            "acme.shop/com/acme/shop/Main.java", """
                    package com.acme.shop;
                    import com.acme.old.Dates;
                    import java.util.function.Supplier;
                    public final class Main {
                        public static void main(String[] arguments) throws Exception {
                            for (int i = 0; i < 3; i++) {
                                attempt(Dates::today);
                            }
                            attempt(() -> new Dates().tomorrow());
                            attempt(() -> String.valueOf(Dates.zone));
                            try {
                                System.out.println(Dates.class.getMethod("today").invoke(null));
                            } catch (java.lang.reflect.InvocationTargetException e) {
                                System.out.println(e.getCause().getClass().getName());
                            }
                            System.out.println(Main.class.getModule());
                        }
                        private static void attempt(Supplier<String> call) {
                            try {
                                System.out.println(call.get());
                            } catch (UnsupportedOperationException e) {
                                System.out.println(e.getClass().getName());
                            }
                        }
                    }
                    """);

    @TempDir
    Path folder;

    @OnEachJdk
    void callsBetweenNamedModulesAreCounted(Jdk jdk) throws IOException {
        compile();

        Ended ended = run(jdk, "log");

        assertThat(ended.stdout())
                .containsExactly("today", "today", "today", "tomorrow", "1", "today", "module acme.shop");
        assertThat(LedgerReport.of(folder).withoutBlindSpots().callsByKind())
                .isEqualTo(Map.of("method-ref", 3L, "new", 1L, "call", 1L, "field-read", 1L, "reflection", 1L));
    }

    @OnEachJdk
    void callsBetweenNamedModulesAreBlocked(Jdk jdk) throws IOException {
        compile();

        Ended ended = run(jdk, "block");

        assertThat(ended.stdout().subList(0, 6)).containsOnly("dev.lastcall.BlockedCallException");
        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("blocked")).isEqualTo(6);
    }

    /** It is on the module path, and so not the JDK's. */
    @OnEachJdk
    void aModuleThatIsNamedAsTheJdksAreIsWatched(Jdk jdk) throws IOException {
        compile();
        Path jar = folder.resolve("automatic.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", "java.acme.old");
        Path dates = folder.resolve("modules/acme.old/com/acme/old/Dates.class");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("com/acme/old/Dates.class"));
            out.write(Files.readAllBytes(dates));
        }

        Ended ended = Fork.of(jdk, folder)
                .agent("mode=block,deprecated=com.acme.old.Dates")
                .option("--module-path", jar.toString(), "--add-modules", "java.acme.old")
                .option("-cp", folder.resolve("modules/acme.shop").toString())
                .runRaw("com.acme.shop.Main")
                .well();

        assertThat(ended.stdout().subList(0, 6)).containsOnly("dev.lastcall.BlockedCallException");
        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("blocked")).isEqualTo(6);
    }

    private Ended run(Jdk jdk, String mode) {
        return Fork.of(jdk, folder)
                .verifyAll()
                .agent("mode=" + mode + ",deprecated=com.acme.old.Dates")
                .option("--module-path", folder.resolve("modules").toString())
                .runRaw("-m", "acme.shop/com.acme.shop.Main")
                .well();
    }

    private void compile() throws IOException {
        Path sources = folder.resolve("sources");
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "--module-source-path"));
        arguments.addAll(
                List.of(sources.toString(), "-d", folder.resolve("modules").toString()));
        for (Map.Entry<String, String> source : SOURCES.entrySet()) {
            Path file = sources.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .as("exit code of the compiler")
                .isZero();
    }
}
