package dev.lastcall.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.event.SaxEventRecorder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)]");
    private static final String CONSEQUENCE = "Failed to traverse model";
    private static final String UNKNOWN = "Ignoring unknown property";

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

    private List<String> problems(LoggerContext context) throws LogConfigurationException {
        Set<String> problems = new LinkedHashSet<>();
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (isProblem(status)) {
                problems.add(file + place(status.getMessage()) + ": " + text(status));
            }
        }
        return new ArrayList<>(problems);
    }

    /** Logback only warns of what it doesn't know; a misspelt element would be ignored without a word. */
    private static boolean isProblem(Status status) {
        String message = status.getMessage();
        return status.getLevel() == Status.ERROR
                ? !message.startsWith(CONSEQUENCE)
                : status.getLevel() == Status.WARN && message.startsWith(UNKNOWN);
    }

    private static String text(Status status) {
        Throwable cause = status.getThrowable();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return OneLine.of(status.getMessage() + (cause == null ? "" : " (" + cause + ")"));
    }

    /** Logback seldom tells the line, but puts what it complains about in brackets. */
    private String place(String message) throws LogConfigurationException {
        Matcher bracketed = BRACKETED.matcher(message);
        int line = bracketed.find() ? lineOf(bracketed.group(1)) : 0;
        return line == 0 ? "" : ":" + line;
    }

    private int lineOf(String text) throws LogConfigurationException {
        try {
            List<String> lines = Files.readAllLines(file.toPath());
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    return i + 1;
                }
            }
            return 0;
        } catch (IOException e) {
            throw new LogConfigurationException(List.of(file + ": " + OneLine.of(String.valueOf(e.getMessage()))));
        }
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
