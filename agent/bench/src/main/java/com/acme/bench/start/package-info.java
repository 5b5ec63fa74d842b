/** Small programs and agents whose start is measured. Forked by {@code dev.lastcall.bench}. */
@NullMarked
package com.acme.bench.start;

import org.jspecify.annotations.NullMarked;
