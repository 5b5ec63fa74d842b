package com.acme.app;

import com.acme.legacy.Factory;
import java.util.Map;
import java.util.TreeMap;

/** Prints what an application can see of the process that it runs in. */
public final class Surroundings {
    private static final String[] NOT_OURS = {
        "dev.lastcall.runtime.Agent",
        "dev.lastcall.settings.Settings",
        "net.bytebuddy.ByteBuddy",
        "org.slf4j.Logger",
        "ch.qos.logback.classic.LoggerContext",
        "com.google.gson.Gson",
        "picocli.CommandLine",
        "org.snakeyaml.engine.v2.api.Load",
        "org.jspecify.annotations.Nullable",
    };

    private Surroundings() {}

    /** With an argument the threads of the agent are printed too. */
    public static void main(String[] arguments) {
        Factory.create("x");
        print("properties", new TreeMap<>(System.getProperties()));
        System.out.println(
                "main-loader " + Thread.currentThread().getContextClassLoader().getClass());
        System.out.println("security " + java.security.Security.getProviders().length);
        visible(ClassLoader.getSystemClassLoader());
        visible(ClassLoader.getPlatformClassLoader());
        if (arguments.length > 0) {
            Thread.getAllStackTraces().keySet().forEach(Surroundings::thread);
        }
    }

    private static void print(String name, Map<Object, Object> properties) {
        properties.forEach((key, value) -> {
            if (!key.equals("jdk.debug") && !key.equals("java.vm.compressedOopsMode")) {
                System.out.println(name + " " + key + " = " + value.toString().replace("\n", "\\n"));
            }
        });
    }

    private static void visible(ClassLoader loader) {
        for (String name : NOT_OURS) {
            try {
                System.out.println("visible " + Class.forName(name, false, loader));
            } catch (ClassNotFoundException right) {
                System.out.println("hidden " + name);
            }
        }
    }

    private static void thread(Thread thread) {
        if (thread.getName().startsWith("lastcall")) {
            System.out.println("thread " + thread.getName() + " daemon=" + thread.isDaemon() + " loader="
                    + thread.getContextClassLoader());
        }
    }
}
