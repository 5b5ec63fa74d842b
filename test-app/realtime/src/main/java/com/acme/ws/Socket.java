package com.acme.ws;

/** An open connection to a client. */
@FunctionalInterface
public interface Socket {
    /** Sends one text message; called by one thread at a time. */
    void send(String text);
}
