/** A web application of ordinary size, whose start and memory are measured. Forked by {@code dev.lastcall.bench}. */
@NullMarked
package com.acme.bench.web;

import org.jspecify.annotations.NullMarked;
