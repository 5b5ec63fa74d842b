package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import java.lang.reflect.Constructor;

/** Constructs by reflection. */
final class ReflectiveFactory implements Job {
    @Override
    public String run(UserContext user) throws Exception {
        Constructor<?> constructor =
                Class.forName("com.acme.ws.WebSocketManagerFactory").getConstructor();
        Truth.call(ReflectiveFactory.class, Member.CONSTRUCTOR);
        return "made a " + constructor.newInstance().getClass().getSimpleName();
    }
}
