package dev.lastcall.gate;

import dev.lastcall.ledger.CellLayout;
import dev.lastcall.ledger.Chunk;
import dev.lastcall.ledger.LedgerWriter;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counters of all threads. A platform thread has chunks of its own, to which only it adds; when it has died, the
 * next new thread goes on with them, counts in place. Virtual threads share theirs and add atomically.
 * Chunks come when a site of theirs is first called. Thread-safe; a lock is taken at a thread's first call of a chunk.
 */
final class Cells {
    private static final int FIRST_SWEEP = 16;
    private static final int CHUNK_SHIFT = 6;
    private static final int CELL_MASK = 63;
    private static final int MOST_LOOKS = 3;

    private final BridgePort bridge;
    private final LedgerWriter ledger;

    @SuppressWarnings("ThreadLocalUsage") // there is one of these in a process, and a new one for each test
    private final ThreadLocal<ThreadCells> own = new ThreadLocal<>();

    private final ThreadCells shared = new ThreadCells(0, 0, null);
    private final Object lock = new Object();
    private volatile ThreadCells[] perThread = {shared};
    private int sweepAt = FIRST_SWEEP;
    private long[] sharedChunks = {};

    Cells(BridgePort bridge, LedgerWriter ledger) {
        this.bridge = bridge;
        this.ledger = ledger;
    }

    /** Lets the hot path of the current thread find its counters. */
    void prepareThread() {
        ThreadCells mine = current();
        if (mine != shared) {
            bridge.hold(mine.address);
        }
    }

    /**
     * Adds one call of a site to the current thread's counter.
     *
     * @param counter which, as offset in the cell
     */
    void add(int site, int counter, long nowMillis) {
        ThreadCells mine = current();
        Chunk chunk = chunk(mine, site >>> CHUNK_SHIFT);
        int cell = chunk.offset() + ((site & CELL_MASK) << CHUNK_SHIFT);
        if (mine == shared || chunk.index() < 0) {
            bridge.add(bridge.address(chunk.buffer()) + cell + counter, 1);
        } else {
            chunk.buffer().putLong(cell + counter, chunk.buffer().getLong(cell + counter) + 1);
        }
        chunk.buffer().putLong(cell + CellLayout.LAST_SEEN, nowMillis);
        if (chunk.buffer().getLong(cell + CellLayout.FIRST_SEEN) == 0) {
            chunk.buffer().putLong(cell + CellLayout.FIRST_SEEN, Math.min(nowMillis, coarse(nowMillis)));
        }
    }

    /**
     * What the hot path, which goes by the coarse clock, may say of the next call: that is not before the first one.
     */
    private long coarse(long nowMillis) {
        LedgerWriter.Word clock = ledger.clock();
        long coarse = clock.buffer().getLong(clock.offset());
        return coarse == 0 ? nowMillis : coarse;
    }

    /**
     * Lets the hot path count alone on the current thread.
     *
     * @param counter which counter, as offset in the cell
     * @param allowance how many more calls; a negative one lets it count for ever
     * @param trusted whether it may leave tickets
     */
    void permit(int site, int counter, long allowance, boolean trusted) {
        Chunk chunk = chunk(current(), site >>> CHUNK_SHIFT);
        int cell = chunk.offset() + ((site & CELL_MASK) << CHUNK_SHIFT);
        long limit =
                allowance < 0 ? Long.MAX_VALUE >>> CHUNK_SHIFT : chunk.buffer().getLong(cell + counter) + allowance;
        chunk.buffer().putLong(cell + CellLayout.CONTROL, limit << CHUNK_SHIFT | counter | (trusted ? 1 : 0));
    }

    /** The hot path may no longer count alone at that site on the current thread. */
    void forbid(int site) {
        Chunk chunk = chunk(current(), site >>> CHUNK_SHIFT);
        chunk.buffer().putLong(chunk.offset() + ((site & CELL_MASK) << CHUNK_SHIFT) + CellLayout.CONTROL, 0);
    }

    /** The hot path of the current thread may leave tickets at that site: as soon as it has asked. */
    void admit(int site) {
        Chunk chunk = chunk(current(), site >>> CHUNK_SHIFT);
        int control = chunk.offset() + ((site & CELL_MASK) << CHUNK_SHIFT) + CellLayout.CONTROL;
        if ((chunk.buffer().getLong(control) & 1) == 0) {
            chunk.buffer().putLong(control, 0);
        }
    }

