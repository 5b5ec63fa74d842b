package dev.lastcall.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.status.OnPrintStreamStatusListenerBase;
import ch.qos.logback.core.status.StatusListener;
import java.io.File;
import java.io.IOException;

/**
 * The agent's own Logback. Its context is made in code and never asked of {@code LoggerFactory}, so that neither the
 * application's {@code logback.xml} nor its {@code -Dlogback.*} or {@code -Dslf4j.provider} reach it; Logback's own
 * status messages never reach a console.
 *
 * <p>Everything is logged by the logger {@code lastcall} at level WARN. To be used on the agent's thread: the first use
 * loads Logback, and a write waits for the disk.
 */
final class LogbackLog extends CallLog {
    private final LoggerContext context;
    private final Logger logger;

    private LogbackLog(LoggerContext context) {
        this.context = context;
        this.logger = context.getLogger(LogLine.LOGGER);
    }

    /**
     * A log with the agent's own appender.
     *
     * @throws IOException if the file, or its folder, can't be made or written
     */
    static LogbackLog to(File file, LineFormat format) throws IOException {
        LogFile appender = new LogFile(file, format);
        LoggerContext context = context();
        appender.setContext(context);
        appender.start();
        context.getLogger(LogLine.LOGGER).addAppender(appender);
        return new LogbackLog(context);
    }

    /**
     * A log with the appenders of a Logback XML file and none of the agent's own.
     *
     * @throws LogConfigurationException if the file can't be read, holds an error or an unknown element, or names no
     *     appender
     */
    static LogbackLog of(File logbackFile) throws LogConfigurationException {
        LoggerContext context = context();
        try {
            new LogbackFile(logbackFile).configure(context);
        } catch (LogConfigurationException e) {
            context.stop();
            throw e;
        }
        return new LogbackLog(context);
    }

    @Override
    public void write(CallEvent event) {
        log(AgentEvent.of(event, context));
    }

    @Override
    public void note(long timeMillis, String text) {
        log(AgentEvent.note(timeMillis, text, context));
    }

    @Override
    public void close() {
        context.stop();
    }

    private void log(AgentEvent event) {
        if (logger.isEnabledFor(Level.WARN)) {
            logger.callAppenders(event);
        }
    }

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setName(LogLine.LOGGER);
        context.setStatusManager(new QuietStatus());
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.start();
        return context;
    }

    /** Refuses the listeners that print, which the application's {@code -Dlogback.debug} would add. */
    private static final class QuietStatus extends BasicStatusManager {
        @Override
        public boolean add(StatusListener listener) {
            return !(listener instanceof OnPrintStreamStatusListenerBase) && super.add(listener);
        }
    }
}
