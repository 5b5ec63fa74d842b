/**
 * The durable evidence of one process: the layout of the file, its writer and its reader. Entry points:
 * {@link dev.lastcall.ledger.LedgerWriter} and {@link dev.lastcall.ledger.LedgerReader}. What
 * a rule named in vain is said by {@link dev.lastcall.evidence.RuleUse}. Knows site and policy.
 */
@NullMarked
package dev.lastcall.ledger;

import org.jspecify.annotations.NullMarked;
