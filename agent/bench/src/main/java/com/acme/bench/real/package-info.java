/** What weaves real programs beside the agent. */
@NullMarked
package com.acme.bench.real;

import org.jspecify.annotations.NullMarked;
