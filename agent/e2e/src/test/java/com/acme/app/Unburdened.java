package com.acme.app;

import com.acme.legacy.Factory;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

/** {@code N}: on N virtual threads, calls in several ways, and tells how many of them have a thread local then. */
public final class Unburdened {
    private Unburdened() {}

    public static void main(String[] arguments) throws Exception {
        Field locals = Thread.class.getDeclaredField("threadLocals");
        locals.setAccessible(true);
        Executor executor = (Executor)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        int number = Integer.parseInt(arguments[0]);
        int burdened = 0;
        SynchronousQueue<Boolean> answers = new SynchronousQueue<>();
        for (int i = 0; i < number; i++) {
            executor.execute(() -> answer(locals, answers));
            burdened += answers.take() ? 1 : 0;
        }
        System.out.println("burdened " + burdened);
    }

    private static void answer(Field locals, SynchronousQueue<Boolean> answers) {
        try {
            Factory.create("direct");
            Factory.class.getMethod("create", String.class).invoke(null, "reflection");
            Factory.fast(1);
            answers.put(locals.get(Thread.currentThread()) != null);
        } catch (ReflectiveOperationException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
