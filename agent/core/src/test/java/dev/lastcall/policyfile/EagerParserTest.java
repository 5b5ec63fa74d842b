package dev.lastcall.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

class EagerParserTest {
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    @Test
    void givesTheParsersEventsOneByOne() {
        String text = "a: [1, &x 'two', {b: *x}]\n--- |\n  text\n";
        assertThat(events(eager(text))).isEqualTo(events(parser(text))).hasSizeGreaterThan(15);
    }

    @Test
    void anEventCanBeAskedForAgainUntilItIsTaken() {
        Parser parser = eager("a");
        parser.next();
        parser.next();
        assertThat(parser.checkEvent(Event.ID.Scalar)).isTrue();
        assertThat(parser.checkEvent(Event.ID.Alias)).isFalse();
        assertThat(parser.peekEvent()).isSameAs(parser.next());
        assertThat(parser.checkEvent(Event.ID.DocumentEnd)).isTrue();
    }

    @Test
    void whatTheParserThrowsComesInItsTurn() {
        Parser parser = eager("[a, b");
        for (int i = 0; i < 5; i++) { // to the second scalar, behind which the text ends too early
            assertThat(parser.hasNext()).isTrue();
            parser.next();
        }
        assertThat(parser.hasNext()).isTrue();
        assertThatThrownBy(parser::peekEvent).isInstanceOf(ParserException.class);
    }

    @Test
    void afterAnExceptionTheParserIsAskedAnew() {
        Parser eager = eager("%YAML 3.0\n--- a\n");
        Parser parser = parser("%YAML 3.0\n--- a\n");
        eager.next();
        parser.next();
        assertThatThrownBy(eager::peekEvent).isInstanceOf(YamlVersionException.class);
        assertThatThrownBy(parser::peekEvent).isInstanceOf(YamlVersionException.class);
        assertThat(eager.peekEvent()).hasToString(parser.peekEvent().toString());
    }

    @Test
    void behindTheEndThereIsNothing() {
        Parser parser = eager("");
        parser.next();
        assertThat(parser.next().getEventId()).isEqualTo(Event.ID.StreamEnd);
        assertThat(parser.hasNext()).isFalse();
        assertThatThrownBy(parser::peekEvent).isInstanceOf(NoSuchElementException.class);
    }

    private static List<String> events(Parser parser) {
        List<String> events = new ArrayList<>();
        while (parser.hasNext()) {
            Event event = parser.next();
            events.add(event + " " + event.getStartMark().orElse(null) + " "
                    + event.getEndMark().orElse(null));
        }
        return events;
    }

    private static Parser eager(String text) {
        return new EagerParser(parser(text));
    }

    private static Parser parser(String text) {
        return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }
}
