package dev.lastcall.junit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of the agent. Thread-safe. */
interface Door {
    /** What is counted now; null if there is no agent in this JVM, or it watches nothing. */
    @Nullable
    Counters look();

    /** The names of a call site, as {@code Lastcall.callSite} gives them; null if its calls are no evidence. */
    @Nullable
    Map<String, Object> site(int number);

    /**
     * Whether a baseline tolerates that call site.
     *
     * @throws IllegalArgumentException if that file can't be read
     */
    boolean tolerates(String baseline, int site);

    /** The path of the ledger; empty if it is kept in memory. */
    String ledger();
}
