package dev.lastcall.output;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.status.Status;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setEncoder(encoder());
        appender.setFile(file.getPath());
        attach(appender);
        if (!appender.isStarted()) {
            warnings.accept("lastcall: cannot write to the log file " + OneLine.of(file.getPath()) + reason()
                    + "; log lines go to stderr");
            appender.stop();
            context.getLogger(LogLine.LOGGER).detachAppender(appender);
            attach(new LogDestination.Stderr());
        }
    }

    private void attach(Appender<ILoggingEvent> appender) {
        appender.setContext(context);
        appender.start();
        context.getLogger(LogLine.LOGGER).addAppender(appender);
    }

    private LineEncoder encoder() {
        LineEncoder encoder = new LineEncoder(format);
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    /** What the operating system said, if Logback kept it. */
    private String reason() {
        List<Status> statuses = context.getStatusManager().getCopyOfStatusList();
        for (int i = statuses.size() - 1; i >= 0; i--) {
            Throwable cause = statuses.get(i).getThrowable();
            if (cause != null) {
                return " (" + OneLine.of(String.valueOf(cause.getMessage())) + ")";
            }
        }
        return "";
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

    private static final class LineEncoder extends EncoderBase<ILoggingEvent> {
        private static final byte[] NOTHING = {};

        private final LineFormat format;

        LineEncoder(LineFormat format) {
            this.format = format;
        }

        @Override
        public byte[] headerBytes() {
            return NOTHING;
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return (((AgentEvent) event).line(format) + '\n').getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return NOTHING;
        }
    }
}
