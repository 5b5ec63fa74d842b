package com.acme.field.tests;

/** What should no longer be called. */
public final class OldGateway {
    public String send(String text) {
        return "sent " + text;
    }
}
