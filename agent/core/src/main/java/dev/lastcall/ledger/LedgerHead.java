package dev.lastcall.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * Which process a ledger is of, by its first page alone: cheap to ask of thousands of ledgers. Immutable.
 *
 * @param uuid of the process
 * @param startedAt on the clock of its machine
 */
public record LedgerHead(UUID uuid, Instant startedAt) {}
