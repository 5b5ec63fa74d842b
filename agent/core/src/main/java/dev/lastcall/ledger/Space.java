package dev.lastcall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Where durable segments come from: a file, or a stand-in of a test. Used under the writer's lock only. */
interface Space {
    /**
     * Adds zeros at the end, for good, and maps them.
     *
     * @param position where the space ends so far, in bytes
     * @return a buffer over exactly the new bytes, in the byte order that the ledger is written in
     * @throws IOException if there is no room; the space is then as before
     */
    ByteBuffer grow(long position, int bytes) throws IOException;

    /**
     * How many bytes there are: fewer than were grown if someone has cut them off.
     *
     * @throws IOException if that can't be known
     */
    long length() throws IOException;

    /**
     * Writes zeros, for good, where bytes were cut off. What is mapped there can be used again.
     *
     * @throws IOException if there is no room
     */
    void refill(long from, long to) throws IOException;

    /** Whether the space can be found where its path says. */
    boolean isInPlace();

    /**
     * Makes a new file of that path, and its folder if missing, in place of one that is gone.
     *
     * @param parts what it is to hold, from the first byte to the last of each
     * @throws IOException if it can't be made or written whole; nothing is left behind
     */
    void writeAgain(List<ByteBuffer> parts) throws IOException;

    /** Whether a lock tells other processes that this one lives. */
    boolean isLocked();

    /** The file's path. */
    String path();

    /** The process ends: the space may be tidied up. */
    void unprotect();

    /** Lets go of the lock; what was mapped stays mapped. */
    void close();
}
