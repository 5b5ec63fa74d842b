package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;
import com.acme.ws.compat.OldClients;
import java.util.List;

/** Makes one call, which calls on inside the deprecated class. */
@SuppressWarnings("deprecation")
final class BulkGreeting implements Job {
    @Override
    public String run(UserContext user) {
        WebSocketManagerFactory factory = OldClients.factory();
        Truth.call(BulkGreeting.class, Member.CREATE_ALL);
        return "found: " + factory.createAll(List.of(user, user)).size();
    }
}
