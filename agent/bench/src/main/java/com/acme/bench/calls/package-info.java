/** What one call costs, in time and in memory: twins of a factory and of its callers, one of which the policy lists. Forked by {@code dev.lastcall.bench}. */
@NullMarked
package com.acme.bench.calls;

import org.jspecify.annotations.NullMarked;
