package dev.lastcall.output;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Where log lines go as long as the user brings no Logback file. */
final class OwnAppenders {
    private final LoggerContext context;
    private final LineFormat format;
    private final Consumer<String> warnings;

    OwnAppenders(LoggerContext context, LineFormat format, Consumer<String> warnings) {
        this.context = context;
        this.format = format;
        this.warnings = warnings;
    }

    void attach(LogDestination destination) {
        if (destination instanceof LogDestination.Stderr) {
            attach(new ToConsole(Console.stderr(), format));
        } else if (destination instanceof LogDestination.Stdout) {
            attach(new ToConsole(Console.stdout(), format));
        } else if (destination instanceof LogDestination.ToFile toFile) {
            attach(toFile.file());
        }
    }

    private void attach(File file) {
        try {
            attach(new ToFile(file, format));
        } catch (IOException failure) {
            warnings.accept("lastcall: cannot write to the log file " + OneLine.of(file.getPath()) + " ("
                    + OneLine.of(String.valueOf(failure.getMessage())) + "); log lines go to stderr");
            attach(new LogDestination.Stderr());
        }
    }

    private void attach(Appender<ILoggingEvent> appender) {
        appender.setContext(context);
        appender.start();
        context.getLogger(LogLine.LOGGER).addAppender(appender);
    }

    /** Unlike Logback's own, it goes on after a failed write. */
    private static final class ToConsole extends AppenderBase<ILoggingEvent> {
        private final Console console;
        private final LineFormat format;

        ToConsole(Console console, LineFormat format) {
            this.console = console;
            this.format = format;
        }

        @Override
        protected void append(ILoggingEvent event) {
            console.line(((AgentEvent) event).line(format));
        }
    }

    /**
     * Appends to a file, each line with one write. Unlike Logback's own, which is silent then, it tells on stderr that lines
     * are lost, and at the end how many. Each line is tried anew.
     */
    private static final class ToFile extends AppenderBase<ILoggingEvent> {
        private final String path;
        private final LineFormat format;
        private final FileOutputStream stream;
        private boolean inLine;
        private long lost;

        /** @throws IOException if the file, or its folder, can't be made or written */
        ToFile(File file, LineFormat format) throws IOException {
            File folder = file.getAbsoluteFile().getParentFile();
            if (!folder.isDirectory()) {
                folder.mkdirs();
            }
            this.path = OneLine.of(file.getPath());
            this.format = format;
            this.stream = new FileOutputStream(file, true);
        }

        @Override
        protected void append(ILoggingEvent event) {
            String line = (inLine ? "\n" : "") + ((AgentEvent) event).line(format) + '\n';
            try {
                stream.write(line.getBytes(StandardCharsets.UTF_8));
                inLine = false;
            } catch (IOException failure) {
                inLine = true; // a part of it may have got through
                lost++;
                if (lost == 1) {
                    String reason = OneLine.of(String.valueOf(failure.getMessage()));
                    Console.stderr()
                            .line("lastcall: the log file " + path + " can't be written, lines are lost: " + reason);
                }
            }
        }

        @Override
        public void stop() {
            super.stop();
            if (lost > 0) {
                Console.stderr().line("lastcall: " + Amount.of(lost, "line") + " of the log file " + path + " lost");
            }
            try {
                stream.close();
            } catch (IOException failure) {
                // all lines were written, or counted as lost
            }
        }
    }
}
