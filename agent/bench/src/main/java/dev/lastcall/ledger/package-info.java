/** Makes ledgers for the benchmarks; in the package of the writer, which makes them. */
@NullMarked
package dev.lastcall.ledger;

import org.jspecify.annotations.NullMarked;
