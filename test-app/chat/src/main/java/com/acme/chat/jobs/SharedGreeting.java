package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;
import com.acme.ws.compat.OldClients;

/** Makes the deprecated class delegate to its replacement. */
@SuppressWarnings("deprecation")
final class SharedGreeting implements Job {
    @Override
    public String run(UserContext user) {
        WebSocketManagerFactory factory = OldClients.factory();
        Truth.call(SharedGreeting.class, Member.SHARED);
        return Jobs.outcome(factory.shared(user).send("{\"type\": \"hello\"}"));
    }
}
