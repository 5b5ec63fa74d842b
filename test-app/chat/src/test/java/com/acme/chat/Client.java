package com.acme.chat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One user's connection to the service, for one thread. */
final class Client implements AutoCloseable {
    static final List<String> ALL_EVENTS =
            List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed");

    private final String user;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Client(Chat chat, String user) throws Exception {
        this.user = user;
        this.socket = Chat.HTTP
                .newWebSocketBuilder()
                .connectTimeout(Chat.PATIENCE)
                .buildAsync(URI.create("ws://127.0.0.1:" + chat.port() + "/chat/" + user), new Listener())
                .get(Chat.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Connects, and waits until the service has registered the connection. */
    static Client connect(Chat chat, String user) throws Exception {
        Client client = new Client(chat, user);
        client.next("connected");
        return client;
    }

    String user() {
        return user;
    }

    /** Sends a request and returns at once. */
    void send(String request) throws Exception {
        socket.sendText(request, true).get(Chat.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** All messages up to the one that says that the request's agent has completed. */
    List<JsonObject> awaitCompletion(String request) throws Exception {
        List<JsonObject> events = new ArrayList<>();
        do {
            events.add(next("an event of " + request));
        } while (!isCompletion(events.get(events.size() - 1), request));
        return events;
    }

    private static boolean isCompletion(JsonObject event, String request) {
        return event.get("type").getAsString().equals("agent_completed")
                && event.get("request").getAsString().equals(request);
    }

    /** Runs a request, and gives the types of what came. */
    List<String> ask(String request) throws Exception {
        send(request);
        return awaitCompletion(request).stream()
                .map(event -> event.get("type").getAsString())
                .toList();
    }

    private JsonObject next(String what) throws InterruptedException, TimeoutException {
        JsonObject event = received.poll(Chat.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            throw new TimeoutException(user + " waited " + Chat.PATIENCE + " for " + what);
        }
        return event;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(JsonParser.parseString(text.toString()).getAsJsonObject());
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
