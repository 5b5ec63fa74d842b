package com.acme.truth;

/** The listed members, as the policy of the tests lists them. */
public enum Member {
    CONSTRUCTOR("com.acme.ws.WebSocketManagerFactory", "<init>"),
    INSTANCE("com.acme.ws.WebSocketManagerFactory", "INSTANCE"),
    ACCESSOR("com.acme.ws.WebSocketManagerFactory", "getWebSocketManagerFactory"),
    CREATE("com.acme.ws.WebSocketManagerFactory", "create"),
    CREATE_ALL("com.acme.ws.WebSocketManagerFactory", "createAll"),
    SHARED("com.acme.ws.WebSocketManagerFactory", "shared"),
    FACADE("com.acme.ws.WebSockets", "getWebSocketManagerFactory"),
    GET("com.acme.ws.WebSocketManager", "get");

    private final String className;
    private final String member;

    Member(String className, String member) {
        this.className = className;
        this.member = member;
    }

    String className() {
        return className;
    }

    String member() {
        return member;
    }

    boolean isCanonical() {
        return this == GET;
    }
}
