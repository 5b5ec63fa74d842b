package com.acme.torture;

import com.acme.torture.legacy.Factory;

/** {@code THREADS CALLS}: that many calls on each thread from one line. Prints how many were made and refused. */
public final class Flood {
    private final long calls;
    private long refused;

    private Flood(long calls) {
        this.calls = calls;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Stdin.watch(() -> {});
        Flood[] floods = new Flood[Integer.parseInt(arguments[0])];
        Thread[] threads = new Thread[floods.length];
        for (int i = 0; i < threads.length; i++) {
            floods[i] = new Flood(Long.parseLong(arguments[1]));
            threads[i] = new Thread(floods[i]::work, "flood-" + i);
            threads[i].start();
        }
        long refused = 0;
        for (int i = 0; i < threads.length; i++) {
            threads[i].join();
            refused += floods[i].refused;
        }
        System.out.println("calls " + floods[0].calls * threads.length);
        System.out.println("refused " + refused);
    }

    private void work() {
        for (long i = 0; i < calls; i++) {
            try {
                Factory.make(i);
            } catch (UnsupportedOperationException e) {
                refused++;
            }
        }
    }
}
