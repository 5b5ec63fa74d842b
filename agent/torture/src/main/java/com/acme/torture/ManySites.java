package com.acme.torture;

/**
 * {@code CLASSES THREADS ROUNDS PAUSE}: loads the generated classes {@code Callers0} and on, and lets each thread go
 * through all their call sites, once in each round. PAUSE: milliseconds between two classes. Prints the calls made.
 */
public final class ManySites {
    private ManySites() {}

    public static void main(String[] arguments) throws Exception {
        Stdin.watch(() -> {});
        Runnable[] callers = new Runnable[Integer.parseInt(arguments[0])];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = Class.forName("Callers" + i)
                    .asSubclass(Runnable.class)
                    .getConstructor()
                    .newInstance();
        }
        Thread[] threads = new Thread[Integer.parseInt(arguments[1])];
        int rounds = Integer.parseInt(arguments[2]);
        long pauseMillis = Long.parseLong(arguments[3]);
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> call(callers, rounds, pauseMillis), "caller-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("done");
    }

    private static void call(Runnable[] callers, int rounds, long pauseMillis) {
        for (int round = 0; round < rounds; round++) {
            for (Runnable caller : callers) {
                caller.run();
                if (pauseMillis > 0) {
                    pause(pauseMillis);
                }
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
