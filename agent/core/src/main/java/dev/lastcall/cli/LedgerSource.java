package dev.lastcall.cli;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.ledger.LedgerHead;
import dev.lastcall.ledger.LedgerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where ledgers come from; a seam for tests. */
interface LedgerSource {
    /** What the file holds now. */
    ProcessEvidence read(Path file) throws IOException;

    /** Which process the file is of. */
    LedgerHead readHead(Path file) throws IOException;

    /** The ledgers directly in a folder. */
    List<Path> ledgersIn(Path folder) throws IOException;

    /** The real one. */
    static LedgerSource files() {
        return new LedgerSource() {
            @Override
            public ProcessEvidence read(Path file) throws IOException {
                return LedgerReader.read(file);
            }

            @Override
            public LedgerHead readHead(Path file) throws IOException {
                return LedgerReader.readHead(file);
            }

            @Override
            public List<Path> ledgersIn(Path folder) throws IOException {
                return LedgerReader.ledgersIn(folder);
            }
        };
    }
}
