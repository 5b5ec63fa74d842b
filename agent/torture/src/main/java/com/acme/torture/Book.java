package com.acme.torture;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * One thread's own account of its calls, in a file that outlives the process: how many it has announced (i64, before
 * they are made) and how many it has acknowledged (i64, after).
 */
final class Book {
    private final byte[] bytes = new byte[Long.BYTES];
    private final RandomAccessFile file;

    Book(File folder, int thread) throws IOException {
        file = new RandomAccessFile(new File(folder, "book-" + thread), "rw");
    }

    void announce(long calls) throws IOException {
        write(0, calls);
    }

    void acknowledge(long calls) throws IOException {
        write(8, calls);
    }

    /** At once: {@code writeLong} of JDK 17 writes byte by byte, and a death between two of them tears the number. */
    private void write(long position, long calls) throws IOException {
        ByteBuffer.wrap(bytes).putLong(calls);
        file.seek(position);
        file.write(bytes);
    }
}
