package java.lang;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.ToLongFunction;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;
import jdk.internal.reflect.ConstantPool;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/**
 * What woven code calls: the hot path of the gate, and the only class of the agent that every class loader sees.
 *
 * <p>It counts a call in a cell that belongs to the calling thread, in memory mapped from the ledger, and leaves a
 * <em>ticket</em> that tells the guard in the called body that the call is counted. All else (the first call of a site
 * on a thread, a call to be logged or refused, a call without a ticket) goes to the sink, in the isolated loader. It
 * uses types of the JDK only, takes no lock, never logs, and lets nothing of the agent's own failures out.
 *
 * <p>What may throw a refusal is hidden from stack traces, and fills the refusal's: so it begins with the refused call,
 * and nobody has to make frames of it to leave ours out.
 *
 * <h2>What a platform thread holds</h2>
 *
 * <pre>
 *   block, outside the heap, 2 KiB, never given back
 *     0          number of the thread that it belongs to
 *     8          ticket: number of the target that the next guard may take as counted; 0: none
 *    16          the coarse clock, milliseconds since 1970 UTC
 *    24          address of the addresses of the chunks from 251 on, after a word that says how many; 0: none
 *    32          mark: a call by core reflection is under way; the target that it reaches in the lower half, the site
 *                to count at in the upper one, 0 if it is exempt; 0: there is none
 *    40 + 8c     address of the thread's chunk c (sites 64c+1 … 64c+63), c below 251; none yet: that of a chunk of
 *                zeros
 * </pre>
 *
 * <p>It is found by the last digits of the thread's number, and taken only by the thread whose number it bears, which
 * no other thread ever has; it is written to by that thread alone, the clock apart. So races can only lose an entry of
 * the table, and the thread local is asked.
 *
 * <h2>What a virtual thread holds</h2>
 *
 * <p>Nothing, since there may be millions: thread locals took a kilobyte of each. They count atomically in chunks
 * that all of them share, and leave their tickets in a table that they share as well, found by the last digits of the
 * thread's number. A ticket there bears the number, in one word. One that another thread's has replaced is missing:
 * then the gate finds out that the call was announced, as it does at an untrusted site. Of marks there is such a table
 * as well, and a hint leaves them a mark in place of a ticket: the guard that misses it looks for the caller, and
 * counts once.
 *
 * <h2>What a thread holds that does the agent's work</h2>
 *
 * <p>An array that says so, with the block that it had before; of a virtual thread, its number stands in a list. A
 * block bears nobody's number meanwhile, so that the hot path never finds it: what such a thread calls is caused by the
 * agent, and is not counted, logged or refused. Its ticket stays.
 *
 * <p>The layout of a cell is that of {@code dev.lastcall.ledger.CellLayout}. Its first word, {@code control}, is
 * {@code limit << 6 | offset | trusted}: while the counter at {@code offset} stays within {@code limit}, the hot path
 * counts alone. It leaves a ticket only for a trusted site, one whose call has been seen to reach the guard: a call
 * that fails before that, for a linkage error say, would leave a ticket that hides a later call.
 *
 * <p>The isolated loader can't name this class, which javac sees in no release of {@code java.base}; it reaches it as
 * the JDK types that the class implements. Thread-safe.
 */
