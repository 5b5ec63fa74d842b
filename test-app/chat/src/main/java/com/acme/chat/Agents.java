package com.acme.chat;

import com.acme.UserContext;
import com.acme.chat.wiring.Delivery;
import com.acme.ws.WebSocketManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Runs a simulated AI agent for each request, several at once; each sends five events in order. Thread-safe. */
final class Agents implements AutoCloseable {
    private static final int THREADS = 8;

    private final Delivery delivery;
    private final AtomicLong started = new AtomicLong();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "chat-agent-" + started.incrementAndGet()));
    private final AtomicLong lost = new AtomicLong();

    Agents(Delivery delivery) {
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    /** How many events found no socket of their user. */
    long lost() {
        return lost.get();
    }

    /** Starts an agent and returns at once. */
    void run(UserContext user, String request) {
        threads.execute(() -> {
            tell(delivery.forAgent(user), new Event("agent_started", user, request, 1));
            tell(delivery.forAgent(user), new Event("agent_thinking", user, request, 2));
            tell(delivery.forTool(user), new Event("tool_executing", user, request, 3));
            tell(delivery.forTool(user), new Event("tool_completed", user, request, 4));
            tell(delivery.forAgent(user), new Event("agent_completed", user, request, 5));
        });
    }

    private void tell(WebSocketManager manager, Event event) {
        if (!manager.send(event.asJson())) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
