package com.acme.bench.calls;

/** Calls that are refused. */
final class BlockedCalls {
    private BlockedCalls() {}

    static long caught(int calls) {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            try {
                sum += ListedFactory.create(i).value();
            } catch (UnsupportedOperationException refused) {
                sum--;
            }
        }
        if (sum >= 0) {
            throw new IllegalStateException("no call was refused");
        }
        return sum;
    }

    /** How deep the exception of a refused call is made, counted from here. */
    static int frames() {
        try {
            ListedFactory.create(0);
            throw new IllegalStateException("the call was not refused");
        } catch (UnsupportedOperationException refused) {
            return refused.getStackTrace().length;
        }
    }
}
