package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.chat.jobs.Jobs;
import com.google.gson.JsonObject;
import dev.lastcall.jdks.Jdk;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service by itself, without Lastcall: that it has the fault, and that its counters can be trusted. */
class ChatServiceTest {
    private static final Chats CHATS = new Chats();

    @AfterAll
    static void stop() {
        CHATS.close();
    }

    private static Chat chat(String wiring) {
        return CHATS.shared(new Chat.Setup(Jdk.running(), Chat.Setup.NO_AGENT, wiring));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "canonical"})
    void withOneKindOfManagerAllEventsArriveInOrder(String wiring) throws Exception {
        try (Client ann = Client.connect(chat(wiring), "ann")) {
            assertThat(ann.ask("r1")).isEqualTo(Client.ALL_EVENTS);
            assertThat(ann.ask("r2")).isEqualTo(Client.ALL_EVENTS);
        }
        assertThat(chat(wiring).truth().get("lost").getAsLong()).isZero();
    }

    @Test
    void withDualWiringWhatToolsSayIsLost() throws Exception {
        Chat chat = chat("dual");
        long lostBefore = chat.truth().get("lost").getAsLong();
        try (Client ann = Client.connect(chat, "ann")) {
            assertThat(ann.ask("r1")).isEqualTo(List.of("agent_started", "agent_thinking", "agent_completed"));
        }
        assertThat(chat.truth().get("lost").getAsLong()).isEqualTo(lostBefore + 2);
    }

    @Test
    void callersAndBodiesCountTheSame() throws Exception {
        Chat chat = chat("dual");
        try (Client ann = Client.connect(chat, "ann")) {
            ann.ask("r1");
        }
        Jobs.names()
                .forEach(job -> assertThat(chat.job(job).has("result")).as(job).isTrue());

        JsonObject truth = chat.truth();
        Map<String, Count> calls = new TreeMap<>(Count.inTruth(truth, "calls", false));
        calls.keySet().removeIf(key -> key.endsWith(".INSTANCE")); // a field has no body

        assertThat(calls).hasSizeGreaterThan(20).isEqualTo(Count.inTruth(truth, "bodies", false));
    }

    @Test
    void callsInsideTheDeprecatedClassAreNotCounted() {
        Chat chat = chat("legacy");
        chat.job("create-all");
        assertThat(Count.inTruth(chat.truth(), "bodies", false))
                .containsKey(
                        "deprecated com.acme.chat.jobs.BulkGreeting > com.acme.ws.WebSocketManagerFactory.createAll")
                .allSatisfy((key, count) -> assertThat(key).doesNotContain(" com.acme.ws.WebSocketManagerFactory >"));
    }

    @Test
    void printsOneLineAndNothingElse() throws Exception {
        try (Chat chat = CHATS.start(new Chat.Setup(Jdk.running(), Chat.Setup.NO_AGENT, "dual"), Map.of());
                Client ann = Client.connect(chat, "ann")) {
            ann.ask("r1");
            chat.job("reflective-method");
            assertThat(chat.stop()).isZero();
            assertThat(chat.stdout()).isEqualTo(List.of("chat listening on 127.0.0.1:" + chat.port()));
            assertThat(chat.stderr()).isEmpty();
        }
    }

    @Test
    void sigtermEndsItInOrder() {
        try (Chat chat = CHATS.start(new Chat.Setup(Jdk.running(), Chat.Setup.NO_AGENT, "canonical"), Map.of())) {
            assertThat(chat.terminate()).isEqualTo(128 + 15);
            assertThat(chat.stderr()).isEmpty();
        }
    }
}
