package com.acme.bench.calls;

/** A run of calls of one kind. */
interface Slice {
    /** Makes so many calls. Returns something that depends on all of them. */
    long run(int calls);

    /** The same slice, run so many frames deeper in the stack. */
    default Slice deeper(int frames) {
        return calls -> Depth.descend(this, calls, frames);
    }
}
