package com.acme.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client that drives a running service.
 *
 * <ul>
 *   <li>{@code ask PORT USERS REQUESTS}: that many users ask that often each, all users at once; prints how many of the
 *       five events of each request arrived
 *   <li>{@code job PORT NAME USER}: runs a job and prints the answer
 * </ul>
 *
 * <p>Exit code 0: the service answered as a service should; 1: an event was lost or the job failed; 2: usage.
 */
public final class ChatDriver {
    private static final List<String> EXPECTED =
            List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern TYPE = Pattern.compile("\"type\": \"([a-z_]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String address;

    private ChatDriver(String port) {
        this.address = "127.0.0.1:" + port;
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(args));
    }

    private static int run(String[] args) throws Exception {
        if (args.length == 4 && args[0].equals("ask")) {
            return new ChatDriver(args[1]).ask(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
        if (args.length == 4 && args[0].equals("job")) {
            return new ChatDriver(args[1]).job(args[2], args[3]);
        }
        System.err.println("ask PORT USERS REQUESTS | job PORT NAME USER");
        return 2;
    }

    private int ask(int users, int requests) throws Exception {
        List<Conversation> conversations = new ArrayList<>();
        for (int user = 1; user <= users; user++) {
            conversations.add(open("user" + user));
        }
        List<String> last = List.of();
        int arrived = 0;
        for (int request = 1; request <= requests; request++) {
            for (Conversation conversation : conversations) {
                conversation.ask("request" + request);
            }
            for (Conversation conversation : conversations) {
                last = conversation.eventsUntilCompleted();
                arrived += last.size();
            }
        }
        for (Conversation conversation : conversations) {
            conversation.close();
        }
        int expected = users * requests * EXPECTED.size();
        System.out.println(users + " users asked " + requests + " times: " + arrived + " of " + expected
                + " events arrived" + (arrived == expected ? "" : ", " + (expected - arrived) + " LOST"));
        System.out.println("the last request: " + String.join(" ", last));
        return arrived == expected && last.equals(EXPECTED) ? 0 : 1;
    }

    private Conversation open(String user) throws InterruptedException, ExecutionException, TimeoutException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        WebSocket socket = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create("ws://" + address + "/chat/" + user), new Listener(events))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return new Conversation(socket, events);
    }

    private int job(String name, String user) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address + "/jobs/" + name + "?user=" + user))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println("HTTP " + response.statusCode() + " " + response.body());
        return response.statusCode() == 200 ? 0 : 1;
    }

    private record Conversation(WebSocket socket, BlockingQueue<String> events) {
        void ask(String request) throws InterruptedException, ExecutionException, TimeoutException {
            socket.sendText(request, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        /** The events of one request. */
        List<String> eventsUntilCompleted() throws InterruptedException, TimeoutException {
            List<String> all = new ArrayList<>();
            while (!all.contains("agent_completed")) {
                String event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (event == null) {
                    throw new TimeoutException("no event for " + PATIENCE + " after " + all);
                }
                if (!event.equals("connected")) {
                    all.add(event);
                }
            }
            return all;
        }

        void close() throws InterruptedException, ExecutionException, TimeoutException {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private record Listener(BlockingQueue<String> events) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            Matcher type = TYPE.matcher(text);
            events.add(type.find() ? type.group(1) : text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
