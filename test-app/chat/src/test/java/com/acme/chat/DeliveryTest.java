package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lastcall.jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lastcall stands in nobody's way: what the service sends arrives, whole, in order, and at the right user. */
class DeliveryTest {
    private static final int MANY_USERS = 50;
    private static final int REQUESTS_EACH = 3;

    private static final Chats CHATS = new Chats();

    @AfterAll
    static void stop() {
        CHATS.close();
    }

    static Stream<Chat.Setup> everyMode() {
        return Stream.of("off canonical", "count canonical", "log canonical", "block canonical", "log legacy")
                .flatMap(how -> Jdk.chosenFor("delivery " + how).stream().map(jdk -> setup(jdk, how.split(" ", 2))));
    }

    private static Chat.Setup setup(Jdk jdk, String[] modeAndWiring) {
        return new Chat.Setup(jdk, modeAndWiring[0], modeAndWiring[1], Chat.Setup.UNDER_LOAD);
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void allFiveEventsArriveInOrderForEveryUser(Chat.Setup setup) throws Exception {
        for (String user : List.of("ann", "bob", "cem")) {
            try (Client client = Client.connect(CHATS.shared(setup), user)) {
                assertThat(client.ask("first")).isEqualTo(Client.ALL_EVENTS);
                assertThat(client.ask("second")).isEqualTo(Client.ALL_EVENTS);
            }
        }
        assertThat(CHATS.shared(setup).truth().get("lost").getAsLong()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void ofManyUsersAtOnceNoneSeesAnothersEvent(Chat.Setup setup) throws Exception {
        Chat chat = CHATS.shared(setup);
        List<Client> clients = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(MANY_USERS);
        try {
            for (int user = 0; user < MANY_USERS; user++) {
                clients.add(Client.connect(chat, "user" + user));
            }
            List<Future<List<JsonObject>>> conversations = new ArrayList<>();
            for (Client client : clients) {
                conversations.add(threads.submit(() -> converse(client)));
            }
            for (int user = 0; user < MANY_USERS; user++) {
                List<JsonObject> seen =
                        new ArrayList<>(conversations.get(user).get(Chat.PATIENCE.toSeconds(), TimeUnit.SECONDS));
                assertSawOnlyItsOwn(clients.get(user), seen, REQUESTS_EACH);
            }
            // All agents have ended: an event that went astray would arrive before those of one more request.
            for (Client client : clients) {
                client.send("last");
                assertSawOnlyItsOwn(client, client.awaitCompletion("last"), 1);
            }
        } finally {
            threads.shutdownNow();
            clients.forEach(Client::close);
        }
    }

    private static List<JsonObject> converse(Client client) throws Exception {
        List<JsonObject> seen = new ArrayList<>();
        for (int request = 0; request < REQUESTS_EACH; request++) {
            client.send("request" + request);
            seen.addAll(client.awaitCompletion("request" + request));
        }
        return seen;
    }

    private static void assertSawOnlyItsOwn(Client client, List<JsonObject> seen, int requests) {
        assertThat(seen)
                .hasSize(requests * Client.ALL_EVENTS.size())
                .allSatisfy(event -> assertThat(event.get("user").getAsString()).isEqualTo(client.user()));
    }
}
