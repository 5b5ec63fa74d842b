package com.acme.app;

import com.acme.jobs.OldColor;
import com.acme.jobs.OldMailer;
import com.acme.jobs.OldTask;
import com.acme.jobs.OldThread;
import java.util.concurrent.FutureTask;

/** Uses what {@code com.acme.jobs} has, on threads of the JDK. */
public final class Jobs {
    private Jobs() {}

    /** Overrides nothing that is listed. */
    static class Own extends OldTask {}

    public static String executor() throws Exception {
        return OldMailer.executor();
    }

    public static String threadOfItsOwn() throws Exception {
        return OldMailer.threadOfItsOwn();
    }

    public static String timer() throws Exception {
        return OldMailer.timer();
    }

    public static String future() throws Exception {
        return OldMailer.future();
    }

    public static String stream() {
        return OldMailer.stream();
    }

    public static void task() throws Exception {
        Runnable task = new OldTask("named");
        run(task);
    }

    public static void taskOfSubclass() throws Exception {
        run(new Own());
    }

    public static void thread() throws Exception {
        Thread thread = new OldThread();
        thread.start();
        thread.join();
    }

    public static void taskInAFuture() throws Exception {
        Runnable task = new OldTask();
        FutureTask<Void> future = new FutureTask<>(task, null);
        future.run();
        future.get();
    }

    private static void run(Runnable task) throws Exception {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    public static int enumSwitch() {
        return switch ((OldColor) OldColor.green()) {
            case RED -> 1;
            case GREEN -> 2;
        };
    }
}
