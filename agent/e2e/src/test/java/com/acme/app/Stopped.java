package com.acme.app;

import com.acme.legacy.Factory;
import java.util.concurrent.CountDownLatch;

/** {@code N}: N threads that call a deprecated method by reflection for ever, each of which is stopped at once. */
public final class Stopped {
    private Stopped() {}

    @SuppressWarnings({"deprecation", "removal"}) // that it does nothing on newer JDKs is told by the test
    public static void main(String[] arguments) throws InterruptedException {
        // the JVM loses a stop while it links the call sites of the body: that is done before
        call(25, () -> {});
        int number = Integer.parseInt(arguments[0]);
        int alive = 0;
        for (int i = 0; i < number; i++) {
            CountDownLatch running = new CountDownLatch(1);
            Thread thread = new Thread(() -> call(Integer.MAX_VALUE, running::countDown));
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dead, how) -> {});
            thread.start();
            running.await();
            thread.stop();
            thread.join(300_000);
            alive += thread.isAlive() ? 1 : 0;
        }
        System.out.println("alive " + alive);
    }

    private static void call(int times, Runnable running) {
        try {
            java.lang.reflect.Method method = Factory.class.getMethod("create", String.class);
            for (int i = 0; i < times; i++) {
                method.invoke(null, "stopped");
                if (i == 20) {
                    running.run();
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
