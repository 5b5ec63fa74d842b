package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Program;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which program a process runs, as its ledger says. */
class ProgramTest {
    private static final Program ALL = new Program(false, "com.acme.Main", "app-1.2.jar", "orders");

    @TempDir
    File folder;

    @Test
    void whatTheCommandLineSaysIsThereFromTheStartAndMoreLater() throws IOException {
        LedgerDraft draft = LedgerDraft.create(folder, Samples.program(false, "", "app-1.2.jar"), List.of());
        assertThat(program(draft)).isEqualTo(new Program(false, "", "app-1.2.jar", ""));
        draft.program(ALL);
        assertThat(program(draft)).isEqualTo(ALL);
        LedgerWriter writer = LedgerWriter.of(draft);
        assertThat(program(draft)).isEqualTo(ALL);
        writer.close();
    }

    @Test
    void theWriterSaysItAsWell() throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.LITTLE_ENDIAN);
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.program(true, "com.acme.Main", ""));
        assertThat(writer.snapshot().facts().program()).isEqualTo(new Program(true, "com.acme.Main", "", ""));
        writer.program(ALL);
        byte[] bytes = space.bytes();
        assertThat(new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD)
                        .parse()
                        .facts()
                        .program())
                .isEqualTo(ALL);
    }

    @Test
    void anOldLedgerDoesNotSay() throws IOException {
        LedgerDraft draft = LedgerDraft.create(folder, Samples.process(), List.of());
        assertThat(program(draft)).isEqualTo(Program.UNKNOWN);
    }

    private static Program program(LedgerDraft draft) throws IOException {
        return LedgerReader.read(Path.of(draft.file())).facts().program();
    }
}
