package dev.lastcall.log;

import dev.lastcall.console.Console;
import dev.lastcall.console.FirstLine;
import dev.lastcall.policy.Mode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** An application that has put its own streams in the place of the process's; run by {@link ForkedOutputTest}. */
final class SomeonesProcess {
    private static final ByteArrayOutputStream CAPTURED = new ByteArrayOutputStream();

    private SomeonesProcess() {}

    /** First the value of {@code log}, or of {@code logback} if it ends with {@code .xml}. */
    public static void main(String[] arguments) throws LogConfigurationException {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> Console.stderr().line(stackTrace(e)));
        System.setErr(new PrintStream(CAPTURED, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(CAPTURED, true, StandardCharsets.UTF_8));

        Console.stderr().line(FirstLine.of("0.1.0", Mode.LOG, 1, 3, "none"));
        try (CallLog log = open(arguments[0])) {
            log.write(Examples.create());
        }
        Console.stderr().line("stderr is still open");
        Console.stdout().line("stdout is still open");
        if (CAPTURED.size() > 0) {
            Console.stderr().line("captured: " + CAPTURED.toString(StandardCharsets.UTF_8));
        }
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static CallLog open(String setting) throws LogConfigurationException {
        return setting.endsWith(".xml")
                ? CallLogs.configuredBy(new File(setting))
                : CallLogs.open(LogDestination.of(setting), LineFormat.TEXT, Console.stderr()::line);
    }
}
