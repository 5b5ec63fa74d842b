package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;
import java.util.function.Supplier;

/** Constructs through a constructor reference. */
@SuppressWarnings("deprecation")
final class LazyFactory implements Job {
    @Override
    public String run(UserContext user) {
        Supplier<WebSocketManagerFactory> lazy = WebSocketManagerFactory::new;
        Truth.call(LazyFactory.class, Member.CONSTRUCTOR);
        return "made a " + lazy.get().getClass().getSimpleName();
    }
}
