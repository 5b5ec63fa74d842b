package com.acme.ws;

/** Deprecated, and entered by the JVM itself. */
public final class LegacyThread extends Thread {
    LegacyThread() {}

    @Override
    public void run() {
        setName("ran");
    }
}
