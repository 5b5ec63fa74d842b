package dev.lastcall.output;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.event.SaxEventRecorder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A user's own Logback XML file: configures a context from it, or says what is wrong with it and where. */
final class LogbackFile {
    /** Logback tells the line only in the text of its messages. */
    private static final Pattern LINE = Pattern.compile("\\bline[ :]+(\\d+)");

    private final File file;

    LogbackFile(File file) {
        this.file = file;
    }

    void configure(LoggerContext context) throws LogConfigurationException {
        Configurator configurator = new Configurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new LogConfigurationException(List.of(problem(e)));
        }
        List<String> problems = problems(context);
        if (problems.isEmpty() && !hasAppender(context)) {
            problems.add(file + ": no appender for the logger " + LogLine.LOGGER + "; to switch it off, set log=none");
        }
        if (!problems.isEmpty()) {
            throw new LogConfigurationException(problems);
        }
    }

    private String problem(JoranException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = OneLine.of(String.valueOf(cause.getMessage()));
        return cause instanceof SAXParseException place
                ? file + ":" + place.getLineNumber() + ": " + message
                : file + ": " + message;
    }

    private List<String> problems(LoggerContext context) {
        List<String> problems = new ArrayList<>();
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (status.getEffectiveLevel() >= Status.ERROR) {
                problems.add(problem(status));
            }
        }
        return problems;
    }

    private String problem(Status status) {
        Throwable cause = status.getThrowable();
        String message = status.getMessage() + (cause == null ? "" : " (" + cause + ")");
        Matcher line = LINE.matcher(message);
        return file + (line.find() ? ":" + line.group(1) : "") + ": " + OneLine.of(message);
    }

    private static boolean hasAppender(LoggerContext context) {
        return context.getLogger(LogLine.LOGGER).iteratorForAppenders().hasNext()
                || context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                        .iteratorForAppenders()
                        .hasNext();
    }

    /** Parses with the JDK's own parser: Logback's choice could be one from the application's class path. */
    private static final class Configurator extends JoranConfigurator {
        @Override
        public SaxEventRecorder populateSaxEventRecorder(InputSource source) throws JoranException {
            SaxEventRecorder recorder = new SaxEventRecorder(getContext());
            try {
                parser().parse(source, recorder);
            } catch (SAXException | IOException | ParserConfigurationException e) {
                throw new JoranException("not a Logback file", e);
            }
            return recorder;
        }

        private static SAXParser parser() throws SAXException, ParserConfigurationException {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            return factory.newSAXParser();
        }
    }
}
