/**
 * The durable evidence of one process: the layout of the file, its writer and its reader. Entry points: {@link
 * dev.lastcall.ledger.LedgerWriter} and {@link dev.lastcall.ledger.LedgerReader}. It turns bytes into {@link
 * dev.lastcall.evidence.ProcessEvidence} and back, and judges nothing. Knows evidence, policy and text.
 */
@NullMarked
package dev.lastcall.ledger;

import org.jspecify.annotations.NullMarked;
