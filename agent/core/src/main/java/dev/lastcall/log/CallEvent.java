package dev.lastcall.log;

import dev.lastcall.evidence.Site;

/**
 * One call that is to be logged. Immutable; made on the application's thread, written on the agent's.
 *
 * @param timeMillis when the call came, in milliseconds since 1970-01-01T00:00Z
 * @param site where from, and what was reached
 * @param message the rule's message; empty if it has none
 * @param call which call of this site it is, from 1
 * @param allowedBy the reason in the allow entry; empty unless the outcome is {@link Outcome#ALLOWED}
 * @param thread name of the calling thread; empty if it has none, as most virtual threads
 */
public record CallEvent(
        long timeMillis, Site site, String message, long call, Outcome outcome, String allowedBy, String thread) {}
