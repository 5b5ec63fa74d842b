package dev.lastcall.runtime;

/**
 * What the agent's thread does, as its turns come. One call at a time, on the agent's thread or, when that has ended,
 * on the one that ends the process; {@link #endsAfterHooks} and {@link #say} may be called on any thread.
 */
interface AgentWork {
    /**
     * A tick of the clock.
     *
     * @param heartbeat whether it is one of those, a second apart, at which the ledger notes that the process lives
     */
    void work(long nowMillis, boolean heartbeat);

    /**
     * Writes down the references in classes that were loaded meanwhile.
     *
     * @param longestNanos after which no further class is begun
     * @param last whether what is left then is given up
     */
    void readReferences(long longestNanos, boolean last);

    /** A turn failed; the thread goes on. */
    void failed(Throwable failure);

    /** Whether the agent can end after the application's shutdown hooks, and not beside them. */
    boolean endsAfterHooks();

    /**
     * The process ends. What matters after that is still counted and refused.
     *
     * @param last false: it will be called again, since shutdown hooks still run
     */
    void end(boolean last);

    /** Says a line of the agent's own, when there is no log for it any more. */
    void say(String line);
}
