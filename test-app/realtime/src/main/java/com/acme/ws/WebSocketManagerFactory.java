package com.acme.ws;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The old way to get a {@link WebSocketManager}. It keeps its own managers, which {@link WebSocketManager#get} does not
 * know: a user who is reached in both ways has two managers, and sockets in one of them.
 *
 * @deprecated use {@link WebSocketManager#get}
 */
@Deprecated(since = "2.0")
public class WebSocketManagerFactory {
    public static final WebSocketManagerFactory INSTANCE = new WebSocketManagerFactory();

    private final ConcurrentMap<UserContext, WebSocketManager> managers = new ConcurrentHashMap<>();

    public WebSocketManagerFactory() {
        Truth.entered(Member.CONSTRUCTOR);
    }

    /** The factory that the whole process shares. */
    public static WebSocketManagerFactory getWebSocketManagerFactory() {
        Truth.entered(Member.ACCESSOR);
        return INSTANCE;
    }

    /** The user's manager in this factory, made when it is first asked for. */
    public WebSocketManager create(UserContext user) {
        Truth.entered(Member.CREATE);
        return managers.computeIfAbsent(user, key -> new WebSocketManager());
    }

    /** {@link #create} for each user: calls inside the deprecated class, which nobody needs to migrate. */
    public List<WebSocketManager> createAll(List<UserContext> users) {
        Truth.entered(Member.CREATE_ALL);
        return users.stream().map(this::create).toList();
    }

    /** The canonical manager of that user: the deprecated class delegates to its replacement. */
    public WebSocketManager shared(UserContext user) {
        Truth.entered(Member.SHARED);
        Truth.call(WebSocketManagerFactory.class, Member.GET);
        return WebSocketManager.get(user);
    }
}
