package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;

/** Reads the singleton from its field. */
@SuppressWarnings("deprecation")
final class SingletonGreeting implements Job {
    @Override
    public String run(UserContext user) {
        Truth.call(SingletonGreeting.class, Member.INSTANCE);
        WebSocketManagerFactory factory = WebSocketManagerFactory.INSTANCE;
        Truth.call(SingletonGreeting.class, Member.CREATE);
        return Jobs.outcome(factory.create(user).send("{\"type\": \"hello\"}"));
    }
}
