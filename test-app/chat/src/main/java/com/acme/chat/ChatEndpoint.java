package com.acme.chat;

import com.acme.UserContext;
import com.acme.ws.Socket;
import com.acme.ws.WebSocketManager;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of one user. Each text message that it gets is the id of a request, for which it runs an agent. */
final class ChatEndpoint extends Endpoint {
    private final Agents agents;
    private @Nullable WebSocketManager manager;
    private @Nullable Socket socket;

    ChatEndpoint(Agents agents) {
        this.agents = agents;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        UserContext user = new UserContext(
                Objects.requireNonNull(session.getPathParameters().get("user")));
        Socket opened = text -> send(session, text);
        WebSocketManager found = agents.delivery().forConnection(user);
        found.add(opened);
        manager = found;
        socket = opened;
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) request -> agents.run(user, request));
        opened.send(new Event("connected", user, "", 0).asJson());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (manager != null && socket != null) {
            manager.remove(socket);
        }
    }

    /** A connection that fails is closed, and its manager forgets it. */
    @Override
    public void onError(Session session, Throwable failure) {
        try {
            session.close(new CloseReason(
                    CloseReason.CloseCodes.UNEXPECTED_CONDITION,
                    failure.getClass().getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
