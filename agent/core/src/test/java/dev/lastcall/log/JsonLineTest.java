package dev.lastcall.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.lastcall.evidence.Kind;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void theLineHoldsAllFieldsInOrder() {
        assertThat(JsonLine.of(Examples.create()))
                .isEqualTo("{\"timestamp\":\"2026-11-23T06:55:52.123Z\",\"level\":\"WARN\",\"logger\":\"lastcall\","
                        + "\"rule\":\"websocket-factory\",\"role\":\"deprecated\",\"kind\":\"call\","
                        + "\"caller\":{\"class\":\"com.acme.chat.ChatEndpoint\",\"method\":\"onOpen\","
                        + "\"descriptor\":\"(Ljakarta/websocket/Session;)V\",\"line\":41,"
                        + "\"source\":\"ChatEndpoint.java\",\"codeSource\":\"chat-1.4.jar\",\"loader\":\"app\"},"
                        + "\"target\":{\"class\":\"com.acme.ws.WebSocketManagerFactory\",\"member\":\"create\","
                        + "\"descriptor\":\"(Lcom/acme/UserContext;)Lcom/acme/ws/WebSocketManager;\"},"
                        + "\"message\":\"Use WebSocketManager.get(context).\",\"call\":1,\"outcome\":\"logged\","
                        + "\"thread\":\"http-nio-8080-exec-3\"}");
    }

    @Test
    void aRuleWithoutMessageHasNoMessage() {
        CallEvent event = Examples.event(Examples.site(Kind.CALL, Examples.CREATE), "", 1, Outcome.LOGGED, "", "main");

        assertThat(JsonLine.of(event)).contains("\"},\"call\":1").doesNotContain("\"message\"");
    }

    @Test
    void anAllowedCallGivesItsReason() {
        CallEvent event =
                Examples.event(Examples.site(Kind.CALL, Examples.CREATE), "", 7, Outcome.ALLOWED, "shim", "main");

        assertThat(JsonLine.of(event)).contains("\"outcome\":\"allowed\",\"allowedBy\":\"shim\"");
    }

    @Test
    void whatIsEscapedReadsBackAsItWas() {
        String evil = "\u0085\n\"\\<>&\u2028\u202e";
        CallEvent event =
                Examples.event(Examples.site(Kind.CALL, Examples.CREATE), evil, 1, Outcome.LOGGED, "", "main");

        String line = JsonLine.of(event);

        assertThat(line).doesNotContain("\u0085", "\n", "\u2028", "\u202e");
        assertThat(object(line).get("message").getAsString()).isEqualTo(evil);
    }

    @Test
    void aNoteIsAnObjectToo() {
        assertThat(JsonLine.note(Examples.TIME, "3 log lines lost"))
                .isEqualTo("{\"timestamp\":\"2026-11-23T06:55:52.123Z\",\"level\":\"WARN\","
                        + "\"logger\":\"lastcall\",\"text\":\"3 log lines lost\"}");
    }

    private static JsonObject object(String line) {
        return new Gson().fromJson(line, JsonObject.class);
    }
}
