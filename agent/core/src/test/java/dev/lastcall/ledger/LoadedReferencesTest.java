package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.LedgerFacts;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References of loaded classes in a ledger. */
class LoadedReferencesTest {
    @TempDir
    File folder;

    @Test
    void theyAreReadAsTheyWereWritten() throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);
        LedgerWriter writer = writer(space);
        List<LoadedReference> all = references(3, 40);
        writer.addReferences(Samples.START, all, 0);
        assertThat(facts(space).references()).isEqualTo(all);
        assertThat(facts(space).moreReferences()).isZero();
    }

    @Test
    void whatThereIsNoRoomForIsCounted() throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.LITTLE_ENDIAN);
        LedgerWriter writer = writer(space);
        for (int i = 0; i < 300; i++) {
            writer.addReferences(Samples.START, references(i, 30), 0);
        }
        writer.addReferences(Samples.START, List.of(), 7);
        writer.exited(Samples.START, 1, 1);
        LedgerFacts facts = facts(space);
        assertThat(facts.references()).hasSizeGreaterThan(1_000);
        assertThat(facts.references().size() + facts.moreReferences()).isEqualTo(300 * 30 + 7);
        assertThat(facts.dropped()).extracting(Dropped::what).containsExactly("references");
    }

    @Test
    void aDraftHasThemAndHandsThemOn() throws IOException {
        LedgerDraft draft = LedgerDraft.create(folder, Samples.process("watching", "", false, 1_000), List.of());
        List<LoadedReference> all = references(1, 5);
        draft.addReferences(Samples.START, all, 2);
        assertThat(LedgerReader.read(Path.of(draft.file())).facts().references())
                .isEqualTo(all);
        LedgerWriter writer = LedgerWriter.of(draft);
        writer.addReferences(Samples.START, references(2, 1), 1);
        LedgerFacts facts = LedgerReader.read(Path.of(draft.file())).facts();
        assertThat(facts.references()).hasSize(6);
        assertThat(facts.moreReferences()).isEqualTo(3);
        writer.close();
    }

    @Test
    void theKindsKeepTheirPlaces() {
        // ledgers have their numbers: append only
        assertThat(ReferenceKind.values())
                .containsExactly(
                        ReferenceKind.SUPERTYPE,
                        ReferenceKind.PERMITTED_SUBCLASS,
                        ReferenceKind.NEST,
                        ReferenceKind.INNER_CLASS,
                        ReferenceKind.FIELD_TYPE,
                        ReferenceKind.METHOD_TYPE,
                        ReferenceKind.RECORD_COMPONENT,
                        ReferenceKind.GENERIC_SIGNATURE,
                        ReferenceKind.THROWS,
                        ReferenceKind.ANNOTATION,
                        ReferenceKind.ANNOTATION_VALUE,
                        ReferenceKind.LITERAL,
                        ReferenceKind.CAST,
                        ReferenceKind.INSTANCEOF,
                        ReferenceKind.CATCH,
                        ReferenceKind.ARRAY,
                        ReferenceKind.INVOKEDYNAMIC,
                        ReferenceKind.MEMBER,
                        ReferenceKind.MEMBER_TYPE,
                        ReferenceKind.CONSTANT,
                        ReferenceKind.NAME_IN_CODE,
                        ReferenceKind.MODULE,
                        ReferenceKind.MODULE_PACKAGE,
                        ReferenceKind.SERVICE,
                        ReferenceKind.MANIFEST,
                        ReferenceKind.RESOURCE,
                        ReferenceKind.LOADED_BY_NAME);
    }

    private static LedgerWriter writer(HeapSpace space) throws IOException {
        return new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
    }

    private static List<LoadedReference> references(int ofClass, int count) {
        List<LoadedReference> references = new ArrayList<>();
        ReferenceKind[] kinds = ReferenceKind.values();
        for (int i = 0; i < count; i++) {
            references.add(new LoadedReference(
                    kinds[i % kinds.length],
                    "com.shop.Caller" + ofClass,
                    "run" + i,
                    "(Lcom/acme/Old;)V",
                    i,
                    "Caller.java",
                    "/srv/app.jar",
                    "com.acme.Old" + i,
                    i % 7 == 0 ? "A" : ""));
        }
        return references;
    }

    private static LedgerFacts facts(HeapSpace space) throws IOException {
        byte[] bytes = space.bytes();
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD)
                .parse()
                .facts();
    }
}
