package com.acme.deep;

/** Has the classes load when it is asked for an instance. */
public final class Ports {
    private Ports() {}

    public static Port ofClass() {
        return new PortOfClass();
    }

    public static Port ofLambda() {
        return () -> 1;
    }
}
