/** What one call costs, in time and memory: twins of a factory and of its callers. The policy lists one of them. */
@NullMarked
package com.acme.bench.calls;

import org.jspecify.annotations.NullMarked;
