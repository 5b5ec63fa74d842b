package com.acme.partner;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManager;
import com.acme.ws.WebSocketManagerFactory;
import java.util.function.UnaryOperator;

/** A plugin, which knows its host by JDK types only, so that any class loader may load it. */
@SuppressWarnings("deprecation")
public final class PartnerPlugin implements UnaryOperator<String> {
    @Override
    public String apply(String user) {
        Truth.call(PartnerPlugin.class, Member.ACCESSOR);
        WebSocketManagerFactory factory = WebSocketManagerFactory.getWebSocketManagerFactory();
        Truth.call(PartnerPlugin.class, Member.CREATE);
        WebSocketManager manager = factory.create(new UserContext(user));
        return "manager of " + user + (manager.send("from the plugin") ? " reached" : " has no socket");
    }
}
