package java.lang;

import java.nio.Buffer;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.ToLongFunction;
import jdk.internal.misc.Unsafe;

/**
 * What woven code calls: the hot path of the gate, and the only class of the agent that every class loader sees.
 *
 * <p>It counts a call in a cell that belongs to the calling thread, in memory mapped from the ledger, and leaves a
 * <em>ticket</em> that tells the guard in the called body that the call is counted. All else (the first call of a site
 * on a thread, a call to be logged or refused, a call without a ticket) goes to the sink, in the isolated loader. It uses
 * types of the JDK only, takes no lock, never logs, and lets nothing of the agent's own failures out.
 *
 * <h2>What a thread holds</h2>
 *
 * <pre>
 *   long[] holder
 *   0            ticket: number of the target that the next guard may take as counted; 0: none
 *   1            1: a virtual thread, which adds atomically to the shared chunks
 *   2            number of the thread
 *   3 + c        address of the thread's chunk c (sites 64c+1 … 64c+63); 0: none yet
 * </pre>
 *
 * <p>The layout of a cell is that of {@code dev.lastcall.ledger.CellLayout}. Its first word, {@code control}, is
 * {@code limit << 6 | offset | trusted}: while the counter at {@code offset} stays within {@code limit}, the hot path counts
 * alone. It leaves a ticket only for a trusted site, one whose call has been seen to reach the guard: a call that fails
 * before that, for a linkage error say, would leave a ticket that hides a later call.
 *
 * <p>The isolated loader can't name this class, which javac sees in no release of {@code java.base}; it reaches it as
 * the JDK types that the class implements. Thread-safe.
 */
