package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;

/** Asks the factory's own accessor. */
@SuppressWarnings("deprecation")
final class AccessorGreeting implements Job {
    @Override
    public String run(UserContext user) {
        Truth.call(AccessorGreeting.class, Member.ACCESSOR);
        WebSocketManagerFactory factory = WebSocketManagerFactory.getWebSocketManagerFactory();
        Truth.call(AccessorGreeting.class, Member.CREATE);
        return Jobs.outcome(factory.create(user).send("{\"type\": \"hello\"}"));
    }
}
