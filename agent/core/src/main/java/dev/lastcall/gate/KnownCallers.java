package dev.lastcall.gate;

import dev.lastcall.evidence.Kind;
import dev.lastcall.gate.FrameSorter.Sort;
import dev.lastcall.site.WovenCalls.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What walks have found out about a class: the sort of its frames, and the callers in it, each with the sites that its
 * calls count at. Lives in the class, so that nothing here keeps a class or its loader. Bounded: of two callers that
 * share a place in a full table, the later one stays. Thread-safe: races lose an entry at most.
 */
final class KnownCallers {
    private static final int FEWEST = 8;
    private static final int MOST = 1_024;

    /** Numbers of code are even, so that this one can be added. */
    static final int BEFORE = 1;

    private final @Nullable Sort sort;
    private final Exchange exchange;
    private volatile @Nullable String host;
    private volatile @Nullable KnownCaller[] table = new KnownCaller[FEWEST];

    /** @param sort of all the class's frames; null: it depends on the method */
    KnownCallers(@Nullable Sort sort, Exchange exchange) {
        this.sort = sort;
        this.exchange = exchange;
    }

    @Nullable
    Sort sort() {
        return sort;
    }

    /** The class beside which generated code made this one; empty: none did; null: not known yet. */
    @Nullable
    String host() {
        return host;
    }

    void setHost(String found) {
        host = found;
    }

    /** The number of the class's code, as {@link Exchange#code}. */
    int code() {
        return exchange.code();
    }

    /**
     * The caller that was noted there before, in what code of the class it may be.
     *
     * @param stamp of the regime
     * @return null if there is none
     */
    @Nullable
    KnownCaller noted(Object method, int offset, int target, long stamp, Kind kind, boolean direct, boolean swallowed) {
        @Nullable KnownCaller[] all = table;
        KnownCaller found = all[place(all, offset, target)];
        Way way = found == null ? null : found.way;
        return way != null
                        && way.method == method
                        && way.offset == offset
                        && way.target == target
                        && way.stamp == stamp
                        && way.kind == kind
                        && way.direct == direct
                        && way.swallowed == swallowed
                ? found
                : null;
    }

    /**
     * The caller of that target which was found at that offset of a method before the class's code was exchanged, while
     * the JVM knew its line: for a frame without a line, which runs the code before. Only after the first exchange:
     * later there are several codes that it may run.
     *
     * @return null if there is none
     */
    @Nullable
    FoundCaller foundBefore(String method, String descriptor, int offset, int target) {
        @Nullable KnownCaller[] all = table;
        KnownCaller noted = exchange.isFirst() ? all[place(all, offset, target)] : null;
        return noted != null
                        && noted.way.offset == offset
                        && noted.way.target == target
                        && (noted.code == 0 || (noted.code & BEFORE) != 0)
                        && noted.line() > 0
                        && noted.found.method().equals(method)
                        && noted.found.descriptor().equals(descriptor)
                ? noted.found
                : null;
    }

    void add(KnownCaller caller) {
        @Nullable KnownCaller[] all = table;
        Way way = caller.way;
        KnownCaller before = all[place(all, way.offset, way.target)];
        if (before != null && before.stamp() == way.stamp && all.length < MOST) {
            all = grown(all, way.stamp);
            table = all;
        }
        all[place(all, way.offset, way.target)] = caller;
    }

    /** Twice the size, without what another regime has left. */
    private static @Nullable KnownCaller[] grown(@Nullable KnownCaller[] all, long stamp) {
        @Nullable KnownCaller[] grown = new KnownCaller[all.length * 2];
        for (KnownCaller caller : all) {
            if (caller != null && caller.stamp() == stamp) {
                grown[place(grown, caller.way.offset, caller.way.target)] = caller;
            }
        }
        return grown;
    }

    private static int place(@Nullable KnownCaller[] all, int offset, int target) {
        int hash = (offset * 31 + target) * 0x9E3779B9;
        return (hash ^ hash >>> 16) & (all.length - 1);
    }

    /**
     * How an instruction reaches a target without a ticket.
     *
     * @param method what stands for the calling method
     * @param offset of the instruction in it, in bytes
     * @param target number of the target
     * @param stamp of the regime under which the sites were found
     * @param direct whether the caller's is the very frame that called the target
     * @param swallowed whether the JDK stands in between, and takes a refusal for an answer
     */
    record Way(Object method, int offset, int target, long stamp, Kind kind, boolean direct, boolean swallowed) {}

    /**
     * Where a known caller's calls of a target count.
     *
     * @param sites numbers of the sites to count at
     * @param certain whether it is known to have announced no call of this target that must be counted here
     * @param hint number of the hint before its instruction; 0: there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
    record Counted(int[] sites, boolean certain, int hint) {}

    /**
     * A caller, and a target that it reached without a ticket.
     *
     * @param found the caller as a walk has named it
     * @param code number of the class's code in which the offset was; {@link #BEFORE} more: of code that it had before
     * @param hits how often it was found, in the first place, as far as is known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record KnownCaller(Way way, FoundCaller found, int code, Counted counted, int[] hits) {
        /** The caller's binary name. */
        String className() {
            return found.className();
        }

        /** 0 if not known. */
        int line() {
            return found.line();
        }

        /** Numbers of the sites to count at. */
        int[] sites() {
            return counted.sites;
        }

        long stamp() {
            return way.stamp;
        }

        /** Whether it was found so often now, which is so once; races make it later. */
        boolean isHot(int often) {
            if (hits[0] < 0 || ++hits[0] < often) {
                return false;
            }
            hits[0] = Integer.MIN_VALUE;
            return true;
        }
    }
}