    /** The hot path may no longer count alone at that site on any thread; who is just counting, still counts. */
    void forbidOnAllThreads(int site) {
        VarHandle.fullFence();
        int index = site >>> CHUNK_SHIFT;
        for (ThreadCells each : perThread) {
            @Nullable Chunk[] chunks = each.chunks;
            Chunk chunk = index < chunks.length ? chunks[index] : null;
            if (chunk != null) {
                chunk.buffer().putLong(chunk.offset() + ((site & CELL_MASK) << CHUNK_SHIFT) + CellLayout.CONTROL, 0);
            }
        }
    }

    /** The hot path may no longer count alone anywhere; who is just counting, still counts. */
    void forbidAll() {
        VarHandle.fullFence();
        for (ThreadCells each : perThread) {
            for (Chunk chunk : each.chunks) {
                for (int number = 1; chunk != null && number < CellLayout.CELLS_PER_CHUNK; number++) {
                    chunk.buffer().putLong(chunk.offset() + number * CellLayout.CELL + CellLayout.CONTROL, 0);
                }
            }
        }
    }

    /** From now on threads count in new chunks in place of those that someone has cut off the ledger's file. */
    void replaceCutOff() {
        synchronized (lock) {
            for (ThreadCells each : perThread) {
                @Nullable Chunk[] chunks = each.chunks.clone();
                for (int i = 0; i < chunks.length; i++) {
                    Chunk chunk = chunks[i];
                    if (chunk != null && ledger.upkeep().isCutOff(chunk)) {
                        chunks[i] = null;
                        publish(each, i, 0);
                    }
                }
                each.chunks = chunks;
            }
        }
    }

    /**
     * How many threads there are that may count without asking, dead ones whose chunks nobody took over included; at
     * least 1.
     */
    int threads() {
        return Math.max(1, perThread.length - 1);
    }

    /**
     * As {@link #total}, but certain where that matters: an access to what someone has cut off the file yields
     * anything.
     *
     * @param doubted from this number on it is made sure that the file is whole
     * @return 0 if it is not
     */
    long certainTotal(int site, long doubted) {
        int mendings = ledger.upkeep().mendings();
        long total = total(site);
        VarHandle.acquireFence();
        return total < doubted || ledger.upkeep().wasWhole(mendings) ? Math.max(0, total) : 0;
    }

    /** All calls of a site so far, of all threads. */
    long total(int site) {
        long total = 0;
        for (ThreadCells each : perThread) {
            @Nullable Chunk[] chunks = each.chunks;
            int index = site >>> CHUNK_SHIFT;
            Chunk chunk = index < chunks.length ? chunks[index] : null;
            if (chunk != null) {
                total += sum(chunk, chunk.offset() + ((site & CELL_MASK) << CHUNK_SHIFT));
            }
        }
        return total;
    }

    /**
     * How often each site was called so far, by thread. The current thread has chunks of its own afterwards, so that
     * its later calls are in those alone; a virtual thread has none.
     */
    CallsByThread byThread() {
        current();
        int mendings = ledger.upkeep().mendings();
        CallsByThread calls = null;
        for (int attempt = 0; attempt < MOST_LOOKS && calls == null; attempt++) {
            CallsByThread looked = look();
            VarHandle.acquireFence();
            calls = ledger.upkeep().wasWhole(mendings) ? looked : null;
            mendings = ledger.upkeep().mendings();
        }
        if (calls == null) {
            throw new IllegalStateException("the ledger's file is being cut");
        }
        return calls;
    }

    private CallsByThread look() {
        ThreadCells[] all = perThread;
        @Nullable Thread[] threads = new Thread[all.length];
        long[][] open = new long[all.length][];
        long[][] settled = new long[all.length][];
        for (int i = 0; i < all.length; i++) {
            WeakReference<Thread> owner = all[i].owner;
            threads[i] = owner == null ? null : owner.get();
            @Nullable Chunk[] chunks = all[i].chunks;
            open[i] = new long[chunks.length << CHUNK_SHIFT];
            settled[i] = new long[chunks.length << CHUNK_SHIFT];
            for (int index = 0; index < chunks.length; index++) {
                Chunk chunk = chunks[index];
                for (int number = 1; chunk != null && number < CellLayout.CELLS_PER_CHUNK; number++) {
                    ByteBuffer cells = chunk.buffer();
                    int cell = chunk.offset() + number * CellLayout.CELL;
                    int site = (index << CHUNK_SHIFT) + number;
                    open[i][site] = cells.getLong(cell + CellLayout.PLAIN) + cells.getLong(cell + CellLayout.BLOCKED);
                    settled[i][site] =
                            cells.getLong(cell + CellLayout.ALLOWED) + cells.getLong(cell + CellLayout.DELEGATED);
                }
            }
        }
        return new CallsByThread(threads, open, settled);
    }

