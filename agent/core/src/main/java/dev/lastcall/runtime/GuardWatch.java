package dev.lastcall.runtime;

import dev.lastcall.gate.Gate;
import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether classes with guards still have them once they are there: an agent that comes after this one may give
 * them other code, such as the class file that it has read itself. Then the class is woven again, once. It is a blind
 * spot in either case: for the time until then, or for good if that does not help. Thread-safe; it looks on the agent's
 * thread.
 */
final class GuardWatch {
    private static final int MOST_LOOKS = 5;
    /** At the end of the process, how often and how long to wait for an exchange of code that is under way. */
    private static final int MOST_WAITS = 50;

    private static final long WAIT_MILLIS = 20;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final CallTransformer.Listener listener;
    private final Gate gate;
    private final AgentsWatch agents;
    private final Consumer<String> notes;
    private final ConcurrentLinkedQueue<Guarded> guarded = new ConcurrentLinkedQueue<>();
    private final Set<String> wovenAgain = new HashSet<>();

    /**
     * @param agents sees to it that what is woven again lasts
     * @param notes is notified of what was woven again
     */
    GuardWatch(ClassWatch classes, Gate gate, AgentsWatch agents, Consumer<String> notes) {
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.listener = classes.listener();
        this.gate = gate;
        this.agents = agents;
        this.notes = notes;
    }

    /** A class gets guards; whether they arrive can be seen when it has them. */
    void add(@Nullable ClassLoader loader, String className, int generation) {
        for (Iterator<Guarded> each = guarded.iterator(); generation > 0 && each.hasNext(); ) {
            if (each.next().isEarlierThan(loader, className, generation)) {
                each.remove();
            }
        }
        guarded.add(new Guarded(loader == null ? null : new WeakReference<>(loader), className, generation));
    }

    /**
     * To be called now and then, by one thread at a time.
     *
     * @param ending whether the process ends, so that nothing can be woven again
     */
    void look(boolean ending) {
        if (guarded.isEmpty()) {
            return;
        }
        Class<?>[] loaded = instrumentation.getAllLoadedClasses();
        for (Iterator<Guarded> each = guarded.iterator(); each.hasNext(); ) {
            Guarded one = each.next();
            Class<?> type = one.in(loaded);
            one.looks++;
            if (type != null && gate.hasGuards(type, one.generation)) {
                each.remove();
            } else if (type != null && (one.looks > 1 || ending)) { // else it may not be exchanged yet
                each.remove();
                if (!ending || !arrives(type, one.generation)) {
                    lost(type, one.generation, ending);
                }
            } else if (one.looks == MOST_LOOKS) {
                each.remove();
            }
        }
    }

    /** Whether the code before still runs, as it does while somebody exchanges it: that counts as well. */
    private boolean hasGuardsOfBefore(Class<?> type, int generation) {
        for (int before = generation - 1; before >= 0; before--) {
            if (gate.hasGuards(type, before)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the class gets its guards after all, or still has those before: somebody exchanges code while the process
     * ends.
     */
    private boolean arrives(Class<?> type, int generation) {
        for (int i = 0; i < MOST_WAITS; i++) {
            boolean exchanging = isExchanging();
            if (gate.hasGuards(type, generation)) {
                return true;
            }
            if (!exchanging) {
                return false;
            }
            try {
                Thread.sleep(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return true; // until it has them, the code before runs
    }

    /** Whether the JVM exchanges the code of classes for somebody: the thread that asked for it is in there. */
    private static boolean isExchanging() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            for (StackTraceElement frame : stack) {
                String method = frame.getMethodName();
                if (frame.isNativeMethod()
                        && (method.startsWith("retransformClasses") || method.startsWith("redefineClasses"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void lost(Class<?> type, int generation, boolean ending) {
        String name = type.getName();
        boolean guardedBefore = hasGuardsOfBefore(type, generation);
        if (ending || !wovenAgain.add(name)) {
            listener.notWoven(name, "another agent gives it code without guards: what is not announced is missed");
            return;
        }
        try {
            agents.set();
            transformer.retransform(instrumentation, type);
            notes.accept(name + " had got code without guards from another agent: it is woven again");
            if (!guardedBefore) {
                listener.notWoven(
                        name,
                        "another agent gave it code without guards for some seconds, until it was woven again: calls by"
                                + " reflection, native code or other types were not seen; start that agent before this one");
            }
        } catch (Throwable failure) {
            listener.notWoven(
                    name, "another agent gave it code without guards, and it can't be woven again: " + failure);
        }
    }

    private static final class Guarded {
        private final @Nullable WeakReference<ClassLoader> loader;
        private final String className;
        private final int generation;
        private int looks;

        Guarded(@Nullable WeakReference<ClassLoader> loader, String className, int generation) {
            this.loader = loader;
            this.className = className;
            this.generation = generation;
        }

        /** Whether it is the same class's, of code that the class has had before. */
        boolean isEarlierThan(@Nullable ClassLoader itsLoader, String name, int itsGeneration) {
            return generation < itsGeneration
                    && className.equals(name)
                    && (loader == null ? null : loader.get()) == itsLoader;
        }

        @Nullable
        Class<?> in(Class<?>[] loaded) {
            ClassLoader its = loader == null ? null : loader.get();
            for (Class<?> type : loaded) {
                if (type.getClassLoader() == its && type.getName().equals(className)) {
                    return type;
                }
            }
            return null;
        }
    }
}
