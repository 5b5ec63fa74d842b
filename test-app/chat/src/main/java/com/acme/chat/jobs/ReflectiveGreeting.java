package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import java.lang.reflect.Method;

/** Calls the accessor by reflection. */
final class ReflectiveGreeting implements Job {
    @Override
    public String run(UserContext user) throws Exception {
        Method accessor = Class.forName("com.acme.ws.WebSocketManagerFactory").getMethod("getWebSocketManagerFactory");
        Truth.call(ReflectiveGreeting.class, Member.ACCESSOR);
        return "found a " + accessor.invoke(null).getClass().getSimpleName();
    }
}
