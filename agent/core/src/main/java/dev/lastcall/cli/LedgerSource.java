package dev.lastcall.cli;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.ledger.LedgerCopy;
import dev.lastcall.ledger.LedgerHead;
import dev.lastcall.ledger.LedgerReader;
import dev.lastcall.ledger.MergedLedgers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where ledgers come from; a seam for tests. */
interface LedgerSource {
    /** What the file holds now. */
    ProcessEvidence read(Path file) throws IOException;

    /** Which process the file is of. */
    LedgerHead readHead(Path file) throws IOException;

    /** What the file holds now, byte for byte. */
    default LedgerCopy copy(Path file) throws IOException {
        return LedgerReader.copy(file);
    }

    /** The ledgers that were merged into a file; null if it is none of merged ledgers. */
    default @Nullable MergedLedgers merged(Path file) throws IOException {
        return null;
    }

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
            public @Nullable MergedLedgers merged(Path file) throws IOException {
                return MergedLedgers.open(file);
            }

            @Override
            public List<Path> ledgersIn(Path folder) throws IOException {
                return LedgerReader.ledgersIn(folder);
            }
        };
    }
}
