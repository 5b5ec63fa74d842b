package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;
import com.acme.ws.compat.OldClients;
import java.util.List;

/** Calls through a method reference, once for each of three members of a group. */
@SuppressWarnings("deprecation")
final class GroupGreeting implements Job {
    @Override
    public String run(UserContext user) {
        WebSocketManagerFactory factory = OldClients.factory();
        List<UserContext> users = List.of(user, new UserContext(user.id() + "-2"), new UserContext(user.id() + "-3"));
        long reached = users.stream()
                .peek(each -> Truth.call(GroupGreeting.class, Member.CREATE))
                .map(factory::create)
                .filter(manager -> manager.send("{\"type\": \"hello\"}"))
                .count();
        return Jobs.outcome(reached > 0);
    }
}
