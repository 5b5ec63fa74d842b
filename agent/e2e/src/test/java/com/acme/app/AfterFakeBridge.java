package com.acme.app;

/** Loads a class that has the name of the agent's bridge, by which the JDK was patched, before deprecated ones. */
public final class AfterFakeBridge {
    private AfterFakeBridge() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        Class.forName("java.lang.LastcallBridge", true, null);
        ManyCalls.main(arguments);
    }
}
