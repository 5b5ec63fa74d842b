package dev.lastcall.log;

import dev.lastcall.console.Console;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Opens the log that the settings ask for. */
public final class CallLogs {
    private CallLogs() {}

    /**
     * A log with the agent's own appender.
     *
     * @param warnings gets one line if the file can't be written; log lines then go to stderr
     */
    public static CallLog open(LogDestination destination, LineFormat format, Consumer<String> warnings) {
        if (destination instanceof LogDestination.ToFile toFile) {
            return open(toFile.file(), format, warnings);
        }
        if (destination instanceof LogDestination.None) {
            return new ConsoleLog(new Console(OutputStream.nullOutputStream()), format);
        }
        boolean toStdout = destination instanceof LogDestination.Stdout;
        return new ConsoleLog(toStdout ? Console.stdout() : Console.stderr(), format);
    }

    private static CallLog open(File file, LineFormat format, Consumer<String> warnings) {
        try {
            return LogbackLog.to(file, format);
        } catch (IOException failure) {
            warnings.accept("lastcall: cannot write to the log file " + OneLine.of(file.getPath()) + " ("
                    + OneLine.of(String.valueOf(failure.getMessage())) + "); log lines go to stderr");
            return new ConsoleLog(Console.stderr(), format);
        }
    }

    /**
     * A log with the appenders of a Logback XML file and none of the agent's own.
     *
     * @throws LogConfigurationException if the file can't be read, holds an error or an unknown element, or names no
     *     appender
     */
    public static CallLog configuredBy(File logbackFile) throws LogConfigurationException {
        return LogbackLog.of(logbackFile);
    }
}
