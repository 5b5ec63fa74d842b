package com.acme.ws;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Holds the open sockets of one user. Thread-safe. */
public final class WebSocketManager {
    private static final ConcurrentMap<UserContext, WebSocketManager> BY_USER = new ConcurrentHashMap<>();

    private final List<Socket> sockets = new ArrayList<>();

    WebSocketManager() {}

    /** The one manager of that user: the canonical way to get one. */
    public static WebSocketManager get(UserContext user) {
        Truth.entered(Member.GET);
        return BY_USER.computeIfAbsent(user, key -> new WebSocketManager());
    }

    /**
     * Moves the sockets that the deprecated factory holds for that user here, as a migration does at run time.
     *
     * @return how many were moved
     */
    @SuppressWarnings("deprecation")
    public static int adopt(UserContext user) {
        Truth.call(WebSocketManager.class, Member.ACCESSOR);
        WebSocketManagerFactory factory = WebSocketManagerFactory.getWebSocketManagerFactory();
        Truth.call(WebSocketManager.class, Member.CREATE);
        List<Socket> moved = factory.create(user).takeAll();
        WebSocketManager manager = BY_USER.computeIfAbsent(user, key -> new WebSocketManager());
        moved.forEach(manager::add);
        return moved.size();
    }

    public synchronized void add(Socket socket) {
        sockets.add(socket);
    }

    public synchronized void remove(Socket socket) {
        sockets.remove(socket);
    }

    /**
     * Sends a text to each of the user's sockets, in the order of the calls.
     *
     * @return false if the user has no socket here, so that the text is lost
     */
    public synchronized boolean send(String text) {
        for (Socket socket : sockets) {
            socket.send(text);
        }
        return !sockets.isEmpty();
    }

    private synchronized List<Socket> takeAll() {
        List<Socket> taken = List.copyOf(sockets);
        sockets.clear();
        return taken;
    }
}
