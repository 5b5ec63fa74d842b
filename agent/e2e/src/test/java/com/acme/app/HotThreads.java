package com.acme.app;

import com.acme.legacy.Gateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Calls in each way that gets hints, on all of so many threads at the same time, from a line {@code go} on stdin to the
 * next line: then it says how often it has called in each way, and what became of the last call. The first argument is
 * {@code platform} or {@code virtual}, the second how many threads.
 */
public final class HotThreads implements Runnable {
    private static final Way[] WAYS = Way.values();
    private static final Map<Way, AtomicLong> CALLS = zeros();
    private static final Map<Way, AtomicLong> PASSED = zeros();
    private static volatile boolean stopped;

    /** How a call is made; the agent calls that a kind. */
    private enum Way {
        DIRECT("call") {
            @Override
            Object call() {
                return Gateway.direct();
            }
        },
        INTERFACE("virtual") {
            @Override
            Object call() {
                return RECEIVER.get();
            }
        },
        MANY_CLASSES("virtual") {
            @Override
            Object call() {
                Object last = "";
                for (Supplier<String> one : MIXED) {
                    last = one.get(); // of three, one is listed
                }
                return last;
            }
        },
        REFLECTION("reflection") {
            @Override
            Object call() throws Throwable {
                return REFLECTED.invoke(null);
            }
        },
        REFLECTION_OF_INTERFACE("reflection") {
            @Override
            Object call() throws Throwable {
                return GET.invoke(RECEIVER);
            }
        },
        HANDLE("method-handle") {
            @Override
            Object call() throws Throwable {
                return (String) REFERRED.invokeExact();
            }
        };

        /** Made before the agent may refuse constructors, which no policy of these tests lists. */
        private static final Supplier<String> RECEIVER = new Gateway();

        private static final List<Supplier<String>> MIXED = List.of(new Other("a"), new Other("b"), new Gateway());
        private static final Method REFLECTED = method(Gateway.class, "reflected");
        private static final Method GET = method(Supplier.class, "get");
        private static final MethodHandle REFERRED = referred();

        private final String kind;

        Way(String kind) {
            this.kind = kind;
        }

        abstract Object call() throws Throwable;

        private static Method method(Class<?> type, String name) {
            try {
                return type.getMethod(name);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        private static MethodHandle referred() {
            try {
                return MethodHandles.lookup()
                        .findStatic(Gateway.class, "referred", MethodType.methodType(String.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Not deprecated, and called by the same instruction. */
    private record Other(String text) implements Supplier<String> {
        @Override
        public String get() {
            return text;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (int round = 1; "go".equals(stdin.readLine()); round++) {
            stopped = false;
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                threads.add(start(arguments[0].equals("virtual")));
            }
            stdin.readLine();
            stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
            StringBuilder done = new StringBuilder("done-" + round);
            for (Way way : WAYS) {
                done.append(' ').append(of(PASSED, way).getAndSet(0) > 0 ? "passes" : "refused");
            }
            System.out.println(done);
        }
        for (Way way : WAYS) {
            Truth.calls(way.kind, of(CALLS, way).get());
        }
        Truth.print();
    }

    private static Map<Way, AtomicLong> zeros() {
        Map<Way, AtomicLong> zeros = new EnumMap<>(Way.class);
        for (Way way : WAYS) {
            zeros.put(way, new AtomicLong());
        }
        return zeros;
    }

    private static AtomicLong of(Map<Way, AtomicLong> counts, Way way) {
        return Objects.requireNonNull(counts.get(way));
    }

    private static Thread start(boolean virtual) {
        HotThreads work = new HotThreads();
        if (!virtual) {
            Thread thread = new Thread(work);
            thread.start();
            return thread;
        }
        try { // no method of Java 17
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void run() {
        int calls = 0;
        do {
            for (Way way : WAYS) {
                call(way);
            }
            Rest.after(++calls);
        } while (!stopped);
    }

    private static void call(Way way) {
        of(CALLS, way).incrementAndGet();
        try {
            way.call();
            of(PASSED, way).incrementAndGet();
        } catch (UnsupportedOperationException refused) {
            // the body has not counted it
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof UnsupportedOperationException)) {
                throw new IllegalStateException(e);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
