package dev.lastcall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aFileIsCreatedButNotItsFolder() throws IOException {
        Path file = folder.resolve("calls.log");
        write(file, LineFormat.TEXT, Examples.create());
        assertThat(Files.readString(file)).isEqualTo(Examples.CREATE_LINE + "\n");
        assertThat(warnings).isEmpty();

        open(folder.resolve("a/calls.log"), LineFormat.TEXT).close();
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(warnings).singleElement().asString().endsWith("; log lines go to stderr");
    }

    @Test
    void aFileIsAppendedTo() throws IOException {
        Path file = folder.resolve("calls.log");
        Files.writeString(file, "before\n");

        write(file, LineFormat.TEXT, Examples.create());
        write(file, LineFormat.TEXT, Examples.create());

        assertThat(file).hasContent("before\n" + Examples.CREATE_LINE + "\n" + Examples.CREATE_LINE + "\n");
    }

    @Test
    void eachLineIsInTheFileBeforeTheLogIsClosed() {
        Path file = folder.resolve("calls.log");
        try (CallLog log = open(file, LineFormat.TEXT)) {
            log.write(Examples.create());
            assertThat(file).hasContent(Examples.CREATE_LINE);
        }
    }

    @Test
    void jsonIsOneObjectALine() {
        Path file = folder.resolve("calls.json");

        write(file, LineFormat.JSON, Examples.call(1), Examples.call(10));

        assertThat(file).hasContent(JsonLine.of(Examples.call(1)) + "\n" + JsonLine.of(Examples.call(10)));
    }

    @Test
    void notesGoWhereTheLogGoes() {
        Path file = folder.resolve("calls.log");
        try (CallLog log = open(file, LineFormat.TEXT)) {
            log.note(Examples.TIME, "3 log lines lost");
        }
        assertThat(file).hasContent("2026-11-23T06:55:52.123Z WARN lastcall 3 log lines lost");
    }

    @Test
    void aFileThatCannotBeWrittenGivesOneWarning() {
        open(folder, LineFormat.TEXT).close();

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith("lastcall: cannot write to the log file " + folder + " (")
                .contains("directory")
                .endsWith("; log lines go to stderr");
    }

    @Test
    void aDestinationIsOneOfThreeWordsOrAPath() {
        assertThat(LogDestination.of("stderr")).isEqualTo(new LogDestination.Stderr());
        assertThat(LogDestination.of("stdout")).isEqualTo(new LogDestination.Stdout());
        assertThat(LogDestination.of("none")).isEqualTo(new LogDestination.None());
        assertThat(LogDestination.of("x/y.log")).isEqualTo(new LogDestination.ToFile(new File("x/y.log")));
    }

    @Test
    void aLogbackFileReplacesTheAppenders() throws Exception {
        Path out = folder.resolve("out.log");
        try (CallLog log = CallLogs.configuredBy(
                xml(
                        appender(
                                out,
                                "%d{yyyy,UTC}|%level|%logger|%thread|%class.%method:%line|%msg|%kvp{NONE}|%X|%replace(%caller{1}){'\\s+', ' '}%n")))) {
            log.write(Examples.event(
                    Examples.create().site(), "Braces {} and $1 stay.", 10, Outcome.ALLOWED, "shim", "main"));
            log.note(Examples.TIME, "a note");
        }

        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "2026|WARN|lastcall|main|com.acme.chat.ChatEndpoint.onOpen:41|[websocket-factory]"
                                + " com.acme.chat.ChatEndpoint.onOpen(ChatEndpoint.java:41) calls deprecated"
                                + " com.acme.ws.WebSocketManagerFactory.create(UserContext): Braces {} and $1 stay."
                                + " [call 10, allowed, main]"
                                + "|rule=websocket-factory role=deprecated kind=call"
                                + " caller=com.acme.chat.ChatEndpoint.onOpen(ChatEndpoint.java:41)"
                                + " codeSource=chat-1.4.jar loader=app"
                                + " target=com.acme.ws.WebSocketManagerFactory.create(UserContext)"
                                + " call=10 outcome=allowed allowedBy=shim||Caller+0 at"
                                + " com.acme.chat.ChatEndpoint.onOpen(ChatEndpoint.java:41) ",
                        "2026|WARN|lastcall|lastcall|?.?:?|a note|||?#?:? ");
    }

    @Test
    void theLevelOfALogbackFileCounts() throws Exception {
        Path out = folder.resolve("out.log");
        String xml = appender(out, "%msg%n").replace("<root>", "<logger name='lastcall' level='ERROR'/><root>");
        try (CallLog log = CallLogs.configuredBy(xml(xml))) {
            log.write(Examples.create());
        }
        assertThat(out).isEmptyFile();
    }

    @Test
    void malformedXmlIsAnErrorWithItsLine() throws IOException {
        assertThat(problemsOf("<configuration>\n  <appender>\n</configuration>"))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("logback.xml") + ":3: ")
                .contains("appender");
    }

    @Test
    void eachErrorIsListedOnceWithItsLineIfLogbackNamesWhatIsWrong() throws IOException {
        String file = folder.resolve("logback.xml").toString();
        assertThat(problemsOf("""
                        <configuration>

                          <appender name="A" class="no.such.Appender"/>
                          <appender name="B" class="ch.qos.logback.core.FileAppender">
                            <file>%s</file>
                            <encoder><patern>misspelt</patern></encoder>
                          </appender>
                          <root><appender-ref ref="A"/><appender-ref ref="B"/></root>
                        </configuration>
                        """.formatted(folder)))
                .doesNotHaveDuplicates()
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(file + ":3: Could not create an Appender of type [no.such.Appender]"))
                .anySatisfy(problem -> assertThat(problem).startsWith(file + ":6: Ignoring unknown property [patern]"))
                .contains(file + ": Empty or null pattern.")
                .noneSatisfy(problem -> assertThat(problem).contains("traverse"));
    }

    @Test
    void aLogbackFileWithoutAppenderIsAnError() throws IOException {
        assertThat(problemsOf("<configuration/>"))
                .containsExactly(folder.resolve("logback.xml")
                        + ": no appender for the logger lastcall; to switch it off, set log=none");
    }

    @Test
    void aMissingLogbackFileIsAnError() {
        LogConfigurationException error = catchThrowableOfType(
                LogConfigurationException.class,
                () -> CallLogs.configuredBy(folder.resolve("no.xml").toFile()).close());

        assertThat(error.problems()).singleElement().asString().startsWith(folder.resolve("no.xml") + ": ");
    }

    private void write(Path file, LineFormat format, CallEvent... events) {
        try (CallLog log = open(file, format)) {
            for (CallEvent event : events) {
                log.write(event);
            }
        }
    }

    private CallLog open(Path file, LineFormat format) {
        return CallLogs.open(LogDestination.of(file.toString()), format, warnings::add);
    }

    private List<String> problemsOf(String xml) throws IOException {
        File file = xml(xml);
        LogConfigurationException error = catchThrowableOfType(
                LogConfigurationException.class,
                () -> CallLogs.configuredBy(file).close());
        assertThat(error).isNotNull().hasMessage(String.join("\n", error.problems()));
        return error.problems();
    }

    private File xml(String text) throws IOException {
        return Files.writeString(folder.resolve("logback.xml"), text).toFile();
    }

    private static String appender(Path out, String pattern) {
        return """
                <configuration>
                  <appender name="A" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%s</pattern></encoder>
                  </appender>
                  <root><appender-ref ref="A"/></root>
                </configuration>
                """.formatted(out, pattern);
    }
}
