package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** What another agent calls for itself is told apart; what it passes on is not its own. */
class OtherAgentsTest {
    private static final String AGENT = """
            package com.apm;
            public final class Premain {
                public static void premain(String argument) {
                    for (int i = 0; i < 5; i++) {
                        Thread.currentThread().getId();
                    }
                    System.setProperty("apm", "ran");
                }
                public static void run(Runnable task) {
                    task.run();
                }
            }
            """;
    private static final String APPLICATION = """
            package com.shop;
            public final class Main {
                public static class Old implements Runnable {
                    @Override public void run() { System.out.println("old ran"); }
                }
                public static void main(String[] arguments) throws Exception {
                    System.out.println("apm " + System.getProperty("apm"));
                    attempt(() -> Thread.currentThread().getId());
                    Runnable old = (Runnable) Class.forName("com.shop.Main$Old").getField("INSTANCE").get(null);
                    attempt(() -> com.apm.Premain.run(old));
                }
                private static void attempt(Runnable call) {
                    try {
                        call.run();
                    } catch (UnsupportedOperationException e) {
                        System.out.println("refused");
                    }
                }
            }
            """.replace(
            "@Override public void run()", "public static final Old INSTANCE = new Old(); @Override public void run()");
    private static final String RULE = ",deprecated=java.lang.Thread#getId();com.shop.Main$Old#run()";

    @TempDir
    Path folder;

    @OnEachJdk
    void theirOwnCallsAreNoFindingAndNotRefused(Jdk jdk) throws IOException {
        Ended ended = run(jdk, "mode=block" + RULE);

        assertThat(ended.stdout()).containsExactly("apm ran", "refused", "refused");
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(2);
        assertThat(report.sum("blocked")).isEqualTo(2);
        assertThat(report.usedSites())
                .as("who passes a call on is not its caller")
                .noneMatch(site -> site.toString().contains("com.apm"));
        assertThat(report.sites().stream().mapToLong(site -> LedgerReport.number(site, "byAgents")))
                .containsOnlyOnce(5L);
        assertThat(LedgerReport.ask("report", folder.resolve("lastcall").toString())
                        .well()
                        .stdout())
                .contains("  Made by other agents: 5 calls at 1 call site (no finding, and not refused)");
    }

    @OnOneJdk
    void theyAreCallsLikeOthersIfOneSaysSo(Jdk jdk) throws IOException {
        Ended ended = run(jdk, "mode=count,agents=watch" + RULE);

        assertThat(ended.stdout()).containsExactly("apm ran", "old ran");
        LedgerReport report = LedgerReport.of(folder).withoutBlindSpots();
        assertThat(report.sum("calls")).isEqualTo(7);
        assertThat(report.callsByCaller()).containsEntry("Premain.premain", 5L).containsEntry("Premain.run", 1L);
    }

    /** Then it is a library as well, and the application's. */
    @OnOneJdk
    void anAgentThatIsOnTheClassPathIsTheApplications(Jdk jdk) throws IOException {
        Path jar = agent();
        Ended ended = Fork.of(jdk, folder)
                .agent("mode=count" + RULE)
                .option("-javaagent:" + jar, "-cp", jar + java.io.File.pathSeparator + folder.resolve("classes"))
                .runRaw("com.shop.Main")
                .well();

        assertThat(ended.stdout()).containsExactly("apm ran", "old ran");
        assertThat(LedgerReport.of(folder).withoutBlindSpots().sum("calls")).isEqualTo(7);
    }

    private Ended run(Jdk jdk, String settings) throws IOException {
        return Fork.of(jdk, folder)
                .agent(settings)
                .option("-javaagent:" + agent())
                .option("-cp", folder.resolve("classes").toString())
                .runRaw("com.shop.Main")
                .well();
    }

    private Path agent() throws IOException {
        Path classes = folder.resolve("classes");
        Path premain = compile(classes, "com/apm/Premain", AGENT);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "com.apm.Premain");
        Path jar = folder.resolve("apm.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("com/apm/Premain.class"));
            out.write(Files.readAllBytes(premain));
        }
        compile(classes, "com/shop/Main", APPLICATION);
        Files.delete(premain);
        return jar;
    }

    private Path compile(Path classes, String name, String source) throws IOException {
        Path file = folder.resolve("sources").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.createDirectories(classes);
        Files.writeString(file, source);
        List<String> arguments = List.of(
                "--release", "17", "-nowarn", "-cp", classes.toString(), "-d", classes.toString(), file.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .as("exit code of the compiler")
                .isZero();
        return classes.resolve(name + ".class");
    }
}
