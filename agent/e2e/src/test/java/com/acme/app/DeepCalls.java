package com.acme.app;

import com.acme.deep.Old;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Calls a deprecated method on instances of the class itself, and of one that overrides it, two steps below. */
public final class DeepCalls {
    private DeepCalls() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (int round = 1; round == 1 || "again".equals(stdin.readLine()); round++) {
            call((Old) make("Old"), 3);
            call((Old) make("Far"), 10);
            System.out.println("done-" + round);
        }
        System.out.println("bodies " + Truth.bodies());
    }

    private static void call(Old old, int times) {
        for (int i = 0; i < times; i++) {
            old.act();
        }
    }

    private static Object make(String name) throws ReflectiveOperationException {
        return Class.forName("com.acme.deep." + name).getDeclaredConstructor().newInstance();
    }
}
