package dev.lastcall.ledger;

import dev.lastcall.evidence.Site;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of call sites that were read lately, by their bytes: processes of one service have the same sites, and each
 * is decoded once. Not thread-safe.
 */
final class SiteRecords {
    private static final int SLOTS = 4_096;
    /** Longer ones are rare. */
    private static final int LENGTH_MAX = 1_024;

    private final byte[] @Nullable [] known = new byte[SLOTS][];
    private final @Nullable Site[] sites = new Site[SLOTS];
    private final byte[] scratch = new byte[LENGTH_MAX];
    private int length;
    private int slot;
    /** Of one ledger: a large one has sites that no other has. */
    private int added;

    /** A ledger begins. */
    void begin() {
        added = 0;
    }

    /** The site that all that is left of a record says; null if it has to be decoded. */
    @Nullable
    Site find(ByteBuffer body) {
        length = body.remaining();
        if (length > LENGTH_MAX || added >= SLOTS) {
            length = 0;
            return null;
        }
        slot = LedgerLayout.crc(body, body.position(), body.limit()) & SLOTS - 1;
        body.get(body.position(), scratch, 0, length);
        byte[] before = known[slot];
        return before != null && Arrays.equals(before, 0, before.length, scratch, 0, length) ? sites[slot] : null;
    }

    /** Keeps what the record was decoded to that was not found. */
    void add(Site site) {
        if (length > 0) {
            known[slot] = Arrays.copyOf(scratch, length);
            sites[slot] = site;
            added++;
        }
    }
}
