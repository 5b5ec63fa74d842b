package dev.lastcall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A file on a disk that can be full. */
final class FullDisk implements Space {
    private final Space file;
    boolean full;
    int refused;

    FullDisk(Space file) {
        this.file = file;
    }

    @Override
    public ByteBuffer grow(long position, int bytes) throws IOException {
        if (full) {
            refused++;
            throw new IOException("No space left on device");
        }
        return file.grow(position, bytes);
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public void refill(long from, long to) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        file.refill(from, to);
    }

    @Override
    public boolean isInPlace() {
        return file.isInPlace();
    }

    @Override
    public void writeAgain(List<ByteBuffer> parts) throws IOException {
        file.writeAgain(parts);
    }

    @Override
    public boolean isLocked() {
        return file.isLocked();
    }

    @Override
    public String path() {
        return file.path();
    }

    @Override
    public void unprotect() {
        file.unprotect();
    }

    @Override
    public void close() {
        file.close();
    }
}
