package dev.lastcall.gate;

/**
 * The calls that a thread has announced without a ticket and that have not been seen to reach their guard, and the
 * overrides of generated classes that it has begun, which may pass an announced call on; the latest last. Bounded: the
 * oldest goes first. Belongs to one thread.
 */
final class PendingAnnouncements {
    private static final int MOST = 16;

    /** Numbers of sites, and of targets that are overridden, these below zero. */
    private final int[] entries = new int[MOST];

    private int size;

    void push(int site) {
        if (size == MOST) {
            remove(0);
        }
        entries[size++] = site;
    }

    /** An override of that target begins that generated code made. */
    void pushOverride(int target) {
        push(-target);
    }

    int size() {
        return size;
    }

    /** The site announced at that position, 0 being the oldest; below zero: none was, but an override has begun. */
    int site(int position) {
        return entries[position];
    }

    /** The position of the latest override of that target; -1 if none has begun. */
    int override(int target) {
        for (int i = size - 1; i >= 0; i--) {
            if (entries[i] == -target) {
                return i;
            }
        }
        return -1;
    }

    /** Forgets the one at that position alone. */
    void remove(int position) {
        size--;
        System.arraycopy(entries, position + 1, entries, position, size - position);
    }

    /** Forgets those from that position on: what was announced later has been overtaken. */
    void cut(int position) {
        size = position;
    }
}
