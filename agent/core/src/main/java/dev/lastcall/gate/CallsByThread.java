package dev.lastcall.gate;

import org.jspecify.annotations.Nullable;

/**
 * How often each site was called by each thread, at one moment. The arrays have one element a block of counters, which
 * one thread at a time adds to; the next moment has the same blocks in the same places, and maybe more.
 *
 * @param threads whose block it is; null if that thread is gone, and for the block of all virtual threads
 * @param open by site number: calls that nothing allows, refused or not
 * @param settled by site number: calls that an allow entry let through, and delegated ones
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once, and handed on as arrays
public record CallsByThread(@Nullable Thread[] threads, long[][] open, long[][] settled) {}
