package dev.lastcall.evidence;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Sums of calls that stop at the top: of a ledger that is damaged, or forged, many calls must not become few. Pure functions.
 */
public final class Calls {
    /**
     * As many calls of one sort as are counted at one site. Four sorts of them still fit into a {@code long}, so that what a
     * site's calls are made of adds up exactly, whatever its counters hold. A call a nanosecond takes 73 years.
     */
    public static final long MOST = (1L << 61) - 1;

    private Calls() {}

    /** The sum of two numbers of one sort of calls, neither of them negative; at most {@link #MOST}. */
    public static long plus(long a, long b) {
        return Math.min(sum(a, b), MOST);
    }

    /** The sum of any two numbers that are not negative; {@link Long#MAX_VALUE} if it is greater. */
    public static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** The sum of what each of them has, as {@link #sum(long, long)}. */
    public static <T> long sum(List<T> all, ToLongFunction<T> calls) {
        long sum = 0;
        for (T one : all) {
            sum = sum(sum, calls.applyAsLong(one));
        }
        return sum;
    }
}
