package dev.lastcall.ledger;

import java.io.File;

/**
 * Read by the owner alone, or by all: as much as {@code java.io} can say, which a start may use ({@link LedgerFile}).
 * Where files have no such modes nothing changes. Immutable.
 */
public final class PlainModes implements FileModes {
    private final boolean ownerOnly;

    /** @param ownerOnly or all may read */
    public PlainModes(boolean ownerOnly) {
        this.ownerOnly = ownerOnly;
    }

    @Override
    public void file(File file, boolean writable) {
        if (File.separatorChar == '/') { // Windows lets nobody cut a mapped file, and nobody delete a read-only one
            if (ownerOnly) {
                file.setReadable(false, false);
            }
            file.setReadable(true, ownerOnly);
            file.setWritable(false, false);
            if (writable) {
                file.setWritable(true, true);
            }
        }
    }

    @Override
    public void folder(File folder) {
        if (File.separatorChar == '/') {
            if (ownerOnly) {
                folder.setReadable(false, false);
                folder.setExecutable(false, false);
            }
            folder.setWritable(false, false);
            folder.setWritable(true, true);
            folder.setReadable(true, ownerOnly);
            folder.setExecutable(true, ownerOnly);
        }
    }
}
