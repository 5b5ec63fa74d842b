package dev.lastcall.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Whether people look at the standard streams.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is
 * @param colours whether a terminal may be given colours
 * @param charset what standard output can show; a pipe is read as what the system is set to
 */
record Terminal(boolean out, boolean err, boolean colours, Charset charset) {
    /** Files and pipes. */
    static final Terminal NONE = new Terminal(false, false, false, StandardCharsets.UTF_8);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** What the streams of this process are. */
    static Terminal ofThisProcess() {
        return new Terminal(
                isTerminal("1"), isTerminal("2"), mayBeColoured(System.getenv()), charsetOf(System.getProperties()));
    }

    /** That of standard output, which Java names since version 19, else that of the system. */
    static Charset charsetOf(Properties properties) {
        String usual = properties.getProperty("native.encoding", "UTF-8");
        String name = properties.getProperty("stdout.encoding", properties.getProperty("sun.stdout.encoding", usual));
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.US_ASCII;
        }
    }

    /** Not if {@code NO_COLOR} is set to anything (no-color.org), nor on a terminal that can't. */
    static boolean mayBeColoured(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !term.isEmpty() && !term.equals("dumb");
    }

    /** Whether help and results are coloured. */
    Ansi ansi() {
        return out && colours ? Ansi.ON : Ansi.OFF;
    }

    /** Whether error messages are. */
    Ansi ansiOfErrors() {
        return err && colours ? Ansi.ON : Ansi.OFF;
    }

    private static boolean isTerminal(String descriptor) {
        try {
            String target =
                    Files.readSymbolicLink(DESCRIPTORS.resolve(descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return hasConsole();
        }
    }

    /**
     * Where the system does not tell: Java 17 has a console only if both ways are a terminal, and later ones say so.
     */
    @SuppressWarnings("SystemConsoleNull") // asked before Java 22, and answered otherwise after it
    private static boolean hasConsole() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            @Nullable Object answer = console.getClass().getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(answer);
        } catch (ReflectiveOperationException | RuntimeException beforeJava22) {
            return Runtime.version().feature() < 22;
        }
    }
}
