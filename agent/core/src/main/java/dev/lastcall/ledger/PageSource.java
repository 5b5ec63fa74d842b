package dev.lastcall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a ledger, wherever they are. */
interface PageSource {
    /** How many there are now. */
    long bytes() throws IOException;

    /** Fills the buffer from that position on; what there is not is zero. The buffer comes back ready to be read. */
    void read(long position, ByteBuffer into) throws IOException;

    /** From now on pages are read again: as they are now, not as they were. */
    default void newPass() {}
}