public final class LastcallBridge extends ThreadLocal<long[]>
        implements LongBinaryOperator, ToLongFunction<Object>, Consumer<Object[]> {

    private static final int TICKET = 0;
    private static final int VIRTUAL = 1;
    private static final int OWNER = 2;
    private static final int FIRST_CHUNK = 3;

    private static final int CELL_SHIFT = 6;
    private static final int SLOT_MASK = 63;
    private static final int OFFSET_MASK = 56;
    private static final int TRUSTED = 1;
    private static final long NOT_COUNTED = -1;
    private static final int CUT = -1;
    private static final int LAST_SEEN = 40;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long BUFFER_ADDRESS = UNSAFE.objectFieldOffset(Buffer.class, "address");
    private static final long THREAD_NUMBER = UNSAFE.objectFieldOffset(Thread.class, "tid");
    private static final LastcallBridge HOLDER = new LastcallBridge();

    /**
     * The holders of threads, by the last digits of the thread's number: of those that share a place, the one that came
     * last. To find a holder here takes half as long as to ask the thread local. A race can only lose an entry: a holder
     * is taken only by the thread whose number it bears, which no other thread has.
     */
    private static final long[][] RECENT = new long[1024][];

    private static boolean handedOut;
    private static long clock;
    private static volatile long[] shared = new long[FIRST_CHUNK];
    private static volatile IntBinaryOperator sink;
    private static volatile ObjIntConsumer<Object> reflection;
    private static volatile Class<?> refusal;
    private static volatile Throwable fault;

    private LastcallBridge() {}

    /**
     * The instance, as the JDK types that the isolated loader knows: once, to the agent, which comes first. Who has it can
     * lift a block and write to memory, so nobody else gets it.
     *
     * @throws IllegalStateException if it was handed out before
     */
    public static synchronized Object instance() {
        if (handedOut) {
            throw new IllegalStateException("the bridge belongs to the agent");
        }
        handedOut = true;
        return HOLDER;
    }

    /**
     * A call site is about to call, or to access a field.
     *
     * @param site the site's number
     * @param target the number of the target, to be left as ticket; 0 for a field, which has no guard
     */
    public static void at(int site, int target) {
        try {
            long[] holder = holder();
            if (holder != null) {
                int chunk = (site >>> CELL_SHIFT) + FIRST_CHUNK;
                if (chunk < holder.length) {
                    long base = holder[chunk];
                    if (base != 0) {
                        long cell = base + ((site & SLOT_MASK) << CELL_SHIFT);
                        long control = UNSAFE.getLongOpaque(null, cell);
                        long counter = cell + (control & OFFSET_MASK);
                        long count = UNSAFE.getLongOpaque(null, counter) + 1;
                        if (count <= control >> CELL_SHIFT) {
                            UNSAFE.putLongOpaque(null, counter, count);
                            seen(cell);
                            holder[TICKET] = (control & TRUSTED) == 0 ? 0 : target;
                            return;
                        }
                    }
                }
            }
            unusual(holder, site, target);
        } catch (InternalError cut) {
            failed(cut);
        }
    }

    /**
     * As {@link #at(int, int)}, for a receiver that may be null: then the call reaches nothing, and is none. One of a
     * hidden class, which nobody weaves, may override the target and never take the ticket: it gets none.
     */
    public static void at(Object receiver, int site, int target) {
        if (receiver != null) {
            at(site, receiver.getClass().isHidden() ? 0 : target);
        }
    }

    /** The body of a target begins: takes the ticket, or finds out who calls. */
    public static void enter(int target) {
        long[] holder = holder();
        if (holder != null && holder[TICKET] == target) {
            holder[TICKET] = 0;
            return;
        }
        toSink(0, target);
    }

    /** A call that is never counted is about to be made: leaves a ticket, so that the guard needn't look for it. */
    public static void exempt(int target) {
        long[] holder = holder();
        if (holder == null) {
            holder = new long[FIRST_CHUNK];
            HOLDER.set(holder);
            toSink(0, 0);
            holder = holder();
        }
        holder[TICKET] = target;
    }

    /** As {@link #exempt(int)}, for a receiver that may be null or override the target unseen: then there is no ticket. */
    public static void exempt(Object receiver, int target) {
        if (receiver != null && !receiver.getClass().isHidden()) {
            exempt(target);
        }
    }

    /**
     * A member that has no guard may be about to be used through core reflection, or a handle on it to be made.
     *
     * @param member a {@code Field}, {@code Method} or {@code Constructor}; null: nothing will be used
     * @param place number of the place in the caller
     */
    public static void reflect(Object member, int place) {
        if (member != null) {
            toReflection(member, place);
        }
    }

    /**
     * A member that has no guard may be about to be looked up by name, to make a handle on it.
     *
     * @param type the {@code Class} of a field, the {@code MethodType} of a method
     * @param place number of the place in the caller
     */
    public static void lookUp(Class<?> owner, String name, Object type, int place) {
        if (owner != null && name != null && type != null) {
            toReflection(new Object[] {owner, name, type}, place);
        }
    }

    /** The body of an override that is listed itself begins: a ticket for the overridden target is one for this body. */
    public static void pass(int overridden, int target) {
        long[] holder = holder();
        if (holder != null && holder[TICKET] == overridden) {
            holder[TICKET] = target;
        }
    }

    /** The body of an override begins: the ticket for the overridden target won't be taken. */
    public static void drop(int target) {
        long[] holder = holder();
        if (holder != null && holder[TICKET] == target) {
            holder[TICKET] = 0;
        }
    }

    private static long[] holder() {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long[] recent = RECENT[(int) thread & (RECENT.length - 1)];
        return recent != null && recent[OWNER] == thread ? recent : askedFor();
    }

    private static long[] askedFor() {
        long[] holder = HOLDER.get();
        if (holder != null) {
            HOLDER.set(holder);
        }
        return holder;
    }

    @Override
    public void set(long[] holder) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        holder[OWNER] = thread;
        RECENT[(int) thread & (RECENT.length - 1)] = holder;
        super.set(holder);
    }

    private static void unusual(long[] holder, int site, int target) {
        long control = holder == null || holder[VIRTUAL] == 0 ? NOT_COUNTED : countShared(site);
        if (control == NOT_COUNTED) {
            toSink(site, target);
        } else {
            holder[TICKET] = (control & TRUSTED) == 0 ? 0 : target;
        }
    }

    /** Returns the cell's control word, or {@link #NOT_COUNTED}. */
    private static long countShared(int site) {
        long[] chunks = shared;
        int chunk = (site >>> CELL_SHIFT) + FIRST_CHUNK;
        if (chunk >= chunks.length || chunks[chunk] == 0) {
            return NOT_COUNTED;
        }
        long cell = chunks[chunk] + ((site & SLOT_MASK) << CELL_SHIFT);
        long control = UNSAFE.getLongOpaque(null, cell);
        long counter = cell + (control & OFFSET_MASK);
        if (UNSAFE.getLongOpaque(null, counter) + 1 > control >> CELL_SHIFT) {
            return NOT_COUNTED;
        }
        UNSAFE.getAndAddLong(null, counter, 1);
        seen(cell);
        return control;
    }

    private static void seen(long cell) {
        long now = UNSAFE.getLongOpaque(null, clock);
        if (UNSAFE.getLongOpaque(null, cell + LAST_SEEN) != now) {
            UNSAFE.putLongOpaque(null, cell + LAST_SEEN, now);
        }
    }

    private static void toSink(int site, int target) {
        IntBinaryOperator gate = sink;
        if (gate == null) {
            return;
        }
        try {
            gate.applyAsInt(site, target);
        } catch (Throwable thrown) {
            if (thrown.getClass() == refusal) {
                throw thrown;
            }
            failed(thrown);
        }
    }

    /** An {@code InternalError} is the fault of a mapped page that someone has cut off the file: the sink has it mended. */
    private static void failed(Throwable thrown) {
        fault = thrown;
        IntBinaryOperator gate = sink;
        if (gate != null && thrown instanceof InternalError) {
            try {
                gate.applyAsInt(CUT, 0);
            } catch (Throwable again) {
                fault = again;
            }
        }
    }

    private static void toReflection(Object what, int place) {
        ObjIntConsumer<Object> gate = reflection;
        if (gate == null) {
            return;
        }
        try {
            gate.accept(what, place);
        } catch (Throwable thrown) {
            if (thrown.getClass() == refusal) {
                throw thrown;
            }
            failed(thrown);
        }
    }

    /**
     * Connects the bridge: {@code {sink, sink of reflection, class of the refusal, Long address of the clock word}}; or
     * replaces the chunks that virtual threads share: {@code {long[] in the layout of a holder}}; or fetches the last
     * failure of a sink and forgets it: {@code {null}}, answered in that place.
     */
    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object[] parts) {
        if (parts.length == 4) {
            clock = (Long) parts[3];
            refusal = (Class<?>) parts[2];
            reflection = (ObjIntConsumer<Object>) parts[1];
            sink = (IntBinaryOperator) parts[0];
        } else if (parts[0] == null) {
            parts[0] = fault;
            fault = null;
        } else {
            shared = (long[]) parts[0];
        }
    }

    /** Adds atomically to the word at that address. Returns the sum. */
    @Override
    public long applyAsLong(long address, long delta) {
        return UNSAFE.getAndAddLong(null, address, delta) + delta;
    }

    /** The address of a direct buffer's first byte. */
    @Override
    public long applyAsLong(Object buffer) {
        return UNSAFE.getLong(buffer, BUFFER_ADDRESS);
    }
}
