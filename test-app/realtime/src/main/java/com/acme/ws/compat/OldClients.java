package com.acme.ws.compat;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManager;
import com.acme.ws.WebSocketManagerFactory;

/** Keeps clients of protocol 1 alive, whose sockets the factory holds. */
@SuppressWarnings("deprecation")
public final class OldClients {
    private OldClients() {}

    public static WebSocketManagerFactory factory() {
        Truth.call(OldClients.class, Member.ACCESSOR);
        return WebSocketManagerFactory.getWebSocketManagerFactory();
    }

    public static WebSocketManager manager(UserContext user) {
        Truth.call(OldClients.class, Member.INSTANCE);
        WebSocketManagerFactory factory = WebSocketManagerFactory.INSTANCE;
        Truth.call(OldClients.class, Member.CREATE);
        return factory.create(user);
    }
}
