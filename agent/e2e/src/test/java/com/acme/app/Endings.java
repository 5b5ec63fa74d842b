package com.acme.app;

import com.acme.legacy.Factory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** {@code HOW N [BEFORE]}: makes N calls and ends in one of the ways in which a process can. */
public final class Endings {
    private Endings() {}

    public static void main(String[] arguments) throws IOException {
        int number = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> call(number)));
        } else if (arguments[0].equals("late-hook")) {
            call(Integer.parseInt(arguments[2]));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> callWhenAlone(number)));
        } else if (arguments[0].equals("exit-in-hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(Endings::exitAgain));
            call(number);
        } else {
            call(number);
            System.out.println("acknowledged " + number);
            end(arguments[0]);
        }
    }

    /** When no other hook runs any more. */
    private static void callWhenAlone(int number) {
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("lastcall-exit")) {
                    thread.join();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        call(number);
    }

    private static void call(int number) {
        for (int i = 0; i < number; i++) {
            Factory.fast(i);
        }
    }

    private static void end(String how) throws IOException {
        switch (how) {
            case "return" -> {}
            case "exit" -> System.exit(5);
            case "halt" -> Runtime.getRuntime().halt(6);
            case "throw" -> throw new IllegalStateException("thrown by main");
            case "wait" -> {
                if (!stdin().equals("end")) {
                    throw new IOException("nobody said end");
                }
            }
            default -> throw new IllegalArgumentException(how);
        }
    }

    private static String stdin() throws IOException {
        return String.valueOf(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    }

    /** Never returns: an exit within the exit waits for itself. Only halt ends it. */
    private static void exitAgain() {
        Thread exiting = new Thread(() -> System.exit(3));
        exiting.setDaemon(true);
        exiting.start();
    }
}
