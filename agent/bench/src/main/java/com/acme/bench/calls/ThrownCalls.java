package com.acme.bench.calls;

import dev.lastcall.BlockedCallException;

/** Throws by hand what a refused call gets, from a stack of the same depth. */
final class ThrownCalls {
    private static final String MESSAGE = "refused";

    /** How many frames to put between the caller and the exception. */
    static int frames;

    private ThrownCalls() {}

    static long caught(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            try {
                sum += thrown(frames);
            } catch (UnsupportedOperationException refused) {
                sum--;
            }
        }
        return sum;
    }

    private static int thrown(int more) {
        if (more > 0) {
            return thrown(more - 1) + 1;
        }
        throw new BlockedCallException(MESSAGE);
    }

    static int frames() {
        try {
            return thrown(0);
        } catch (UnsupportedOperationException made) {
            return made.getStackTrace().length;
        }
    }
}
