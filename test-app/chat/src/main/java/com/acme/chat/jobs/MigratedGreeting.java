package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManager;

/** What the other greetings should look like. */
final class MigratedGreeting implements Job {
    @Override
    public String run(UserContext user) {
        Truth.call(MigratedGreeting.class, Member.GET);
        return Jobs.outcome(WebSocketManager.get(user).send("{\"type\": \"hello\"}"));
    }
}
