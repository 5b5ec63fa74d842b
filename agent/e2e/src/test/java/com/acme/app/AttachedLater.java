package com.acme.app;

import com.acme.legacy.Factory;
import com.acme.legacy.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Calls, waits for a line, and calls again: what was loaded and linked before is used after. */
public final class AttachedLater {
    private static final Function<String, String> REFERENCE = Factory::create;
    private static final Service SERVICE = value -> value;

    private AttachedLater() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        round();
        System.out.println("ready");
        while ("again".equals(stdin.readLine())) {
            round();
            System.out.println("done");
        }
        System.out.println("bodies " + Truth.bodies());
    }

    private static void round() throws ReflectiveOperationException {
        for (int i = 0; i < 5; i++) {
            Factory.create("direct");
        }
        new Factory().own++;
        System.out.println(REFERENCE.apply("reference"));
        SERVICE.serveTwice(1);
        Factory.class.getMethod("create", String.class).invoke(null, "reflection");
    }
}
