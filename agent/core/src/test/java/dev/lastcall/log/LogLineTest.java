package dev.lastcall.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    private static final String FACTORY = "com.acme.ws.WebSocketManagerFactory";
    private static final Site SITE = Examples.site(Kind.CALL, Examples.CREATE);

    @Test
    void theLineIsTheOneOfTheContract() {
        assertThat(LogLine.text(Examples.create()))
                .isEqualTo("2026-11-23T06:55:52.123Z WARN lastcall [websocket-factory]"
                        + " com.acme.chat.ChatEndpoint.onOpen(ChatEndpoint.java:41) calls deprecated"
                        + " com.acme.ws.WebSocketManagerFactory.create(UserContext): Use WebSocketManager.get(context)."
                        + " [call 1, http-nio-8080-exec-3]");
    }

    @Test
    void aRuleWithoutMessageLeavesNoColon() {
        assertThat(LogLine.text(Examples.event(SITE, "", 10, Outcome.LOGGED, "", "main")))
                .endsWith("WebSocketManagerFactory.create(UserContext) [call 10, main]");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 999, -1, 1_000, 951_782_399_999L, 951_782_400_000L, 1_795_000_000_123L, 253_402_300_799_999L
            })
    void aTimestampIsUtcWithThreeDigitsOfMilliseconds(long millis) {
        assertThat(LogLine.timestamp(millis))
                .isEqualTo(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.ofEpochMilli(millis)));
    }

    @Test
    void aBlockedCallSaysSo() {
        assertThat(LogLine.text(Examples.event(SITE, "m", 1, Outcome.BLOCKED, "", "main")))
                .endsWith(": m [call 1, blocked, main]");
    }

    @Test
    void anAllowedCallSaysSo() {
        assertThat(LogLine.text(Examples.event(SITE, "m", 1, Outcome.ALLOWED, "shim", "main")))
                .endsWith(": m [call 1, allowed, main]");
    }

    @Test
    void aLargeNumberHasNoSeparators() {
        assertThat(LogLine.text(Examples.event(SITE, "", 1_000_000, Outcome.LOGGED, "", "main")))
                .endsWith("[call 1000000, main]");
    }

    @Test
    void aThreadWithoutNameIsLeftOut() {
        assertThat(LogLine.text(Examples.event(SITE, "", 1, Outcome.LOGGED, "", "")))
                .endsWith(" [call 1]");
    }

    @ParameterizedTest
    @CsvSource({"FIELD_READ, reads", "FIELD_WRITE, writes", "REFLECTION, accesses", "METHOD_HANDLE, accesses"})
    void aFieldIsReadWrittenOrAccessed(Kind kind, String verb) {
        assertThat(LogLine.text(Examples.to(kind, new Target(FACTORY, "instance", "L" + FACTORY + ";"))))
                .contains(") " + verb + " deprecated " + FACTORY + ".instance: Use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEW", "SUPER", "REFLECTION", "METHOD_REF"})
    void aConstructorIsShownAsSourceWritesIt(Kind kind) {
        assertThat(LogLine.text(Examples.to(kind, new Target(FACTORY, "<init>", "(Lcom/acme/UserContext;I)V"))))
                .contains(") calls deprecated new " + FACTORY + "(UserContext, int): Use");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T06:55:52Z, 2026-11-23T06:55:52.000Z",
        "2026-01-01T00:00:00.010Z, 2026-01-01T00:00:00.010Z",
    })
    void theTimeAlwaysHasMilliseconds(Instant time, String expected) {
        assertThat(LogLine.timestamp(time.toEpochMilli())).isEqualTo(expected);
    }

    @Test
    void noNameCanForgeASecondLine() {
        String evil = "x\n2026-11-23T06:55:52.123Z WARN lastcall forged\u2028";
        Caller caller = new Caller(evil, evil, evil, 1, evil, evil, evil);
        Site site = new Site(evil, SITE.role(), SITE.kind(), caller, new Target(evil, evil, "()V"));
        CallEvent event = Examples.event(site, evil, 1, Outcome.ALLOWED, evil, evil);

        assertThat(LogLine.text(event)).doesNotContain("\n", "\r", "\u2028").endsWith("forged\\u2028]");
        assertThat(JsonLine.of(event)).doesNotContain("\n", "\r", "\u2028").endsWith("forged\\u2028\"}");
    }

    @Test
    void aNoteHasTheSameHead() {
        assertThat(LogLine.note(Examples.TIME, "3 log lines\nlost"))
                .isEqualTo("2026-11-23T06:55:52.123Z WARN lastcall 3 log lines\\nlost");
    }
}
