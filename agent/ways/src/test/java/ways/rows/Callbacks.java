package ways.rows;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** What is handed to the JDK and run where nobody of the application is on the stack. */
public final class Callbacks {
    private Callbacks() {}

    @Way(value = "deprecated class hands a task of its own to an executor", lists = "Old**")
    static final class OwnTask extends Row {
        static final class Old {
            static Object make() throws Exception {
                Truth.ran();
                ExecutorService executor = Executors.newSingleThreadExecutor();
                try {
                    return executor.submit(new Callable<Object>() {
                                @Override
                                public Object call() {
                                    return "";
                                }
                            })
                            .get();
                } finally {
                    executor.shutdown();
                }
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Exception {
            Old.make(); // <- here
        }
    }

    @Way(value = "deprecated class starts a thread of its own class", lists = "Old**")
    static final class OwnThread extends Row {
        static final class Old {
            static void make() throws InterruptedException {
                Truth.ran();
                Thread thread = new Thread() {
                    @Override
                    public void run() {
                        setName("own");
                    }
                };
                thread.start();
                thread.join();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Exception {
            Old.make(); // <- here
        }
    }

    @Way(value = "deprecated class uses a timer", lists = "Old**")
    static final class OwnTimer extends Row {
        static final class Old {
            static void make() throws InterruptedException {
                Truth.ran();
                CountDownLatch done = new CountDownLatch(1);
                Timer timer = new Timer(true);
                timer.schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                done.countDown();
                            }
                        },
                        0);
                done.await();
                timer.cancel();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Exception {
            Old.make(); // <- here
        }
    }

    @Way(value = "deprecated class uses futures and parallel streams", lists = "Old**")
    static final class OwnFuture extends Row {
        static final class Old {
            static Object make() throws Exception {
                Truth.ran();
                IntStream.range(0, 64).parallel().mapToObj(Integer::toString).forEach(new Ignoring());
                return CompletableFuture.supplyAsync(() -> "")
                        .thenApply(new UnaryOperator<String>() {
                            @Override
                            public String apply(String text) {
                                return text;
                            }
                        })
                        .get();
            }

            static final class Ignoring implements java.util.function.Consumer<String> {
                @Override
                public void accept(String text) {}
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Exception {
            Old.make(); // <- here
        }
    }

    @Way(
            value = "the application makes a deprecated task and hands it to a thread",
            kind = {"new", "virtual"},
            lists = "Old**")
    static final class HandedOver extends Row {
        static final class Old implements Runnable {
            Old() {
                Truth.ran();
            }

            @Override
            public void run() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            Threads.OldRunnable.run(new Thread(new Old())); // <- here
        }
    }
}
