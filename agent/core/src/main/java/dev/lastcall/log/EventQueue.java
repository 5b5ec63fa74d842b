package dev.lastcall.log;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from the application's threads to the agent's thread. {@link #offer} may be called by any number of
 * threads; {@link #poll} by one thread at a time.
 *
 * <p>It takes no lock, and an offer never waits: when the queue is full, the event is dropped and counted. A queue with
 * a lock would be shorter, but a virtual thread that waits in line for a lock may find no carrier while pinned threads
 * hold all of them, and then everyone who logs stands still.
 *
 * <p>Slots are objects with a volatile field, not an {@code AtomicReferenceArray}: its {@code VarHandle} would be
 * linked during the application's first hit.
 */
public final class EventQueue {
    /** Some 80 KB of empty slots; a second of one event from each of 4,096 sites. */
    public static final int DEFAULT_CAPACITY = 4096;

    private final Slot[] slots;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile long head;

    public EventQueue() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * @param capacity a power of two
     */
    public EventQueue(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        slots = new Slot[capacity];
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Slot();
        }
        mask = capacity - 1;
    }

    /** Puts an event at the end; false if the queue was full and the event is lost. Allocates nothing. */
    public boolean offer(CallEvent event) {
        long at;
        Slot slot;
        do {
            at = tail.get();
            if (at - head >= slots.length) {
                drop();
                return false;
            }
            slot = slot(at);
        } while (!tail.compareAndSet(at, at + 1));
        // nothing is called from here on: on a full stack that would fail, and the empty slot hold up all that follow
        slot.event = event;
        return true;
    }

    /** Takes the oldest event; null if there is none, or if the oldest is claimed by a thread but not yet stored. */
    public @Nullable CallEvent poll() {
        long at = head;
        Slot slot = slot(at);
        CallEvent event = slot.event;
        if (event != null) {
            // emptied before the head moves: from then on the slot belongs to the next thread that claims it
            slot.event = null;
            head = at + 1;
        }
        return event;
    }

    /** Counts an event as lost: the queue was full, or who took the event could not tell it. */
    public void drop() {
        dropped.incrementAndGet();
    }

    /** How many events were lost since the start. */
    public long dropped() {
        return dropped.get();
    }

    private Slot slot(long position) {
        return slots[(int) position & mask];
    }

    private static final class Slot {
        volatile @Nullable CallEvent event;
    }
}
