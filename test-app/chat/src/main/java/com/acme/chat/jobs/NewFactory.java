package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;

/** Makes a factory of its own. */
@SuppressWarnings("deprecation")
final class NewFactory implements Job {
    @Override
    public String run(UserContext user) {
        Truth.call(NewFactory.class, Member.CONSTRUCTOR);
        WebSocketManagerFactory factory = new WebSocketManagerFactory();
        return "made a " + factory.getClass().getSimpleName();
    }
}
