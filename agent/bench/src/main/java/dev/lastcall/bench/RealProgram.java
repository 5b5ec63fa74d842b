package dev.lastcall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A program from a registry, and what of it is listed.
 *
 * @param libraries its jars, as Maven writes them; the first has the listed classes
 * @param hot the classes of its own that it calls most
 * @param rounds how often it runs in one process
 */
record RealProgram(String name, List<String> libraries, List<String> hot, int rounds, Command command) {
    private static final int STATEMENTS = 4_000;
    private static final int DOCUMENTS = 5_000;

    /** Makes the command line, after the JVM's options. */
    interface Command {
        /**
         * The rest of the command line.
         *
         * @param lib where the jars are
         */
        List<String> in(Path folder, Path lib, double effort) throws IOException, InterruptedException;
    }

    /** The Eclipse compiler, on all of Commons Lang. */
    static RealProgram ecj() {
        String compiler = "org.eclipse.jdt.internal.compiler.";
        return new RealProgram(
                "ECJ",
                List.of("org.eclipse.jdt:ecj:3.33.0", "org.apache.commons:commons-lang3:3.14.0:jar:sources"),
                List.of(
                        compiler + "ast.Expression",
                        compiler + "ast.Statement",
                        compiler + "lookup.Scope",
                        compiler + "lookup.TypeBinding"),
                10,
                (folder, lib, effort) -> {
                    Path sources = Files.createDirectories(folder.resolve("lang3"));
                    run(
                            sources,
                            System.getProperty("java.home") + "/bin/jar",
                            "xf",
                            lib.resolve("commons-lang3-3.14.0-sources.jar").toString());
                    return List.of(
                            "-cp",
                            lib.resolve("ecj-3.33.0.jar").toString(),
                            "org.eclipse.jdt.core.compiler.batch.BatchCompiler",
                            "-17",
                            "-g",
                            "-nowarn",
                            "-proc:none",
                            "-d",
                            folder.resolve("compiled").toString(),
                            sources + "/org");
                });
    }

    /** The search library Lucene: an index in memory. */
    static RealProgram lucene() {
        String lucene = "org.apache.lucene.";
        return new RealProgram(
                "Lucene",
                List.of("org.apache.lucene:lucene-core:9.12.3"),
                List.of(
                        lucene + "util.BytesRef",
                        lucene + "util.BytesRefHash",
                        lucene + "document.Document",
                        lucene + "document.Field"),
                16,
                (folder, lib, effort) -> {
                    Path jar = lib.resolve("lucene-core-9.12.3.jar");
                    Path classes = Files.createDirectories(folder.resolve("lucene"));
                    Path source =
                            Files.write(classes.resolve("IndexDocuments.java"), resource("IndexDocuments.java.txt"));
                    String[] words = {"-cp", jar.toString(), "-d", classes.toString(), source.toString()};
                    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, words) != 0) {
                        throw new IOException(source + " does not compile");
                    }
                    return List.of(
                            "-cp",
                            Forks.classPath(List.of(classes, jar)),
                            "IndexDocuments",
                            String.valueOf(Part.times(DOCUMENTS, effort)));
                });
    }

    /** The database H2: a script of inserts and queries in memory. */
    static RealProgram h2() {
        return new RealProgram(
                "H2",
                List.of("com.h2database:h2:2.3.232"),
                List.of(
                        "org.h2.value.Value",
                        "org.h2.value.ValueInteger",
                        "org.h2.value.ValueVarchar",
                        "org.h2.expression.Expression"),
                16,
                (folder, lib, effort) -> List.of(
                        "-cp",
                        lib.resolve("h2-2.3.232.jar").toString(),
                        "org.h2.tools.RunScript",
                        "-url",
                        "jdbc:h2:mem:bench",
                        "-user",
                        "sa",
                        "-script",
                        Files.write(folder.resolve("h2.sql"), script(Part.times(STATEMENTS, effort)))
                                .toString()));
    }

    private static List<String> script(int statements) {
        List<String> lines = new ArrayList<>();
        lines.add("CREATE TABLE ORDERS(ID INT PRIMARY KEY, CUSTOMER VARCHAR(40), AMOUNT INT);");
        for (int i = 0; i < statements; i++) {
            lines.add("INSERT INTO ORDERS VALUES(" + i + ", 'customer " + i % 97 + "', " + i * 31 % 1_000 + ");");
        }
        for (int i = 0; i < statements / 100; i++) {
            lines.add("SELECT CUSTOMER, SUM(AMOUNT + " + i + "), COUNT(*) FROM ORDERS WHERE AMOUNT > " + i
                    + " AND CUSTOMER LIKE 'customer %' GROUP BY CUSTOMER ORDER BY 2;");
        }
        return lines;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RealProgram.class.getResourceAsStream("/real/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }

    private static String fileName(String library) {
        List<String> parts = List.of(library.split(":", -1));
        return parts.get(1) + '-' + parts.get(2) + (parts.size() > 4 ? "-" + parts.get(4) : "") + ".jar";
    }

    /** The jar with the listed classes. */
    String jar() {
        return fileName(libraries.get(0));
    }

    /** The folder of its jars, which Maven brings unless they are there. */
    Path jars(Path folder) throws IOException, InterruptedException {
        for (String library : libraries) {
            if (!Files.exists(folder.resolve(fileName(library)))) {
                Files.createDirectories(folder);
                run(
                        folder,
                        "mvn",
                        "-B",
                        "-q",
                        "-ntp",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
                        "-Dartifact=" + library,
                        "-DoutputDirectory=" + folder);
            }
        }
        return folder;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + String.join(" ", command));
        }
    }

    /** AspectJ's file of what to weave: calls of the same classes. */
    String aspects() {
        List<String> calls = new ArrayList<>();
        for (String type : hot) {
            calls.add("call(* " + type + ".*(..)) || call(" + type + ".new(..))");
        }
        return String.join(
                "\n",
                "<aspectj>",
                "  <aspects>",
                "    <concrete-aspect name=\"com.acme.bench.real.Counted\" extends=\"com.acme.bench.real.CountedCalls\">",
                "      <pointcut name=\"counted\" expression=\"" + String.join(" || ", calls) + "\"/>",
                "    </concrete-aspect>",
                "  </aspects>",
                "  <weaver options=\"-Xlint:ignore\"/>",
                "</aspectj>",
                "");
    }
}
