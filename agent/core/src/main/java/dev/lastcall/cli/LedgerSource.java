package dev.lastcall.cli;

import dev.lastcall.ledger.LedgerSnapshot;
import dev.lastcall.ledger.UnreadableLedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where ledgers come from; a seam for tests. */
interface LedgerSource {
    /** What the file holds now. */
    LedgerSnapshot read(Path file) throws IOException;

    /** The ledgers directly in a folder. */
    List<Path> ledgersIn(Path folder) throws IOException;

    /** The real one. */
    static LedgerSource files() {
        // bound to LedgerReader when that is there
        return new LedgerSource() {
            @Override
            public LedgerSnapshot read(Path file) throws IOException {
                throw new UnreadableLedgerException(file + ": this build has no ledger reader");
            }

            @Override
            public List<Path> ledgersIn(Path folder) throws IOException {
                throw new UnreadableLedgerException(folder + ": this build has no ledger reader");
            }
        };
    }
}