    private static long sum(Chunk chunk, int cell) {
        return chunk.buffer().getLong(cell + CellLayout.PLAIN)
                + chunk.buffer().getLong(cell + CellLayout.BLOCKED)
                + chunk.buffer().getLong(cell + CellLayout.ALLOWED)
                + chunk.buffer().getLong(cell + CellLayout.DELEGATED);
    }

    private ThreadCells current() {
        Thread thread = Thread.currentThread();
        if (isVirtual(thread)) {
            return shared; // and no thread local: just to ask for one makes a map in each thread
        }
        ThreadCells mine = own.get();
        if (mine == null) {
            mine = cellsFor(thread);
            own.set(mine);
        }
        return mine;
    }

    /** By name, since the method to ask came with Java 21. */
    static boolean isVirtual(Thread thread) {
        Class<?> type = thread.getClass();
        return type != Thread.class && type.getName().equals("java.lang.VirtualThread");
    }

    private ThreadCells cellsFor(Thread thread) {
        synchronized (lock) {
            ThreadCells free = cellsOf(thread);
            if (free == null && perThread.length >= sweepAt) {
                free = cellsOfDeadThread();
            }
            if (free != null) {
                free.owner = new WeakReference<>(thread);
                return free;
            }
            ThreadCells mine = new ThreadCells(perThread.length, bridge.newBlock(), new WeakReference<>(thread));
            ThreadCells[] grown = Arrays.copyOf(perThread, perThread.length + 1);
            grown[perThread.length] = mine;
            perThread = grown;
            return mine;
        }
    }

    /**
     * The common pool erases the thread locals of its threads after each task, and with them which chunks they have.
     */
    private @Nullable ThreadCells cellsOf(Thread thread) {
        for (ThreadCells each : perThread) {
            WeakReference<Thread> owner = each.owner;
            if (owner != null && owner.get() == thread) {
                return each;
            }
        }
        return null;
    }

    private @Nullable ThreadCells cellsOfDeadThread() {
        ThreadCells found = null;
        int dead = 0;
        for (ThreadCells each : perThread) {
            if (each != shared && each.isFree()) {
                found = each;
                dead++;
            }
        }
        sweepAt = dead > 1 ? perThread.length : Math.max(FIRST_SWEEP, perThread.length + (perThread.length - dead) / 4);
        return found;
    }

    private Chunk chunk(ThreadCells mine, int index) {
        @Nullable Chunk[] chunks = mine.chunks;
        Chunk chunk = index < chunks.length ? chunks[index] : null;
        return chunk != null ? chunk : addChunk(mine, index);
    }

    private Chunk addChunk(ThreadCells mine, int index) {
        synchronized (lock) {
            @Nullable Chunk[] chunks = mine.chunks;
            Chunk known = index < chunks.length ? chunks[index] : null;
            if (known != null) {
                return known;
            }
            Chunk chunk = ledger.newChunk(index, mine.number);
            chunks = index < chunks.length ? chunks.clone() : Arrays.copyOf(chunks, index + 1);
            chunks[index] = chunk;
            mine.chunks = chunks;
            if (chunk.index() >= 0) {
                publish(mine, index, bridge.address(chunk.buffer()) + chunk.offset());
            }
            return chunk;
        }
    }

    private void publish(ThreadCells mine, int index, long address) {
        if (mine != shared) {
            bridge.put(mine.address, index, address);
            return;
        }
        sharedChunks = Arrays.copyOf(sharedChunks, Math.max(index + 1, sharedChunks.length));
        sharedChunks[index] = address;
        bridge.share(sharedChunks);
    }

    /**
     * The chunks of one thread, with the address of the block where the hot path finds them; or of all virtual ones,
     * with 0.
     */
    private static final class ThreadCells {
        final int number;
        final long address;
        volatile @Nullable WeakReference<Thread> owner;
        volatile @Nullable Chunk[] chunks = new Chunk[0];

        ThreadCells(int number, long address, @Nullable WeakReference<Thread> owner) {
            this.number = number;
            this.address = address;
            this.owner = owner;
        }

        /** A thread that has died adds no more, and one that is collected has died. */
        boolean isFree() {
            WeakReference<Thread> reference = owner;
            Thread thread = reference == null ? null : reference.get();
            return thread == null || (thread.getState() == Thread.State.TERMINATED);
        }
    }
}
