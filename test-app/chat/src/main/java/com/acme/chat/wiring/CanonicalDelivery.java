package com.acme.chat.wiring;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManager;

/** After it. */
final class CanonicalDelivery implements Delivery {
    @Override
    public WebSocketManager forConnection(UserContext user) {
        Truth.call(CanonicalDelivery.class, Member.GET);
        return WebSocketManager.get(user);
    }

    @Override
    public WebSocketManager forAgent(UserContext user) {
        Truth.call(CanonicalDelivery.class, Member.GET);
        return WebSocketManager.get(user);
    }

    @Override
    public WebSocketManager forTool(UserContext user) {
        Truth.call(CanonicalDelivery.class, Member.GET);
        return WebSocketManager.get(user);
    }
}
