package dev.lastcall.log;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import java.time.Instant;

/** One call, and variations of it. */
public final class Examples {
    static final long TIME = Instant.parse("2026-11-23T06:55:52.123Z").toEpochMilli();
    static final String MESSAGE = "Use WebSocketManager.get(context).";
    static final String THREAD = "http-nio-8080-exec-3";
    public static final Caller CALLER = new Caller(
            "com.acme.chat.ChatEndpoint",
            "onOpen",
            "(Ljakarta/websocket/Session;)V",
            41,
            "ChatEndpoint.java",
            "chat-1.4.jar",
            "app");
    public static final Target CREATE = new Target(
            "com.acme.ws.WebSocketManagerFactory", "create", "(Lcom/acme/UserContext;)Lcom/acme/ws/WebSocketManager;");
    static final String CREATE_LINE = "2026-11-23T06:55:52.123Z WARN lastcall [websocket-factory]"
            + " com.acme.chat.ChatEndpoint.onOpen(ChatEndpoint.java:41)"
            + " calls deprecated com.acme.ws.WebSocketManagerFactory.create(UserContext):"
            + " Use WebSocketManager.get(context). [call 1, http-nio-8080-exec-3]";

    private Examples() {}

    static CallEvent create() {
        return call(1);
    }

    static CallEvent call(long number) {
        return event(site(Kind.CALL, CREATE), MESSAGE, number, Outcome.LOGGED, "", THREAD);
    }

    static CallEvent to(Kind kind, Target target) {
        return event(site(kind, target), MESSAGE, 1, Outcome.LOGGED, "", THREAD);
    }

    static CallEvent from(Caller caller) {
        return event(new Site("websocket-factory", Role.DEPRECATED, Kind.CALL, caller, CREATE));
    }

    static CallEvent event(Site site) {
        return event(site, MESSAGE, 1, Outcome.LOGGED, "", THREAD);
    }

    static CallEvent event(Site site, String message, long call, Outcome outcome, String allowedBy, String thread) {
        return new CallEvent(TIME, site, message, call, outcome, allowedBy, thread);
    }

    static Site site(Kind kind, Target target) {
        return new Site("websocket-factory", Role.DEPRECATED, kind, CALLER, target);
    }
}
