package dev.lastcall.runtime;

import dev.lastcall.gate.Gate;
import dev.lastcall.site.OwnWork;
import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has classes woven that the JVM has offered to nobody: it calls no transformer on a thread that is in one of the same
 * agent already. So what a class loader loads, while the transformer asks it for a class file, would go unseen. Such
 * classes are looked for among those that the loader, its parents, the loaders of its own class, and those of classes
 * that were seen before, have defined meanwhile, and woven by another thread before this one goes on. Those of other
 * loaders are found a little later, by the agent's thread. Thread-safe.
 */
final class Latecomers implements OwnWork {
    /** The other thread may need a lock that the waiting one has. */
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private static final long SHORTEST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final String LATE = "it was loaded while the agent asked a class loader for a class file, and woven"
            + " later: calls until then may be missing";

    private final Gate gate;
    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final LoadedClasses loadedClasses;
    private final CallTransformer.Listener listener;
    private volatile boolean asked;
    private volatile boolean waits = true;
    private long pause = SHORTEST_PAUSE_MILLIS;
    private long nextLook;

    Latecomers(Gate gate, ClassWatch classes) {
        this.gate = gate;
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.loadedClasses = new LoadedClasses(classes, this);
        this.listener = classes.listener();
    }

    @Override
    public Object begin(@Nullable ClassLoader loader) {
        boolean marked = gate.beginWork();
        return new Work(marked, isOfJdk(loader) ? List.of() : known(loader));
    }

    @Override
    public @Nullable Object beginWeaving(@Nullable ClassLoader loader) {
        Work begun = (Work) begin(loader);
        List<Defined> known = begun.known;
        if (!known.isEmpty()) { // a container's loaders use classes of each other
            List<ClassLoader> others = transformer.loaders();
            int above = known.size();
            for (int i = 0; i < others.size(); i++) {
                add(others.get(i), known, above);
            }
        }
        return begun;
    }

    /** The JDK's own loaders run no code of the application's. */
    private static boolean isOfJdk(@Nullable ClassLoader loader) {
        return loader == null
                || (loader.getClass().getModule() == Object.class.getModule()
                        && loader.getClass().getName().startsWith("jdk.internal.loader."));
    }

    private List<Defined> known(@Nullable ClassLoader loader) {
        asked = true;
        List<Defined> known = new ArrayList<>();
        try {
            addKnown(loader, known);
            addKnown(loader == null ? null : loader.getClass().getClassLoader(), known);
        } catch (RuntimeException forbidden) {
            // by a security manager; the agent's thread will look
        }
        return known;
    }

    private void addKnown(@Nullable ClassLoader first, List<Defined> known) {
        for (ClassLoader loader = first; loader != null; loader = loader.getParent()) {
            add(loader, known, known.size());
        }
    }

    /** @param others how many of those known may be of that loader already */
    private void add(ClassLoader loader, List<Defined> known, int others) {
        Collection<Class<?>> classes = gate.definedBy(loader);
        if (classes != null && !has(known, others, classes)) {
            known.add(new Defined(classes, classes.size()));
        }
    }

    private static boolean has(List<Defined> known, int others, Collection<Class<?>> classes) {
        for (int i = 0; i < others; i++) {
            if (known.get(i).classes == classes) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void end(@Nullable Object begun) {
        Work work = (Work) begun;
        if (work == null) {
            return;
        }
        if (work.marked) {
            gate.endWork();
        }
        try {
            List<Class<?>> late = new ArrayList<>(0);
            for (int i = 0; i < work.known.size(); i++) {
                addLate(work.known.get(i), late);
            }
            if (!late.isEmpty()) {
                weaveNow(late);
            }
        } catch (Throwable failure) {
            asked = true;
        }
    }

    private void addLate(Defined before, List<Class<?>> late) {
        if (before.classes.size() <= before.count) {
            return;
        }
        Object[] now;
        synchronized (before.classes) {
            now = before.classes.toArray();
        }
        for (int i = before.count; i < now.length; i++) {
            Class<?> type = (Class<?>) now[i];
            if (transformer.watches(type) && !transformer.wasOffered(type)) {
                late.add(type);
            }
        }
    }

    /** On another thread, since this one is in a transformer. */
    private void weaveNow(List<Class<?>> late) {
        Errand errand = new Errand("lastcall-late", new Weaving(loadedClasses, late));
        if (waits && !errand.runAndWait(LONGEST_WAIT_MILLIS)) {
            waits = false;
        } else if (!waits) {
            errand.start();
        }
        if (!waits) {
            for (Class<?> type : late) {
                listener.notWoven(type.getName(), LATE);
            }
        }
    }

    /** Looks for those that were not found at once, if there may be any; to be called on the agent's thread. */
    void look(long nowMillis) {
        if (transformer.isWalkedThrough()) {
            return; // else those that a slow start has not come to would be taken for late ones
        }
        if (asked && nowMillis >= nextLook) {
            nextLook = nowMillis + pause;
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            lookNow();
        } else if (transformer.remembersTooMany()) {
            transformer.rememberOnly(instrumentation.getAllLoadedClasses());
        }
    }

    /** As {@link #look}, whenever it was done last. */
    void lookNow() {
        if (!asked) {
            return;
        }
        asked = false;
        Class<?>[] all = instrumentation.getAllLoadedClasses();
        List<Class<?>> late = transformer.notOffered(all);
        if (late.isEmpty()) {
            return;
        }
        loadedClasses.weave(late);
        for (Class<?> type : late) {
            if (transformer.hasWoven(type)) {
                listener.notWoven(type.getName(), LATE);
            }
        }
    }

    /** No lambda, whose linking would be one more thing to be done in a transformer. */
    private record Weaving(LoadedClasses loadedClasses, List<Class<?>> types) implements Runnable {
        @Override
        public void run() {
            loadedClasses.offer(types); // to ask a loader for class files may take a lock that the waiting thread has
        }
    }

    /** @param marked whether the thread did no work for the agent before */
    private record Work(boolean marked, List<Defined> known) {}

    /** @param classes that a loader has defined; the JVM adds to them */
    private record Defined(Collection<Class<?>> classes, int count) {}
}
