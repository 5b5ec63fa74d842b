package dev.lastcall.gate;

/**
 * The calls that a thread has announced without a ticket and that have not been seen to reach their guard, the latest
 * last. Bounded: the oldest goes first. Belongs to one thread.
 */
final class PendingAnnouncements {
    private static final int MOST = 16;

    private final int[] sites = new int[MOST];
    private int size;

    void push(int site) {
        if (size == MOST) {
            System.arraycopy(sites, 1, sites, 0, --size);
        }
        sites[size++] = site;
    }

    int size() {
        return size;
    }

    /** The site announced at that position, 0 being the oldest. */
    int site(int position) {
        return sites[position];
    }

    /** Forgets those from that position on: what was announced later has been overtaken. */
    void cut(int position) {
        size = position;
    }
}
