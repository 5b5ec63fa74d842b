package com.acme.ws;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.compat.OldClients;

/** Access to the library's parts. */
public final class WebSockets {
    private WebSockets() {}

    /**
     * The factory that serves a user: all users share one.
     *
     * @deprecated use {@link WebSocketManager#get}
     */
    @Deprecated(since = "2.0")
    public static WebSocketManagerFactory getWebSocketManagerFactory(UserContext user) {
        Truth.entered(Member.FACADE);
        return OldClients.factory();
    }
}
