package dev.lastcall.ledger;

import java.io.File;
import java.io.IOException;

/** Who may read and write what a ledger is kept in. Implementations are thread-safe. */
public interface FileModes {
    /**
     * Makes a file readable to those who may, and to nobody else; writable to its owner or to nobody.
     *
     * @param file names an open file, whatever lies at its path, where the system has such names
     * @throws IOException if that can't be done
     */
    void file(File file, boolean writable) throws IOException;

    /**
     * Gives a folder that was just made to its owner, and to those who may read what is in it.
     *
     * @throws IOException if that can't be done
     */
    void folder(File folder) throws IOException;
}
