package com.acme.chat.wiring;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManager;
import com.acme.ws.WebSocketManagerFactory;
import com.acme.ws.WebSockets;

/** Before the migration: the factory, everywhere. */
@SuppressWarnings("deprecation")
final class LegacyDelivery implements Delivery {
    @Override
    public WebSocketManager forConnection(UserContext user) {
        Truth.call(LegacyDelivery.class, Member.FACADE);
        WebSocketManagerFactory factory = WebSockets.getWebSocketManagerFactory(user);
        Truth.call(LegacyDelivery.class, Member.CREATE);
        return factory.create(user);
    }

    @Override
    public WebSocketManager forAgent(UserContext user) {
        Truth.call(LegacyDelivery.class, Member.ACCESSOR);
        WebSocketManagerFactory factory = WebSocketManagerFactory.getWebSocketManagerFactory();
        Truth.call(LegacyDelivery.class, Member.CREATE);
        return factory.create(user);
    }

    @Override
    public WebSocketManager forTool(UserContext user) {
        Truth.call(LegacyDelivery.class, Member.ACCESSOR);
        WebSocketManagerFactory factory = WebSocketManagerFactory.getWebSocketManagerFactory();
        Truth.call(LegacyDelivery.class, Member.CREATE);
        return factory.create(user);
    }
}
