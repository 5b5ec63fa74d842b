package dev.lastcall.site;

import org.jspecify.annotations.Nullable;

/**
 * What the agent does on a thread of the application, while it may run code of the application: a class loader that is
 * asked for a class file, for one. What that code calls, the agent has caused, so it is not counted, logged or refused.
 * Implementations are thread-safe and throw nothing. No method has a default: with one the JVM would initialize this
 * type, and load what is here, with each class that implements it.
 */
public interface OwnWork {
    /** Work that nobody is notified of. */
    OwnWork UNTOLD = new OwnWork() {
        @Override
        public @Nullable Object begin(@Nullable ClassLoader asked) {
            return null;
        }

        @Override
        public @Nullable Object beginWeaving(@Nullable ClassLoader asked) {
            return null;
        }

        @Override
        public void end(@Nullable Object begun) {}
    };

    /**
     * The current thread begins work for the agent.
     *
     * @param asked the class loader that may be asked for something
     * @return what {@link #end} is to be given
     */
    @Nullable
    Object begin(@Nullable ClassLoader asked);

    /**
     * As {@link #begin}, in a transformer: what loads on this thread until the end, the JVM offers to no transformer of
     * this agent.
     */
    @Nullable
    Object beginWeaving(@Nullable ClassLoader asked);

    /**
     * That work is done.
     *
     * @param begun what {@link #begin} returned, on the same thread
     */
    void end(@Nullable Object begun);
}
