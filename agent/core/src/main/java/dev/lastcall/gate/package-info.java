/**
 * The hot path's other half: what the bridge can't decide alone. Entry point: {@link dev.lastcall.gate.Gate}, which
 * takes it from the bridge. {@code Attribution} finds out whose call it is that came without a ticket, from what
 * {@code Arrivals} knows to be under way and who {@code CallerFinder} finds on the stack; {@code ReflectiveUses} takes
 * what is used through reflection, {@code UnannouncedSites} names the sites of both, {@code CallCounter} counts, tells
 * the listener of calls to be logged and refuses, and {@code SiteStates} knows the policy in force. Everything that a
 * hit can reach is plain loops without lambdas, streams and logging. Locks are taken where something is new: a thread,
 * a page of counters, a site, or code that another agent has exchanged; never for a call of a site that the thread has
 * called before. Knows ledger, site, evidence, policy and text.
 */
@NullMarked
package dev.lastcall.gate;

import org.jspecify.annotations.NullMarked;
