/**
 * The hot path's other half: what the bridge can't decide alone. Decides, counts, finds the caller of a call that came
 * without a ticket, and tells the listener of calls to be logged. Entry point: {@link dev.lastcall.gate.Gate}. Everything
 * that a hit can reach is plain loops without lambdas, streams and logging. Locks are taken where something is new: a thread, a
 * page of counters, a site, or code that another agent has exchanged; never for a call of a site that the thread has called
 * before. Knows policy, site, ledger, evidence and text; only runtime knows it.
 */
@NullMarked
package dev.lastcall.gate;

import org.jspecify.annotations.NullMarked;
