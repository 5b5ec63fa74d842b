package dev.lastcall.ways;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Compiles the callers of other languages, once for each state of their sources and compilers. */
final class LanguageSources {
    /** How the file names of the run-time libraries start. */
    static final List<String> RUNTIMES =
            List.of("groovy-", "kotlin-stdlib-", "scala-library-", "clojure-", "spec.alpha-", "core.specs.alpha-");

    private LanguageSources() {}

    /** The folder with the classes. */
    static Path compiled(Path classes) throws IOException {
        Path sources = classes.resolve("languages");
        Path made = classes.resolveSibling("languages-" + state(sources));
        if (!Files.exists(made.resolve("done"))) {
            List<CompletableFuture<Fork>> compilers = List.of(
                    compiler(made, "groovy", "org.codehaus.groovy.tools.FileSystemCompiler", "-d", made.toString()),
                    compiler(
                            made,
                            "kt",
                            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                            "-no-stdlib",
                            "-no-reflect",
                            "-jvm-target",
                            "17",
                            "-cp",
                            ClassPath.text(),
                            "-d",
                            made.toString()),
                    compiler(
                            made,
                            "scala",
                            "scala.tools.nsc.Main",
                            "-usejavacp",
                            "-release",
                            "17",
                            "-d",
                            made.toString()));
            compilers.forEach(each -> require(each.join()));
            Files.createFile(made.resolve("done"));
        }
        return made;
    }

    private static CompletableFuture<Fork> compiler(Path made, String extension, String main, String... arguments) {
        String source =
                ClassPath.classes().resolve("languages/callers." + extension).toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.text(),
                main));
        command.addAll(List.of(arguments));
        command.add(source);
        return CompletableFuture.supplyAsync(() -> Fork.run(made.resolve("log-" + extension), command));
    }

    private static void require(Fork compiler) {
        if (compiler.exitCode() != 0) {
            throw new IllegalStateException(compiler.out() + compiler.err());
        }
    }

    /** The same for the same sources and compilers. */
    private static String state(Path sources) throws IOException {
        StringBuilder state = new StringBuilder(ClassPath.text());
        for (String extension : List.of("groovy", "kt", "scala")) {
            state.append(Files.readString(sources.resolve("callers." + extension)));
        }
        return UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
