package ways.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Runner;
import ways.run.Truth;
import ways.run.Way;

/** Many threads, and the end of the process. */
public final class Threads {
    private Threads() {}

    @Way(value = "8 threads, 1,000,000 calls each", times = 1, caller = "#run")
    static final class EightThreads extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            int calls = Truth.blocking() ? 1_000 : 1_000_000;
            ExecutorService pool = Executors.newFixedThreadPool(8);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                done.add(pool.submit(() -> run(calls)));
            }
            for (Future<?> each : done) {
                each.get();
            }
            pool.shutdown();
        }

        private static void run(int calls) {
            for (int i = 0; i < calls; i++) {
                try {
                    Old.make(); // <- here
                } catch (UnsupportedOperationException refused) {
                    Truth.refused(refused);
                }
            }
        }
    }

    @Way(value = "8 threads, 20,000 reflective calls each", times = 1, kind = "reflection")
    static final class EightThreadsReflect extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            int calls = Truth.blocking() ? 1_000 : 20_000;
            ExecutorService pool = Executors.newFixedThreadPool(8);
            List<Future<?>> done = new ArrayList<>();
            java.lang.reflect.Method make = Old.class.getMethod("make");
            for (int i = 0; i < 8; i++) {
                done.add(pool.submit(() -> {
                    for (int n = 0; n < calls; n++) {
                        try {
                            make.invoke(null); // <- here
                        } catch (ReflectiveOperationException refused) {
                            Truth.refused(refused);
                        }
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
            pool.shutdown();
        }
    }

    @Way(value = "10,000 virtual threads, 10 calls each", times = 1, since = 21)
    static final class VirtualThreads extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            int calls = Truth.blocking() ? 1 : 10;
            ExecutorService each = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            for (int i = 0; i < 10_000; i++) {
                each.submit(() -> {
                    for (int n = 0; n < calls; n++) {
                        try {
                            Old.make(); // <- here
                        } catch (UnsupportedOperationException refused) {
                            Truth.refused(refused);
                        }
                        Thread.yield();
                    }
                });
            }
            each.shutdown();
            if (!each.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new AssertionError("virtual threads do not end");
            }
        }
    }

    @Way(value = "2,000 short threads, one after the other", times = 1)
    static final class ShortThreads extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            for (int i = 0; i < 2_000; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        Old.make(); // <- here
                    } catch (UnsupportedOperationException refused) {
                        Truth.refused(refused);
                    }
                });
                thread.start();
                thread.join();
            }
        }
    }

    @Way(value = "parallel stream", times = 1)
    static final class ParallelStream extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            IntStream.range(0, 10_000).parallel().forEach(i -> {
                try {
                    Old.make(); // <- here
                } catch (UnsupportedOperationException refused) {
                    Truth.refused(refused);
                }
            });
        }
    }

    @Way(
            value = "deprecated `Runnable` run by a thread: only JDK frames are left",
            kind = "virtual",
            caller = "java.lang.Thread#run")
    static final class OldRunnable extends Row {
        static final class Old implements Runnable {
            @Override
            public void run() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            run(new Thread(Receiver.of(Old.class)));
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getMethod("run");
        }

        static void run(Thread thread) throws Throwable {
            Throwable[] thrown = {null};
            thread.setUncaughtExceptionHandler((in, t) -> thrown[0] = t);
            thread.start();
            thread.join();
            if (thrown[0] != null) {
                throw thrown[0];
            }
        }
    }

    @Way(
            value = "deprecated `Thread.run`: no frame is left",
            kind = "native",
            caller = "<native>#",
            lists = "Old#run()")
    static final class OldThread extends Row {
        static final class Old extends Thread {
            @Override
            public void run() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getMethod("run");
        }

        @Override
        public void call() throws Throwable {
            OldRunnable.run(new Old());
        }
    }

    @Way(value = "shutdown hook", own = true, times = 1)
    static final class ShutdownHook extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public boolean endsTheProcess() {
            return true;
        }

        @Override
        public void call() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                for (int i = 0; i < 3; i++) {
                    try {
                        Old.make(); // <- here
                    } catch (UnsupportedOperationException refused) {
                        Truth.refused(refused);
                    }
                }
                Runner.lastWords(this, 3);
            }));
        }
    }

    @Way(value = "right before `Runtime.halt`", own = true, times = 1)
    static final class BeforeHalt extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public boolean endsTheProcess() {
            return true;
        }

        @Override
        public void call() {
            Old warm = Receiver.of(Old.class);
            try {
                Old.make(); // <- here
            } catch (UnsupportedOperationException refused) {
                Truth.refused(refused);
            }
            Runner.lastWords(this, 1);
            Runtime.getRuntime().halt(warm == null ? 1 : 0);
        }
    }
}
