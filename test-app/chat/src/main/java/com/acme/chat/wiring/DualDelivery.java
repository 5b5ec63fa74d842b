package com.acme.chat.wiring;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManager;
import com.acme.ws.WebSocketManagerFactory;
import com.acme.ws.WebSockets;

/** In the middle of it: tools have been migrated, connections have not, so what a tool says is lost. */
@SuppressWarnings("deprecation")
final class DualDelivery implements Delivery {
    @Override
    public WebSocketManager forConnection(UserContext user) {
        Truth.call(DualDelivery.class, Member.FACADE);
        WebSocketManagerFactory factory = WebSockets.getWebSocketManagerFactory(user);
        Truth.call(DualDelivery.class, Member.CREATE);
        return factory.create(user);
    }

    @Override
    public WebSocketManager forAgent(UserContext user) {
        Truth.call(DualDelivery.class, Member.ACCESSOR);
        WebSocketManagerFactory factory = WebSocketManagerFactory.getWebSocketManagerFactory();
        Truth.call(DualDelivery.class, Member.CREATE);
        return factory.create(user);
    }

    @Override
    public WebSocketManager forTool(UserContext user) {
        Truth.call(DualDelivery.class, Member.GET);
        return WebSocketManager.get(user);
    }
}
