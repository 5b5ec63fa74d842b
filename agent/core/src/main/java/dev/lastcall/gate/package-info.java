/**
 * The hot path's other half: what the bridge can't decide alone. Decides, counts, finds the caller of a call that came
 * without a ticket, and tells the listener of calls to be logged. Entry point: {@link dev.lastcall.gate.Gate}. Everything
 * that a hit can reach is plain loops: no lambdas, no streams, no locks but at a thread's first hit, and no logging. Knows
 * policy, site and ledger; only runtime knows it.
 */
@NullMarked
package dev.lastcall.gate;

import org.jspecify.annotations.NullMarked;
