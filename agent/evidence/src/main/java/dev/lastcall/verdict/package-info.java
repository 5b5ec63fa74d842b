/**
 * The judgement: whether deprecated code may be blocked, or deleted, by the evidence of processes and what was
 * scanned. Facts are in {@link dev.lastcall.evidence}; here they are judged anew, by the policy asked about, on the
 * day asked about.
 *
 * <p>How a ledger flows through: {@link dev.lastcall.verdict.Judge#add} takes one process after the other and keeps no
 * ledger. {@code PolicyView} says what the policy asked about makes of each call site of it; {@code TalliedSite} adds
 * that up by distinct site, {@code ServiceTally} what is known of each service, {@code Timeline} the times that were
 * watched. {@link dev.lastcall.verdict.Judge#verdict} then asks the findings and each family of doubts, one class
 * each, for their {@link dev.lastcall.verdict.Reason}s: a new doubt is one class and one line. Knows baseline,
 * evidence, policy and text.
 */
@NullMarked
package dev.lastcall.verdict;

import org.jspecify.annotations.NullMarked;
