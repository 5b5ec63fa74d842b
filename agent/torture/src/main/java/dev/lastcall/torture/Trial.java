package dev.lastcall.torture;

import dev.lastcall.jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * What a case has at hand: a JDK, an empty folder, the jars.
 *
 * @param shortForm whether it is to take seconds, as a part of the build, and to mount nothing
 * @param lastcall lastcall.jar
 * @param torture the jar of the programs under test
 */
record Trial(Jdk jdk, Path folder, boolean shortForm, Path lastcall, Path torture) {
    static final String RULE = "deprecated=com.acme.torture.legacy.Factory";
    static final int LINES_PER_METHOD = 100;

    private static final Random RANDOM = new Random();

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    int times(int inFull, int inShort) {
        return shortForm ? inShort : inFull;
    }

    /** From 0 to below that bound. */
    static int random(int bound) {
        return RANDOM.nextInt(bound);
    }

    Path newFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** The command that runs a program under the agent. */
    final class Start {
        private final Path work;
        private final List<String> before = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private final Path classes;
        private String settings = RULE;

        private Start(Path work, Path classes) {
            this.work = work;
            this.classes = classes;
        }

        /** What stands before {@code java}. */
        Start under(String... words) {
            before.addAll(List.of(words));
            return this;
        }

        Start option(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        /** @param more such as {@code mode=block} */
        Start set(String more) {
            settings = more + "," + settings;
            return this;
        }

        Forked run(Class<?> program, String... arguments) throws IOException {
            return Forked.start(work, command(program, arguments));
        }

        Forked runUnread(Class<?> program, String... arguments) throws IOException {
            return Forked.startUnread(work, command(program, arguments));
        }

        List<String> command(Class<?> program, String... arguments) {
            List<String> command = new ArrayList<>(before);
            command.add(jdk.java());
            command.addAll(options);
            command.add("-javaagent:" + lastcall + "=" + settings);
            command.addAll(List.of("-cp", torture + ":" + classes, program.getName()));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    /** Starts an application in that folder, with the ledger in its folder {@code lastcall}. */
    Start start(Path work) {
        return new Start(work, folder.resolve("classes"));
    }

    Reported report(Path... ledgers) throws Broken, IOException, InterruptedException {
        return report(Jdk.quickToStart(), ledgers);
    }

    Reported report(List<String> options, Path... ledgers) throws Broken, IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "report");
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(options);
        command.addAll(List.of("-jar", lastcall.toString(), "report", "--format", "json"));
        for (Path ledger : ledgers) {
            command.add(ledger.toString());
        }
        try (Forked report = Forked.start(work, command)) {
            report.endWith(0);
            Broken.unless(report.err().isEmpty(), "the report wrote on stderr: " + report);
            return Reported.of(report.out());
        }
    }

    /** The only ledger in that folder. */
    static Path ledgerIn(Path folder) throws Broken, IOException {
        try (var files = Files.list(folder)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".lastcall")).toList();
            Broken.unless(found.size() == 1, "ledgers in " + folder + ": " + found);
            return found.get(0);
        }
    }

    /** Compiles the classes {@code Callers0} and on, each with a call of the factory on each of so many lines. */
    void makeCallers(int classes, int lines) throws IOException {
        Path out = newFolder("classes");
        List<String> words = new ArrayList<>(List.of("-nowarn", "-d", out.toString(), "-cp", torture.toString()));
        for (int i = 0; i < classes; i++) {
            Path source = out.resolve("Callers" + i + ".java");
            words.add(Files.writeString(source, source(i, lines)).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        words.addAll(0, List.of("--release", "17", "-proc:none"));
        if (compiler.run(null, System.err, System.err, words.toArray(new String[0])) != 0) {
            throw new IOException("the callers do not compile");
        }
    }

    private static String source(int number, int lines) {
        StringBuilder methods = new StringBuilder();
        StringBuilder run = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            if (line % LINES_PER_METHOD == 0) {
                methods.append(line == 0 ? "" : "}\n")
                        .append("static void m")
                        .append(line)
                        .append("() {\n");
                run.append("m").append(line).append("();\n");
            }
            methods.append("com.acme.torture.legacy.Factory.make(").append(line).append(");\n");
        }
        return "public final class Callers" + number + " implements Runnable {\n" + methods + "}\npublic void run() {\n"
                + run + "}\n}\n";
    }
}
