package dev.lastcall.evidence;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Sums of calls that stop at a maximum, so that a damaged or forged ledger cannot turn many calls into few by an
 * overflow. Pure functions.
 */
public final class Calls {
    /**
     * The maximum number of calls of one sort at one site. The sum of four sorts still fits into a {@code long}, so
     * that a site's calls add up exactly, whatever its counters hold. At one call each nanosecond it is reached after
     * 73 years.
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

    /** The sum of the calls of all elements, like {@link #sum(long, long)}. */
    public static <T> long sum(List<T> all, ToLongFunction<T> calls) {
        long sum = 0;
        for (T one : all) {
            sum = sum(sum, calls.applyAsLong(one));
        }
        return sum;
    }
}
