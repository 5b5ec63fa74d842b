package dev.lastcall.runtime;

import dev.lastcall.policy.Policy;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Puts policies into force. Called by one thread at a time. */
interface PolicyTarget {
    /**
     * Exchanges the policy as a whole.
     *
     * @param today the day, if an allow entry of the policy expires
     */
    void apply(Policy next, @Nullable LocalDate today, long nowMillis);

    /** Has allow entries that expired end, at midnight. */
    void newDay(LocalDate today);
}
