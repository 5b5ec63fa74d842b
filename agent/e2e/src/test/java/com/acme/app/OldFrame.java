package com.acme.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A method that stays on the stack while its class gets other code, and then calls a deprecated method through a type
 * that says nothing of it, just after another method's call of the same has ended in an override.
 */
public final class OldFrame {
    private static final int ROUNDS = 6;

    private OldFrame() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Port port = new Old();
        Old quiet = new Quiet();
        allowed(quiet);
        System.out.println("ready");
        stdin.readLine();
        int passed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            allowed(quiet);
            try {
                port.act();
                passed++;
            } catch (UnsupportedOperationException expected) {
                // as it should be
            }
        }
        System.out.println("passed " + passed);
        System.out.println("bodies " + Truth.bodies());
    }

    private static void allowed(Old old) {
        old.act();
    }

    /** If this is listed, too, the class gets other code. */
    static void never(Old old) {
        old.drop();
    }

    /** Says nothing of what implements it. */
    interface Port {
        void act();
    }

    /** Has the deprecated methods. */
    static class Old implements Port {
        @Override
        public void act() {
            Truth.bodyRan();
        }

        void drop() {}
    }

    /** Overrides one and does not call it. */
    static final class Quiet extends Old {
        @Override
        public void act() {}
    }
}