@SuppressWarnings("overloads") // nobody calls andThen
public final class LastcallBridge extends ThreadLocal<long[]>
        implements LongBinaryOperator,
                LongSupplier,
                LongConsumer,
                ToLongFunction<Object>,
                Function<Object, Object>,
                Consumer<Object[]> {

    private static final int OWNER = 0;
    private static final int TICKET = 8;
    private static final int CLOCK = 16;
    private static final int MORE = 24;
    private static final int MARK = 32;
    private static final int FIRST_CHUNK = 40;
    private static final int NEAR_CHUNKS = 251;
    private static final int NEAR_SITES = NEAR_CHUNKS * 64;
    private static final int BLOCK_SIZE = FIRST_CHUNK + 8 * NEAR_CHUNKS;
    private static final int CACHE_LINE = 64;
    private static final int CHUNK_SIZE = 4096;
    private static final int TICKETS_SIZE = 8 * 4096;

    /** In what the thread local holds: the address of the thread's block, or {@link #AT_WORK}. */
    private static final int HELD_BLOCK = 0;
    /** In what a thread at work holds: the address of its block; 0: it had none. */
    private static final int HELD_BEFORE = 1;

    private static final long AT_WORK = -1;
    /** Bits of a virtual thread's ticket below its number; a target beyond them gets none. */
    private static final int TARGET_BITS = 24;
    /** Bits of the target in an announcement that is one number, below the site's. */
    private static final int PACKED_TARGET_BITS = 13;

    private static final int CELL_SHIFT = 6;
    private static final int SLOT_MASK = 63;
    private static final int OFFSET_MASK = 56;
    private static final int TRUSTED = 1;
    /** Bits of a virtual thread's mark below its number: site and target as in an announcement of one number. */
    private static final int MARK_BITS = PACKED_TARGET_BITS + 15;

    /** How many parts an entry has of what is known of a hint, as the gate tells it. */
    private static final int KNOWN_PARTS = 3;

    // of what a direct handle runs, as in a class file's constant of a handle
    private static final int REFERENCE_KIND_SHIFT = 24;
    private static final int REFERENCE_KIND_MASK = 15;
    private static final int INVOKE_VIRTUAL = 5;
    private static final int INVOKE_INTERFACE = 9;

    private static final long NOT_COUNTED = -1;
    private static final int CUT = -1;
    // what the agent asks the bridge for; BridgePort has the same numbers
    private static final int CONNECT = 0;
    private static final int KEEP = 1;
    private static final int TAKE_FAULT = 2;
    private static final int LAST = 3;
    private static final int SHARE = 4;
    private static final int REACHED = 5;
    private static final int HOLDS = 6;
    private static final int CHUNK = 7;
    private static final int BEGIN_WORK = 8;
    private static final int END_WORK = 9;
    private static final int HINT = 10;
    private static final int GIVEN = 11;
    private static final int REFUSING = 12;

    private static final int OVERRIDE = -2;
    private static final int HIDDEN_CLASS = -1;
    private static final int CHANGED_CLASS = -2;
    private static final int LAST_SEEN = 40;
    private static final int NOBODY = -1;

    private static final String MEMBER = "java.lang.invoke.MemberName";
    private static final String DIRECT_HANDLE = "java.lang.invoke.DirectMethodHandle";
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long BUFFER_ADDRESS = UNSAFE.objectFieldOffset(Buffer.class, "address");
    private static final long THREAD_NUMBER = UNSAFE.objectFieldOffset(Thread.class, "tid");
    private static final boolean BEFORE_JAVA_22 = offset("java.lang.ClassFrameInfo", "classOrMemberName") < 0;
    private static final long FRAME_METHOD = BEFORE_JAVA_22
            ? offset("java.lang.StackFrameInfo", "memberName")
            : offset("java.lang.ClassFrameInfo", "classOrMemberName");
    private static final long RESOLVED_METHOD = offset(MEMBER, "method");
    private static final long MEMBER_NAME = offset(MEMBER, "name");
    private static final long MEMBER_FLAGS = offset(MEMBER, "flags");
    private static final long HANDLE_MEMBER = offset(DIRECT_HANDLE, "member");
    private static final long DEFINED_CLASSES = offset("java.lang.ClassLoader", "classes");
    private static final long METHOD_SLOT = offset(Method.class.getName(), "slot");
    private static final long CONSTRUCTOR_SLOT = offset(Constructor.class.getName(), "slot");
    private static final long ENUM_CONSTANTS = offset("java.lang.Class", "enumConstants");
    /** The class of virtual threads; null before Java 21. */
    private static final Class<?> VIRTUAL = typeOrNull("java.lang.VirtualThread");
    /** The classes of handles that run a method as it is; null where a JDK has none of that name. */
    private static final Class<?> DIRECT = typeOrNull(DIRECT_HANDLE);

    private static final Class<?> DIRECT_SPECIAL = typeOrNull(DIRECT_HANDLE + "$Special");
    private static final Class<?> DIRECT_INTERFACE = typeOrNull(DIRECT_HANDLE + "$Interface");
    private static final Class<?> DIRECT_CONSTRUCTOR = typeOrNull(DIRECT_HANDLE + "$Constructor");
    /** The tickets of virtual threads: number of the thread, and in the lowest bits that of the target. */
    private static final long TICKETS = allocated(TICKETS_SIZE);

    private static final LastcallBridge HOLDER = new LastcallBridge();

    /** A chunk in which nothing may be counted, since all its limits are 0. */
    private static final long NO_CHUNK = allocated(CHUNK_SIZE);
    /** Stands where no thread's block is. */
    private static final long NO_BLOCK = newBlock();
    /** The addresses of threads' blocks: of those that share a place, the one that came last. */
    private static final long[] BLOCKS = blocks();

    /** All blocks, as far as the clock is concerned. */
    private static long[] ticking = {NO_BLOCK};

    /** Whether a call of a target, by its number, is known to reach the guard before anything else. */
    private static volatile boolean[] reached = new boolean[0];

    /** The marks of virtual threads, as their tickets, and what fits of both numbers; 0: there were none. */
    private static volatile long marks;

    /** Numbers of the virtual threads that do the agent's work: few, for a moment each, and they hold nothing. */
    private static volatile long[] virtualAtWork = new long[0];

    private static boolean handedOut;
    private static volatile long[] shared = new long[0];
    private static volatile IntBinaryOperator sink;
    private static volatile ObjIntConsumer<Object> reflection;
    private static volatile ObjIntConsumer<Object> entered;
    private static volatile Class<?> refusal;
    /** Whether there may be calls that are refused. */
    private static volatile boolean refusing;

    private static volatile Throwable fault;

    private LastcallBridge() {}

    /**
     * The instance, as the JDK types that the isolated loader knows: once, to the agent, which comes first. Who has it
     * can lift a block and write to memory, so nobody else gets it.
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
    @Hidden
    public static void at(int site, int target) {
        try {
            long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
            long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
            if (UNSAFE.getLong(null, block + OWNER) == thread && site < NEAR_SITES) {
                long chunk = UNSAFE.getLong(null, block + FIRST_CHUNK + ((site >>> CELL_SHIFT) << 3));
                long cell = chunk + ((site & SLOT_MASK) << CELL_SHIFT);
                long control = UNSAFE.getLongOpaque(null, cell);
                long counter = cell + (control & OFFSET_MASK);
                long count = UNSAFE.getLong(null, counter) + 1;
                if (count <= control >> CELL_SHIFT) {
                    UNSAFE.putLongOpaque(null, counter, count);
                    UNSAFE.putLong(null, cell + LAST_SEEN, UNSAFE.getLong(null, block + CLOCK));
                    UNSAFE.putLong(null, block + TICKET, (control & TRUSTED) == 0 ? 0 : target);
                    return;
                }
            }
            RuntimeException refused = unusual(site, target);
            if (refused != null) {
                throw refused;
            }
        } catch (InternalError cut) {
            failed(cut);
        }
    }

    /** As {@link #at(int, int)}, by one number: the target in the lowest 13 bits, and the site. The shorter form. */
    @Hidden
    public static void at(int siteAndTarget) {
        at(siteAndTarget >>> PACKED_TARGET_BITS, siteAndTarget & (1 << PACKED_TARGET_BITS) - 1);
    }

    /** As {@link #at(Object, int, int)}, by one number, as {@link #at(int)}. */
    @Hidden
    public static void at(Object receiver, int siteAndTarget) {
        if (receiver != null) {
            int target = siteAndTarget & (1 << PACKED_TARGET_BITS) - 1;
            at(siteAndTarget >>> PACKED_TARGET_BITS, receiver.getClass().isHidden() ? 0 : target);
        }
    }

    /**
     * As {@link #at(int, int)}, for a receiver that may be null: then the call reaches nothing, and is none. One of a
     * hidden class, which nobody weaves, may override the target and never take the ticket: it gets none.
     */
    @Hidden
    public static void at(Object receiver, int site, int target) {
        if (receiver != null) {
            at(site, receiver.getClass().isHidden() ? 0 : target);
        }
    }

    /** The body of a target begins: takes the ticket, or finds out who calls. */
    @Hidden
    public static void enter(int target) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread && UNSAFE.getLong(null, block + TICKET) == target) {
            UNSAFE.putLong(null, block + TICKET, 0);
        } else {
            enterWithoutTicket(null, target);
        }
    }

    /**
     * As {@link #enter(int)}, of an instance method.
     *
     * @param receiver the instance: by its class the gate learns what a hint may announce
     */
    @Hidden
    public static void enter(Object receiver, int target) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread && UNSAFE.getLong(null, block + TICKET) == target) {
            UNSAFE.putLong(null, block + TICKET, 0);
        } else {
            enterWithoutTicket(receiver, target);
        }
    }

    /**
     * One more frame to walk over; but where a body is often reached without a ticket, until its callers have hints,
     * the compiler would put all of the gate into it, and each later call would pay.
     *
     * @param receiver null: the body is that of a static method or a constructor
     */
    @Hidden
    @DontInline
    private static void enterWithoutTicket(Object receiver, int target) {
        if (exchange(target, 0) || isMarked(target)) {
            return;
        }
        leave(0);
        ObjIntConsumer<Object> gate = entered;
        if (gate == null || isAtWork()) {
            return;
        }
        boolean held = holdCarrier();
        try {
            gate.accept(receiver, target);
        } catch (Throwable thrown) {
            if (thrown.getClass() == refusal) {
                thrown.fillInStackTrace();
                throw thrown;
            }
            callFailed(thrown);
        } finally {
            letCarrierGo(held);
        }
    }

    /**
     * A call is about to be made through a type that is not listed. If it is known in which listed body it ends for a
     * receiver of that class, and the hot path may count there and leave a ticket, it does both; else nothing, and the
     * guard, if the call comes to one, finds no ticket. On a virtual thread it leaves a mark, by which the guard
     * counts.
     *
     * @param receiver null: the call reaches nothing
     * @param hint number of the hint
     */
    public static void hint(Object receiver, int hint) {
        Known known = Known.HINTS[hint];
        if (known == null || receiver == null) {
            return;
        }
        Class<?> type = receiver.getClass();
        if (!known.refersTo(type)) {
            known = known.others == null ? null : among(known.others, type, 0, null);
            if (known == null) {
                return;
            }
        }
        hinted(known);
    }

    /** Counts and leaves a ticket, or does neither: what is counted without one the guard would count once more. */
    private static void hinted(Known known) {
        try {
            int site = known.site;
            long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
            long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
            if (UNSAFE.getLong(null, block + OWNER) != thread || site == 0 || site >= NEAR_SITES) {
                hintedElsewhere(known);
                return;
            }
            long chunk = UNSAFE.getLong(null, block + FIRST_CHUNK + ((site >>> CELL_SHIFT) << 3));
            long cell = chunk + ((site & SLOT_MASK) << CELL_SHIFT);
            long control = UNSAFE.getLongOpaque(null, cell);
            long counter = cell + (control & OFFSET_MASK);
            long count = UNSAFE.getLong(null, counter) + 1;
            if ((control & TRUSTED) != 0 && count <= control >> CELL_SHIFT) {
                UNSAFE.putLongOpaque(null, counter, count);
                UNSAFE.putLong(null, cell + LAST_SEEN, UNSAFE.getLong(null, block + CLOCK));
                UNSAFE.putLong(null, block + TICKET, known.target);
            }
        } catch (InternalError cut) {
            failed(cut);
        }
    }

    /** Of exempt calls, of sites beyond the near ones, and on virtual threads. */
    @DontInline
    private static void hintedElsewhere(Known known) {
        int site = known.site;
        int target = known.target;
        long block = block();
        if (block == NO_BLOCK) {
            if (isVirtual() && !isAtWork() && (site == 0 ? isReached(target) : isTrusted(sharedChunk(site), site))) {
                markShared(site, target);
            }
        } else if (site == 0) {
            UNSAFE.putLong(null, block + TICKET, isReached(target) ? target : 0);
        } else if (isTrusted(chunk(block, site), site) && countIn(block, chunk(block, site), site) != NOT_COUNTED) {
            UNSAFE.putLong(null, block + TICKET, target);
        }
    }

    private static boolean isReached(int target) {
        boolean[] certain = reached;
        return target < certain.length && certain[target];
    }

    private static boolean isTrusted(long chunk, int site) {
        return (UNSAFE.getLongOpaque(null, chunk + ((site & SLOT_MASK) << CELL_SHIFT)) & TRUSTED) != 0;
    }

    /**
     * A call by core reflection is about to be made. If it is known in which listed body it ends, leaves a mark: the
     * guard that finds it knows where to count. Counts nothing itself, since the JDK may refuse the call. {@link
     * #unmark} ends the mark when the call returns, and {@link #ended} when it does not.
     *
     * @param member the {@code Method} or {@code Constructor}; null: the call fails
     * @param receiver the instance to call it on; null: none
     * @param hint number of the hint
     */
    public static void mark(Object member, Object receiver, int hint) {
        if (member instanceof Method) {
            Class<?> declaring = ((Method) member).getDeclaringClass();
            if (Modifier.isStatic(((Method) member).getModifiers())) {
                mark(member, declaring, slot(member), null, hint);
            } else if (receiver != null) {
                mark(member, receiver.getClass(), slot(member), declaring, hint);
            }
        } else if (member instanceof Constructor) {
            mark(member, ((Constructor<?>) member).getDeclaringClass(), slot(member), null, hint);
        }
    }

    /**
     * As {@link #mark(Object, Object, int)}, of a call by a method handle. One that may run anything but its method, or
     * convert what it is given by anybody's code, leaves no mark.
     *
     * @param handle null: the call fails
     * @param first its first argument, or null
     */
    public static void markHandle(Object handle, Object first, int hint) {
        Object member = directMember(handle);
        Object method = member == null ? null : UNSAFE.getReference(member, RESOLVED_METHOD);
        if (method != null) {
            if (!isDispatched(member)) {
                mark(handle, method, 0, null, hint);
            } else if (first != null) {
                mark(handle, first.getClass(), 0, method, hint);
            }
        }
    }

    private static void mark(Object given, Object key, int slot, Object second, int hint) {
        Known known = Known.HINTS[hint];
        if (known != null && !known.is(key, slot, second)) {
            known = known.others == null ? null : among(known.others, key, slot, second);
        }
        if (known != null) {
            mark((long) known.site << 32 | known.target);
        } else if (slot >= 0) {
            Known.ASKED[(int) UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER) & (Known.ASKED.length - 1)] =
                    new Asked(given);
            mark((long) hint << 32);
        }
    }

    /** What a handle runs that runs one method as it is; null: it may run something else. */
    private static Object directMember(Object handle) {
        if (handle == null || HANDLE_MEMBER < 0 || MEMBER_FLAGS < 0 || RESOLVED_METHOD < 0) {
            return null;
        }
        Class<?> type = handle.getClass();
        return type == DIRECT || type == DIRECT_SPECIAL || type == DIRECT_INTERFACE || type == DIRECT_CONSTRUCTOR
                ? UNSAFE.getReference(handle, HANDLE_MEMBER)
                : null;
    }

    /** Whether the class of the receiver chooses the body. */
    private static boolean isDispatched(Object member) {
        int kind = UNSAFE.getInt(member, MEMBER_FLAGS) >>> REFERENCE_KIND_SHIFT & REFERENCE_KIND_MASK;
        return kind == INVOKE_VIRTUAL || kind == INVOKE_INTERFACE;
    }

    private static int slot(Object member) {
        long offset = member instanceof Method ? METHOD_SLOT : CONSTRUCTOR_SLOT;
        return offset < 0 ? -1 : UNSAFE.getInt(member, offset);
    }

    private static Known among(Known[] all, Object key, int slot, Object second) {
        int place = place(key, slot);
        for (Known known = all[place & (all.length - 1)]; known != null; known = all[++place & (all.length - 1)]) {
            if (known.is(key, slot, second)) {
                return known;
            }
        }
        return null;
    }

    private static int place(Object key, int slot) {
        int hash = (System.identityHashCode(key) * 31 + slot) * 0x9E3779B9;
        return hash >>> 16;
    }

    /** What the gate tells of a hint, in the form that is fast to ask. */
    private static Known known(Object[] parts) {
        if (parts == null) {
            return null;
        }
        Known first = new Known(parts, 0);
        int size = parts.length / KNOWN_PARTS;
        if (size > 1) {
            Known[] all = new Known[Integer.highestOneBit(size) << 2]; // half of it is free, so that each search ends
            for (int i = 0; i < size; i++) {
                Known known = i == 0 ? first : new Known(parts, i * KNOWN_PARTS);
                int place = place(parts[i * KNOWN_PARTS], known.slot);
                while (all[place & (all.length - 1)] != null) {
                    place++;
                }
                all[place & (all.length - 1)] = known;
            }
            first.others = all;
        }
        return first;
    }

    /**
     * What the call that is under way at that hint was given, if its mark is the last one, and says that it isn't
     * known.
     */
    private static Object[] given(int hint) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        Asked asked = Known.ASKED[(int) thread & (Known.ASKED.length - 1)];
        Object given = asked == null || asked.thread != thread ? null : asked.get();
        if (given == null || takeMark() != (long) hint << 32) {
            return null;
        }
        Object member = directMember(given);
        return member == null
                ? new Object[] {given, null, null, null}
                : new Object[] {
                    given,
                    UNSAFE.getReference(member, RESOLVED_METHOD),
                    MEMBER_NAME < 0 ? null : UNSAFE.getReference(member, MEMBER_NAME),
                    isDispatched(member)
                };
    }

    /** A call is over before which there may have been a mark: nobody may find it any more. */
    public static void unmark() {
        mark(0);
    }

    private static void mark(long mark) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread) {
            UNSAFE.putLong(null, block + MARK, mark);
        } else {
            markElsewhere(mark);
        }
    }

    @DontInline
    private static void markElsewhere(long mark) {
        long block = block();
        if (block != NO_BLOCK) {
            UNSAFE.putLong(null, block + MARK, mark);
        } else if (isVirtual() && (mark != 0 || marks != 0) && !isAtWork()) {
            markShared((int) (mark >>> 32), (int) mark);
        }
    }

    /**
     * Leaves a mark of the current thread, a virtual one; 0 and 0: it has none any more, and what others have left
     * stays.
     */
    private static void markShared(int site, int target) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long place = sharedPlace(marks(), thread);
        boolean fits =
                site <= Short.MAX_VALUE && target >>> PACKED_TARGET_BITS == 0 && thread >>> (64 - MARK_BITS) == 0;
        if (fits && (site | target) != 0) {
            UNSAFE.putLongOpaque(null, place, thread << MARK_BITS | (long) site << PACKED_TARGET_BITS | target);
        } else if (UNSAFE.getLongOpaque(null, place) >>> MARK_BITS == thread) {
            UNSAFE.putLongOpaque(null, place, 0);
        }
    }

    /** The marks of virtual threads, in a table as that of their tickets; few processes need it. */
    private static long marks() {
        return marks != 0 ? marks : newMarks();
    }

    private static synchronized long newMarks() {
        if (marks == 0) {
            marks = allocated(TICKETS_SIZE);
        }
        return marks;
    }

    /** The current thread's mark, which it has no more; 0: it had none. */
    private static long takeMark() {
        long block = block();
        if (block != NO_BLOCK) {
            long mark = UNSAFE.getLong(null, block + MARK);
            UNSAFE.putLong(null, block + MARK, 0);
            return mark;
        }
        if (marks == 0 || !isVirtual()) {
            return 0;
        }
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long place = sharedPlace(marks, thread);
        long mark = UNSAFE.getLongOpaque(null, place);
        if (mark >>> MARK_BITS != thread || mark == 0) {
            return 0;
        }
        UNSAFE.putLongOpaque(null, place, 0);
        long site = mark >>> PACKED_TARGET_BITS & Short.MAX_VALUE;
        return site << 32 | mark & (1 << PACKED_TARGET_BITS) - 1;
    }

    /** Whether the body of that target was entered by a call that has left a mark, and the call is counted. */
    private static boolean isMarked(int target) {
        long block = block();
        long mark = block != NO_BLOCK ? UNSAFE.getLong(null, block + MARK) : marks == 0 || isAtWork() ? 0 : takeMark();
        if (mark == 0) {
            return false;
        }
        if ((int) mark == 0) { // the gate may learn where it ends
            mark(mark);
            return false;
        }
        mark(0); // if it is for another target: something else runs in between
        if ((int) mark != target) {
            return false;
        }
        leave(0);
        int site = (int) (mark >>> 32);
        try {
            return site == 0
                    || (block == NO_BLOCK ? countShared(site) : countIn(block, chunk(block, site), site))
                            != NOT_COUNTED;
        } catch (InternalError cut) {
            failed(cut);
            return false;
        }
    }

    /** A call that is never counted is about to be made: leaves a ticket, so that the guard needn't look for it. */
    @Hidden
    public static void exempt(int target) {
        int ticket = isReached(target) ? target : 0;
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread) {
            UNSAFE.putLong(null, block + TICKET, ticket);
        } else if (!leave(ticket)) {
            prepareThread();
            leave(ticket);
        }
    }

    @Hidden
    @DontInline
    private static void prepareThread() {
        toSink(0, 0);
    }

    /**
     * As {@link #exempt(int)}, for a receiver that may be null or override the target unseen: then there is no ticket.
     */
    @Hidden
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
    @Hidden
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
    @Hidden
    public static void lookUp(Class<?> owner, String name, Object type, int place) {
        if (owner != null && name != null && type != null) {
            toReflection(new Object[] {owner, name, type}, place);
        }
    }

    /**
     * The constants of an enum may be about to be asked for, which the JDK does by reflection, and takes a refusal for
     * "none".
     *
     * @param what the enum's class, or what may be one of its constants
     * @param place number of the place in the caller
     */
    @Hidden
    public static void constants(Object what, int place) {
        Class<?> type = what instanceof Enum<?> ? ((Enum<?>) what).getDeclaringClass() : null;
        if (what instanceof Class<?>) {
            type = (Class<?>) what;
        }
        if (type != null && type.isEnum() && !hasConstants(type)) {
            toReflection(new Object[] {type}, place);
        }
    }

    /** Whether the JDK has asked for the constants of that enum already, and won't again. */
    private static boolean hasConstants(Class<?> type) {
        return ENUM_CONSTANTS >= 0 && UNSAFE.getReferenceVolatile(type, ENUM_CONSTANTS) != null;
    }

    /**
     * A hidden class is about to be defined, which no transformer will be offered.
     *
     * @param lookup the {@code MethodHandles.Lookup} that defines it
     * @return what it is to be defined from
     */
    public static byte[] hidden(Object lookup, byte[] classFile) {
        ObjIntConsumer<Object> gate = reflection;
        if (gate == null || classFile == null) {
            return classFile;
        }
        Object[] given = {lookup, classFile};
        boolean held = holdCarrier();
        try {
            gate.accept(given, HIDDEN_CLASS);
        } catch (Throwable thrown) {
            failed(thrown);
            return classFile;
        } finally {
            letCarrierGo(held);
        }
        return (byte[]) given[1];
    }

    /**
     * An agent has looked at a class file, and may have changed it.
     *
     * @param classFile what it made of the class file; null: it left the class as it was
     * @param agent the {@code InstrumentationImpl} of that agent
     * @param redefined null: the class loads
     * @param retransforms whether transformers were asked that can retransform: this agent's is one, others come before
     *     it
     * @return what the next agent gets
     */
    public static byte[] changed(
            byte[] classFile,
            Object agent,
            Module module,
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            boolean retransforms) {
        ObjIntConsumer<Object> gate = reflection;
        if (classFile == null || !retransforms || gate == null) {
            return classFile;
        }
        Object[] given = {agent, module, loader, name, redefined, domain, classFile};
        boolean held = holdCarrier();
        try {
            gate.accept(given, CHANGED_CLASS);
        } catch (Throwable thrown) {
            failed(thrown);
            return classFile;
        } finally {
            letCarrierGo(held);
        }
        return (byte[]) given[6];
    }

    /**
     * The body of an override that is listed itself begins: a ticket for the overridden target is one for this body.
     */
    public static void pass(int overridden, int target) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) != thread) {
            exchange(overridden, target);
        } else if (UNSAFE.getLong(null, block + TICKET) == overridden) {
            UNSAFE.putLong(null, block + TICKET, target);
        }
    }

    /**
     * The body of an override begins that takes no ticket: there is none any more, for whatever target. If there was
     * one for another (its class is initialized between announcement and body, say), the guard finds that it was
     * announced.
     */
    public static void drop() {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread) {
            UNSAFE.putLong(null, block + TICKET, 0);
        } else {
            dropElsewhere();
        }
    }

    @DontInline
    private static void dropElsewhere() {
        long block = block();
        if (block != NO_BLOCK) {
            UNSAFE.putLong(null, block + TICKET, 0);
        } else if (isVirtual() && !isAtWork()) {
            long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
            long place = sharedPlace(TICKETS, thread);
            if (UNSAFE.getLongOpaque(null, place) >>> TARGET_BITS == thread) { // else another thread's
                UNSAFE.putLongOpaque(null, place, sharedTicket(thread, 0));
            }
        }
    }

    /** The body of an override begins: the ticket for the overridden target won't be taken. */
    public static void drop(int target) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) != thread) {
            exchange(target, 0);
        } else if (UNSAFE.getLong(null, block + TICKET) == target) {
            UNSAFE.putLong(null, block + TICKET, 0);
        }
    }

    /**
     * The body of an override begins that generated code made: it takes no ticket, but may pass the call on, and then
     * that is the same call.
     */
    public static void intercept(int target) {
        exchange(target, 0);
        if (!isAtWork()) {
            toSink(OVERRIDE, target);
        }
    }

    /**
     * An announced call has ended with an exception, perhaps before it reached a body (no room on the stack, no such
     * method, no native code): what it has left is nobody's ticket. Inlined always, since there may be no room for
     * another frame.
     */
    @ForceInline
    public static void ended() {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread) {
            UNSAFE.putLong(null, block + TICKET, 0);
            UNSAFE.putLong(null, block + MARK, 0);
        } else {
            leave(0);
            markElsewhere(0);
        }
    }

    /** As {@link #ended()}, where the caller did not catch that exception: it is thrown on. */
    @ForceInline
    public static Throwable ended(Throwable thrown) {
        ended();
        return thrown;
    }

    /**
     * The body of a bridge begins: the ticket for the overridden target is carried. Returns 1 if there is one, 0 if
     * not.
     */
    public static int take(int overridden) {
        return exchange(overridden, 0) ? 1 : 0;
    }

    /** A bridge passes the call on: the ticket that it carries, if it does, is one for that target. */
    public static void give(int carried, int target) {
        if (carried != 0) {
            leave(target);
        }
    }

    /**
     * Returns whether there was that ticket. Never inlined, and so nothing that is rare, wherever the hot path goes.
     */
    @DontInline
    private static boolean exchange(int ticket, int other) {
        long block = block();
        if (block != NO_BLOCK) {
            if (UNSAFE.getLong(null, block + TICKET) == ticket) {
                UNSAFE.putLong(null, block + TICKET, other);
                return true;
            }
            return false;
        }
        return isVirtual() && !isAtWork() && exchangeShared(ticket, other);
    }

    /**
     * Leaves a ticket; 0: none. Returns whether there is a place to leave it, or no need, since the agent works here.
     */
    @DontInline
    private static boolean leave(long ticket) {
        long block = block();
        if (block != NO_BLOCK) {
            UNSAFE.putLong(null, block + TICKET, ticket);
            return true;
        }
        if (isAtWork()) {
            return true;
        }
        if (!isVirtual()) {
            return false;
        }
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        UNSAFE.putLongOpaque(null, sharedPlace(TICKETS, thread), sharedTicket(thread, ticket));
        return true;
    }

    /**
     * A virtual thread may be unmounted where it waits for a monitor, with another one in its hands. Others may want that
     * one where they can't be unmounted, while a class is defined: then no carrier is left for the first. So none is
     * unmounted while it is in the agent's code.
     */
    @Hidden
    private static boolean holdCarrier() {
        boolean virtual = isVirtual();
        if (virtual) {
            Continuation.pin();
        }
        return virtual;
    }

    @Hidden
    private static void letCarrierGo(boolean held) {
        if (held) {
            Continuation.unpin();
        }
    }

    private static boolean isVirtual() {
        return Thread.currentThread().getClass() == VIRTUAL;
    }

    private static boolean exchangeShared(int ticket, int other) {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long place = sharedPlace(TICKETS, thread);
        if (UNSAFE.getLongOpaque(null, place) != sharedTicket(thread, ticket)) {
            return false;
        }
        UNSAFE.putLongOpaque(null, place, sharedTicket(thread, other));
        return true;
    }

    private static long sharedPlace(long table, long thread) {
        return table + (thread << 3 & (TICKETS_SIZE - 1));
    }

    private static long sharedTicket(long thread, long ticket) {
        return thread << TARGET_BITS | (ticket >>> TARGET_BITS == 0 ? ticket : 0);
    }

    /** The current thread's block, or {@link #NO_BLOCK}. */
    private static long block() {
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        long block = BLOCKS[(int) thread & (BLOCKS.length - 1)];
        if (UNSAFE.getLong(null, block + OWNER) == thread) {
            return block;
        }
        long[] held = isVirtual() ? null : HOLDER.get();
        if (held == null || held[HELD_BLOCK] <= 0) {
            return NO_BLOCK;
        }
        BLOCKS[(int) thread & (BLOCKS.length - 1)] = held[HELD_BLOCK];
        return held[HELD_BLOCK];
    }

    /**
     * Never inlined: where a few sites come here often, the compiler would take it for usual, and put it into each
     * method that announces a call. For each frame through which an exception passes the JVM takes a hundred
     * nanoseconds, so a refusal is returned.
     *
     * @return null: the call is not refused
     */
    @Hidden
    @DontInline
    private static RuntimeException unusual(int site, int target) {
        try {
            long block = block();
            if (block == NO_BLOCK) {
                unusualWithoutBlock(site, target);
                return null;
            }
            long control = site < NEAR_SITES ? NOT_COUNTED : countIn(block, chunk(block, site), site);
            leave(control == NOT_COUNTED ? toSink(site, target) : ticket(control, target));
            return null;
        } catch (RuntimeException thrown) {
            if (thrown.getClass() == refusal) {
                return thrown;
            }
            throw thrown;
        }
    }

    /** On a virtual thread, on one that is here for the first time, or on one that does the agent's work. */
    @Hidden
    private static void unusualWithoutBlock(int site, int target) {
        if (isAtWork()) {
            return;
        }
        long control = isVirtual() ? countShared(site) : NOT_COUNTED;
        leave(control == NOT_COUNTED ? toSink(site, target) : ticket(control, target));
    }

    private static long ticket(long control, int target) {
        return (control & TRUSTED) == 0 ? 0 : target;
    }

    /** The chunk of a site: one in which nothing may be counted, if the thread has none. */
    private static long chunk(long block, int site) {
        int chunk = site >>> CELL_SHIFT;
        if (chunk < NEAR_CHUNKS) {
            return UNSAFE.getLong(null, block + FIRST_CHUNK + (chunk << 3));
        }
        long more = UNSAFE.getLong(null, block + MORE);
        long place = chunk - NEAR_CHUNKS;
        return more == 0 || place >= UNSAFE.getLong(null, more)
                ? NO_CHUNK
                : UNSAFE.getLong(null, more + 8 + (place << 3));
    }

    /** Counts in a chunk. Returns the cell's control word, or {@link #NOT_COUNTED}. */
    private static long countIn(long block, long chunk, int site) {
        long cell = chunk + ((site & SLOT_MASK) << CELL_SHIFT);
        long control = UNSAFE.getLongOpaque(null, cell);
        long counter = cell + (control & OFFSET_MASK);
        long count = UNSAFE.getLong(null, counter) + 1;
        if (count > control >> CELL_SHIFT) {
            return NOT_COUNTED;
        }
        UNSAFE.putLongOpaque(null, counter, count);
        seen(cell, UNSAFE.getLong(null, block + CLOCK));
        return control;
    }

    /** The chunk of a site in which virtual threads count, as {@link #chunk}. */
    private static long sharedChunk(int site) {
        long[] chunks = shared;
        int chunk = site >>> CELL_SHIFT;
        return chunk >= chunks.length || chunks[chunk] == 0 ? NO_CHUNK : chunks[chunk];
    }

    /** Counts for a virtual thread. Returns the cell's control word, or {@link #NOT_COUNTED}. */
    private static long countShared(int site) {
        long cell = sharedChunk(site) + ((site & SLOT_MASK) << CELL_SHIFT);
        long control = UNSAFE.getLongOpaque(null, cell);
        long counter = cell + (control & OFFSET_MASK);
        if (UNSAFE.getLongOpaque(null, counter) + 1 > control >> CELL_SHIFT) {
            return NOT_COUNTED;
        }
        UNSAFE.getAndAddLong(null, counter, 1);
        seen(cell, UNSAFE.getLongOpaque(null, NO_BLOCK + CLOCK));
        return control;
    }

    private static void seen(long cell, long now) {
        if (UNSAFE.getLongOpaque(null, cell + LAST_SEEN) != now) {
            UNSAFE.putLongOpaque(null, cell + LAST_SEEN, now);
        }
    }

    /** Returns the ticket that is to be left. To be called where nothing is inlined into the hot path. */
    @Hidden
    @ForceInline
    private static int toSink(int site, int target) {
        IntBinaryOperator gate = sink;
        if (gate == null) {
            return 0;
        }
        boolean held = holdCarrier();
        try {
            return gate.applyAsInt(site, target);
        } catch (Throwable thrown) {
            if (thrown.getClass() == refusal) {
                thrown.fillInStackTrace();
                throw thrown;
            }
            callFailed(thrown);
            return 0;
        } finally {
            letCarrierGo(held);
        }
    }

    /**
     * If the stack has no room left to find out whether a call is refused, it is not made: it would have overflowed a
     * few frames later.
     */
    private static void callFailed(Throwable thrown) {
        failed(thrown);
        if (refusing && thrown instanceof StackOverflowError) {
            UNSAFE.throwException(thrown);
        }
    }

    /**
     * An {@code InternalError} is the fault of a mapped page that someone has cut off the file: the sink has it mended.
     */
    private static void failed(Throwable thrown) {
        if (thrown.getClass().getName().equals("java.lang.ThreadDeath")) {
            UNSAFE.throwException(thrown); // somebody stops this thread, wherever it is
        }
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

    @Hidden
    private static void toReflection(Object what, int place) {
        ObjIntConsumer<Object> gate = reflection;
        if (gate == null || isAtWork()) {
            return;
        }
        boolean held = holdCarrier();
        try {
            gate.accept(what, place);
        } catch (Throwable thrown) {
            if (thrown.getClass() == refusal) {
                thrown.fillInStackTrace();
                throw thrown;
            }
            callFailed(thrown);
        } finally {
            letCarrierGo(held);
        }
    }

    private static boolean isAtWork() {
        if (isVirtual()) {
            return isAmong(virtualAtWork, UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER));
        }
        long[] held = HOLDER.get();
        return held != null && held[HELD_BLOCK] == AT_WORK;
    }

    private static boolean isAmong(long[] numbers, long thread) {
        for (long number : numbers) {
            if (number == thread) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the current thread did not do the agent's work before. */
    private static boolean beginWork() {
        if (isAtWork()) {
            return false;
        }
        if (isVirtual()) {
            addVirtualAtWork(UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER));
            return true;
        }
        long[] held = HOLDER.get();
        long before = held == null ? 0 : held[HELD_BLOCK];
        if (before != 0) {
            UNSAFE.putLong(null, before + OWNER, NOBODY);
        }
        HOLDER.hold(new long[] {AT_WORK, before});
        return true;
    }

    private static void endWork() {
        if (!isAtWork()) {
            return;
        }
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        if (isVirtual()) {
            removeVirtualAtWork(thread);
            return;
        }
        long before = HOLDER.get()[HELD_BEFORE];
        if (before == 0) {
            HOLDER.remove();
            return;
        }
        UNSAFE.putLong(null, before + OWNER, thread);
        HOLDER.hold(new long[] {before});
    }

    private static synchronized void addVirtualAtWork(long thread) {
        long[] more = Arrays.copyOf(virtualAtWork, virtualAtWork.length + 1);
        more[more.length - 1] = thread;
        virtualAtWork = more;
    }

    private static synchronized void removeVirtualAtWork(long thread) {
        long[] before = virtualAtWork;
        long[] fewer = new long[before.length - 1];
        int size = 0;
        for (long number : before) {
            if (number != thread) {
                fewer[size++] = number;
            }
        }
        virtualAtWork = fewer;
    }

    private void hold(long[] held) {
        super.set(held);
    }

    private static Class<?> typeOrNull(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException otherJdk) {
            return null;
        }
    }

    private static long[] blocks() {
        long[] blocks = new long[1024];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = NO_BLOCK;
        }
        return blocks;
    }

    private static long newBlock() {
        long block = allocated(BLOCK_SIZE);
        UNSAFE.putLong(null, block + OWNER, NOBODY);
        for (int chunk = 0; chunk < NEAR_CHUNKS; chunk++) {
            UNSAFE.putLong(null, block + FIRST_CHUNK + chunk * 8, NO_CHUNK);
        }
        return block;
    }

    /** Zeros, beginning with a cache line, that stay for ever. */
    private static long allocated(long bytes) {
        long memory = UNSAFE.allocateMemory(bytes + CACHE_LINE);
        UNSAFE.setMemory(memory, bytes + CACHE_LINE, (byte) 0);
        return (memory + CACHE_LINE - 1) & -CACHE_LINE;
    }

    /**
     * Gives the current platform thread what it holds: {@code {address of its block}}, which is its own from now on.
     */
    @Override
    public void set(long[] held) {
        long block = held[HELD_BLOCK];
        long thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        UNSAFE.putLong(null, block + TICKET, 0);
        UNSAFE.putLong(null, block + MARK, 0);
        UNSAFE.putLong(null, block + OWNER, thread);
        BLOCKS[(int) thread & (BLOCKS.length - 1)] = block;
        super.set(held);
    }

    /**
     * Does what its first part, a number, says; an answer comes in that place.
     *
     * <pre>
     * CONNECT     four parts               connects the bridge: sink, sink of reflection, class of the refusal, sink
     *                                      of instance methods' guards
     * KEEP        Throwable                keeps it as if a sink had thrown it
     * TAKE_FAULT                           answers the last failure of a sink, or null, and forgets it
     * LAST        Runnable                 has that run after the shutdown hooks; answers whether that can be
     * SHARE       long[] addresses         replaces the chunks that virtual threads share
     * REACHED     boolean[]                by number, whether a call of a target reaches its guard before anything else
     * REFUSING    Boolean                  whether there may be calls that are refused
     * HOLDS       Class, Integer or String answers whether the class has that constant
     * CHUNK       Long block, chunk, address; from now on that is the chunk in the block; 0: it has none any more
     * BEGIN_WORK                           the current thread does the agent's work; answers whether that is a change
     * END_WORK                             it no longer does
     * HINT        Integer number, Object[] that is known of the hint from now on, three parts an entry: the key, its
     *                                      second or null, {slot, target, site}; null: nothing
     * GIVEN       Integer number           answers {what the call under way at that hint was given, what stands for
     *                                      the method of a handle, its name, whether the receiver chooses the body},
     *                                      or null
     * </pre>
     */
    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object[] parts) {
        switch ((Integer) parts[0]) {
            case CONNECT:
                refusal = (Class<?>) parts[3];
                entered = (ObjIntConsumer<Object>) parts[4];
                reflection = (ObjIntConsumer<Object>) parts[2];
                sink = (IntBinaryOperator) parts[1];
                break;
            case KEEP:
                failed((Throwable) parts[1]);
                break;
            case TAKE_FAULT:
                parts[0] = fault;
                fault = null;
                break;
            case LAST:
                parts[0] = runAfterHooks((Runnable) parts[1]);
                break;
            case SHARE:
                shared = (long[]) parts[1];
                break;
            case REACHED:
                reached = (boolean[]) parts[1];
                break;
            case REFUSING:
                refusing = (Boolean) parts[1];
                break;
            case HOLDS:
                parts[0] = holds((Class<?>) parts[1], parts[2]);
                break;
            case CHUNK:
                putChunk((Long) parts[1], (Long) parts[2], (Long) parts[3]);
                break;
            case BEGIN_WORK:
                parts[0] = beginWork();
                break;
            case END_WORK:
                endWork();
                break;
            case HINT:
                Known first = known((Object[]) parts[2]);
                UNSAFE.storeFence(); // who sees it sees what is in it
                Known.HINTS[(Integer) parts[1]] = first;
                break;
            case GIVEN:
                parts[0] = given((Integer) parts[1]);
                break;
            default:
                throw new IllegalArgumentException();
        }
    }

    /**
     * The JVM has ten places for what runs at its end, one after another: the hooks of applications are in the second.
     */
    private static boolean runAfterHooks(Runnable last) {
        for (int place = 9; place > 2; place--) {
            try {
                Shutdown.add(place, true, last);
                return true;
            } catch (InternalError | RuntimeException taken) {
                // the next one may be free
            } catch (LinkageError otherwiseThen) {
                return false;
            }
        }
        return false;
    }

    private static boolean holds(Class<?> type, Object constant) {
        ConstantPool pool = type.getConstantPool();
        for (int i = pool.getSize() - 1; i > 0; i--) {
            ConstantPool.Tag tag = tagOrNull(pool, i);
            if (tag == ConstantPool.Tag.INTEGER && constant.equals(pool.getIntAt(i))
                    || tag == ConstantPool.Tag.UTF8 && constant.equals(pool.getUTF8At(i))) {
                return true;
            }
        }
        return false;
    }

    /** Null: a kind that the JDK has no tag for, such as a dynamic constant. */
    private static ConstantPool.Tag tagOrNull(ConstantPool pool, int place) {
        try {
            return pool.getTagAt(place);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /**
     * To be called by one thread at a time; by another than the block's own only to take away a chunk, whose place the
     * block then has already.
     */
    private static void putChunk(long block, long chunk, long address) {
        long present = address == 0 ? NO_CHUNK : address;
        if (chunk < NEAR_CHUNKS) {
            UNSAFE.putLongOpaque(null, block + FIRST_CHUNK + (chunk << 3), present);
            return;
        }
        long more = UNSAFE.getLong(null, block + MORE);
        long place = chunk - NEAR_CHUNKS;
        if (more == 0 || place >= UNSAFE.getLong(null, more)) {
            more = grown(more, place + 1);
            UNSAFE.putLong(null, block + MORE, more);
        }
        UNSAFE.putLongOpaque(null, more + 8 + (place << 3), present);
    }

    private static long grown(long more, long places) {
        long old = more == 0 ? 0 : UNSAFE.getLong(null, more);
        long size = Math.max(places, 2 * old);
        long memory = UNSAFE.reallocateMemory(more, 8 + (size << 3));
        UNSAFE.putLong(null, memory, size);
        for (long place = old; place < size; place++) {
            UNSAFE.putLong(null, memory + 8 + (place << 3), NO_CHUNK);
        }
        return memory;
    }

    /** A new block for a platform thread. */
    @Override
    public synchronized long getAsLong() {
        long block = newBlock();
        UNSAFE.putLong(null, block + CLOCK, UNSAFE.getLong(null, NO_BLOCK + CLOCK));
        long[] all = Arrays.copyOf(ticking, ticking.length + 1);
        all[ticking.length] = block;
        ticking = all;
        return block;
    }

    /** Sets the coarse clock. */
    @Override
    public synchronized void accept(long millis) {
        for (long block : ticking) {
            UNSAFE.putLongOpaque(null, block + CLOCK, millis);
        }
    }

    /** Adds atomically to the word at that address. Returns the sum. */
    @Override
    public long applyAsLong(long address, long delta) {
        return UNSAFE.getAndAddLong(null, address, delta) + delta;
    }

    /**
     * For a frame of a stack walker what stands for its method: the same object as long as somebody holds it, and
     * another for any other method; to ask for its name and descriptor takes the JVM far longer. For a class loader the
     * list of the classes that it has defined, to which the JVM adds under the list's lock. For a text the arguments of
     * the JVM.
     *
     * @return null if this JVM doesn't say
     */
    @Override
    public Object apply(Object frame) {
        if (frame instanceof String) {
            return VM.getRuntimeArguments();
        }
        if (frame instanceof ClassLoader) {
            return DEFINED_CLASSES < 0 ? null : UNSAFE.getReference(frame, DEFINED_CLASSES);
        }
        if (FRAME_METHOD < 0 || frame.getClass() != StackFrameInfo.class) {
            return null;
        }
        Object method = UNSAFE.getReference(frame, FRAME_METHOD);
        if (BEFORE_JAVA_22 && method != null) {
            method = RESOLVED_METHOD < 0 ? null : UNSAFE.getReference(method, RESOLVED_METHOD);
        }
        return method instanceof Class ? null : method;
    }

    /** The offset of a field that not every JDK has; -1: this one hasn't. */
    private static long offset(String type, String field) {
        try {
            return UNSAFE.objectFieldOffset(Class.forName(type, false, null), field);
        } catch (ClassNotFoundException | InternalError notThere) {
            return -1;
        }
    }

    /**
     * The address of a direct buffer's first byte; of a {@code Method} or {@code Constructor} what the JVM tells it
     * from the other members of its class by.
     *
     * @return -1 if this JVM doesn't say
     */
    @Override
    public long applyAsLong(Object what) {
        return what instanceof Buffer ? UNSAFE.getLong(what, BUFFER_ADDRESS) : slot(what);
    }

    /**
     * That calls at a hint which are given something end in a listed body, and where they count. What they are given is
     * held weakly: it is of the application.
     *
     * <p>It is defined before the first class gets hints: most processes need none.
     *
     * <p>Key is the class of the receiver. Of a call by core reflection, the class also of a static method or
     * constructor, and the slot, by which the JVM tells the members of a class apart; second, of a method that the
     * receiver chooses, the class that declares it. Of a handle, what stands for its method, or, if the receiver
     * chooses, its class, and the former as second.
     */
    private static final class Known extends WeakReference<Object> {
        /**
         * By the number of a hint, the first that is known of it. Each entry is written once, and replaced as a whole.
         */
        static final Known[] HINTS = new Known[4096];

        /** By the last digits of the thread's number, what a call that is under way at a hint was given. */
        static final Asked[] ASKED = new Asked[64];

        final int slot;
        final int target;
        final int site;
        private final WeakReference<Object> second;
        /** By its key, all that is known of the hint, in the first one; null: there is no other. */
        Known[] others;

        Known(Object[] parts, int from) {
            super(parts[from]);
            second = parts[from + 1] == null ? null : new WeakReference<>(parts[from + 1]);
            int[] call = (int[]) parts[from + 2];
            slot = call[0];
            target = call[1];
            site = call[2];
        }

        boolean is(Object key, int itsSlot, Object itsSecond) {
            return refersTo(key)
                    && slot == itsSlot
                    && (second == null ? itsSecond == null : second.refersTo(itsSecond));
        }
    }

    /** What a call was given of which is not known where it ends, and on which thread. */
    private static final class Asked extends WeakReference<Object> {
        final long thread;

        Asked(Object given) {
            super(given);
            thread = UNSAFE.getLong(Thread.currentThread(), THREAD_NUMBER);
        }
    }
}
