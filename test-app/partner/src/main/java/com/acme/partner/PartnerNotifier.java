package com.acme.partner;

import com.acme.UserContext;
import com.acme.truth.Member;
import com.acme.truth.Truth;
import com.acme.ws.WebSocketManagerFactory;

/** Tells a user something on the partner's behalf. */
@SuppressWarnings("deprecation")
public final class PartnerNotifier {
    private PartnerNotifier() {}

    /**
     * Sends the text through the deprecated factory.
     *
     * @return whether the user has a socket there
     */
    public static boolean tell(UserContext user, String text) {
        Truth.call(PartnerNotifier.class, Member.INSTANCE);
        WebSocketManagerFactory factory = WebSocketManagerFactory.INSTANCE;
        Truth.call(PartnerNotifier.class, Member.CREATE);
        return factory.create(user).send(text);
    }
}
