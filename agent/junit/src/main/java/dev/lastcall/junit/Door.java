package dev.lastcall.junit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The questions that the listener asks the agent. Thread-safe. */
interface Door {
    /** The counters of this moment; null if there is no agent in this JVM, or it watches nothing. */
    @Nullable
    Counters look();

    /** The names of a call site, as {@code Lastcall.callSite} returns them; null if its calls are not evidence. */
    @Nullable
    Map<String, Object> site(int number);

    /**
     * Whether a baseline tolerates that call site.
     *
     * @throws IllegalArgumentException if that file cannot be read
     */
    boolean tolerates(String baseline, int site);

    /** The path of the ledger; empty if it is kept in memory. */
    String ledger();
}
