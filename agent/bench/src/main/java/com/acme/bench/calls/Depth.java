package com.acme.bench.calls;

/** Puts frames on the stack. */
final class Depth {
    private Depth() {}

    static long descend(Slice slice, int calls, int frames) {
        return frames <= 0 ? slice.run(calls) : descend(slice, calls, frames - 1) + 1;
    }
}
