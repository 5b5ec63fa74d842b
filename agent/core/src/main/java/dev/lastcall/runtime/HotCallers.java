package dev.lastcall.runtime;

import dev.lastcall.site.HotCalls;
import dev.lastcall.weave.CallTransformer;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Has classes woven again in which calls through types that are not listed have become hot, so that they get hints: on
 * the agent's thread, several at a time, and each class a few times at most. A class that can't be woven again stays as
 * it is, and the guards go on to find its calls. Thread-safe.
 *
 * <p>Whenever classes get other code, the JVM throws away what its compilers are at, whatever method that is, and calls
 * into listed ones must be seen to arrive once more. So those that wait get theirs together, and not all the time.
 */
final class HotCallers implements Runnable {
    private static final int MOST_AT_A_TIME = 50;
    private static final int MOST_OF_A_CLASS = 8;
    /** In ticks of the agent's clock, four of which are a second. */
    private static final int LONGEST_PAUSE = 32;
    /** A test wants the hints before the next call. */
    private static final boolean AT_ONCE = System.getProperty("lastcall.test.hot") != null;

    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final HotCalls hot;
    private final ConcurrentLinkedQueue<WeakReference<Class<?>>> waiting = new ConcurrentLinkedQueue<>();
    private final WeakHashMap<Class<?>, Integer> times = new WeakHashMap<>();
    private long ticks;
    private long pausesUntil;
    private int pause = 1;
    private boolean ready;
    private boolean permitted;

    HotCallers(ClassWatch classes, HotCalls hot) {
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.hot = hot;
    }

    /** That class is to be woven again soon. */
    void add(Class<?> type) {
        waiting.add(new WeakReference<>(type));
        if (AT_ONCE) {
            new Errand("lastcall-hot", this).runAndWait(LONGEST_WAIT_MILLIS);
        }
    }

    /** As {@link #run}, but after a pause that is longer each time; to be called at each tick of the agent's clock. */
    void tick() {
        if (ticks >= pausesUntil && !waiting.isEmpty()) {
            pause = Math.min(pause * 2, LONGEST_PAUSE);
            pausesUntil = ticks + pause;
            weave();
        }
        ticks++;
    }

    /** Weaves those that wait, or the first of them; to be called on a thread of the agent's. */
    @Override
    public void run() {
        weave();
    }

    /** As {@link #run}. */
    synchronized void weave() {
        if (!isReady()) {
            return;
        }
        List<Class<?>> types = new ArrayList<>(0);
        while (types.size() < MOST_AT_A_TIME) {
            WeakReference<Class<?>> next = waiting.poll();
            if (next == null) {
                break;
            }
            Class<?> type = next.get();
            if (type != null && !types.contains(type) && isToBeWoven(type)) {
                types.add(type);
            }
        }
        if (types.isEmpty()) {
            return;
        }
        try {
            transformer.weaveForHints(instrumentation, types.toArray(new Class<?>[0]));
        } catch (Exception | LinkageError oneOfThem) {
            weaveOneByOne(types);
        }
    }

    private boolean isReady() {
        if (!ready) {
            ready = true;
            try {
                BridgeDefiner.defineForHints();
                hot.permitHints();
                permitted = true;
            } catch (IOException | ReflectiveOperationException | LinkageError noHints) {
                waiting.clear(); // the guards go on to find the callers
            }
        }
        return permitted;
    }

    private void weaveOneByOne(List<Class<?>> types) {
        for (int i = 0; i < types.size(); i++) {
            try {
                transformer.weaveForHints(instrumentation, types.get(i));
            } catch (Exception | LinkageError failure) {
                times.put(types.get(i), MOST_OF_A_CLASS); // another agent's code of it is not valid, for one
            }
        }
    }

    private boolean isToBeWoven(Class<?> type) {
        int before = times.getOrDefault(type, 0);
        if (before >= MOST_OF_A_CLASS || !transformer.watches(type) || !instrumentation.isModifiableClass(type)) {
            return false;
        }
        times.put(type, before + 1);
        return true;
    }

    /** Classes that are woven from now on get no hints for what was hot until now. */
    void forget() {
        hot.forget();
    }
}
