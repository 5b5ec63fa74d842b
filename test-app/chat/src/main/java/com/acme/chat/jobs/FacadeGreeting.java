package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;
import com.acme.ws.WebSockets;

/** Asks the facade for the factory. */
@SuppressWarnings("deprecation")
final class FacadeGreeting implements Job {
    @Override
    public String run(UserContext user) {
        Truth.call(FacadeGreeting.class, Member.FACADE);
        WebSocketManagerFactory factory = WebSockets.getWebSocketManagerFactory(user);
        Truth.call(FacadeGreeting.class, Member.CREATE);
        return Jobs.outcome(factory.create(user).send("{\"type\": \"hello\"}"));
    }
}
