package com.acme.app;

/** Loads a class that has the name of the agent's bridge, which the JDK was patched with, before anything deprecated loads. */
public final class AfterFakeBridge {
    private AfterFakeBridge() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        Class.forName("java.lang.LastcallBridge", true, null);
        ManyCalls.main(arguments);
    }
}
