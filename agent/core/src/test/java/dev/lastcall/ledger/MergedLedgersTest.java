package dev.lastcall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.cli.CommandLineTool;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledgers that were merged say what they said, in whatever order and however often they were merged. */
class MergedLedgersTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void inWhateverStepsTheSameBytesComeOut(int seed) throws IOException {
        Random random = new Random(seed);
        List<Path> files = ledgers(random);
        Path atOnce = folder.resolve("at-once");
        merge(atOnce, files);

        List<Path> parts = new ArrayList<>(files);
        int step = 0;
        while (parts.size() > 1) {
            Collections.shuffle(parts, random);
            int many = 1 + random.nextInt(parts.size());
            Path part = folder.resolve("part-" + step++);
            merge(part, parts.subList(0, many));
            parts = new ArrayList<>(parts.subList(many, parts.size()));
            parts.add(part);
            if (random.nextBoolean()) { // once more, which changes nothing
                parts.add(files.get(random.nextInt(files.size())));
            }
            if (many == 1 && step > 40) {
                merge(folder.resolve("last"), parts);
                parts = List.of(folder.resolve("last"));
            }
        }
        Path last = folder.resolve("again");
        merge(last, parts);
        assertThat(last).hasSameBinaryContentAs(atOnce);
    }

    @Test
    void whatIsAskedOfTheLedgersIsAnsweredInTheSameWay() throws IOException {
        List<Path> files = ledgers(new Random(20));
        write("cut.lastcall", Arrays.copyOf(filled(7, 2), 9_000));
        files.add(folder.resolve("cut.lastcall"));
        Files.writeString(
                folder.resolve("none.lastcall"), "nothing of the kind, but long enough to be looked at as a ledger");
        files.add(folder.resolve("none.lastcall"));
        Path merged = folder.resolve("all.lastcall");
        assertThat(run("merge", files, "-o", merged.toString())).isZero();
        assertThat(text(out)).isEqualTo(merged + ": ledgers of 6 processes\n");
        assertThat(text(err)).contains("none.lastcall");

        for (String command : List.of("check", "report")) {
            int code = run(command, files, "--format", "json");
            String answer = withoutPlaces(text(out));
            assertThat(run(command, List.of(merged), "--format", "json")).isEqualTo(code);
            assertThat(withoutPlaces(text(out))).isEqualTo(answer).contains("none.lastcall", "cut.lastcall");
        }
    }

    @Test
    void aMergedFileMayBeAmongWhatIsMergedIntoIt() throws IOException {
        Path merged = folder.resolve("all.lastcall");
        List<Path> files = ledgers(new Random(3));
        merge(merged, files.subList(0, 3));
        List<Path> again = new ArrayList<>(files);
        again.add(0, merged);
        merge(merged, again);
        Path atOnce = folder.resolve("at-once");
        merge(atOnce, files);
        assertThat(merged).hasSameBinaryContentAs(atOnce);
    }

    @Test
    void aLedgerThatWasDamagedInTheArchiveIsNamed() throws IOException {
        byte[] ledger = filled(1, 1);
        Path merged = folder.resolve("all.lastcall");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(merged))) {
            stored(zip, new UUID(1, 1) + "/0123/a.lastcall", ledger);
            stored(zip, MergedLedgers.MARKER, (MergedLedgers.TITLE + MergedLedgers.VERSION + "\n").getBytes(UTF_8));
        }
        assertThat(run("report", List.of(merged))).isZero();
        byte[] bytes = Files.readAllBytes(merged);
        bytes[9_000] ^= 4;
        Files.write(merged, bytes);
        assertThat(run("report", List.of(merged))).isEqualTo(2);
        assertThat(text(err))
                .contains("all.lastcall!", "a.lastcall: is damaged: by its checksum it is not what was merged");
    }

    @Test
    void anArchiveOfALaterVersionAndOneThatIsNoneAreNamed() throws IOException {
        Path merged = folder.resolve("all.lastcall");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(merged))) {
            stored(zip, MergedLedgers.MARKER, (MergedLedgers.TITLE + "2\n").getBytes(UTF_8));
        }
        assertThat(run("check", List.of(merged))).isEqualTo(2);
        assertThat(text(err)).contains("all.lastcall: ledgers were merged into it by a later version of Lastcall");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(merged))) {
            stored(zip, "a/b/C.class", new byte[] {1});
        }
        assertThat(run("check", List.of(merged))).isEqualTo(2);
        assertThat(text(err)).contains("all.lastcall: ");
        Files.write(merged, Arrays.copyOf(Files.readAllBytes(merged), 30));
        assertThat(run("check", List.of(merged))).isEqualTo(2);
        assertThat(text(err)).contains("all.lastcall: is an archive that cannot be read");
    }

    @Test
    void whereNothingCanBeReadNothingIsWritten() throws IOException {
        Path none = folder.resolve("none.lastcall");
        Files.writeString(none, "nothing");
        Path merged = folder.resolve("all.lastcall");
        assertThat(run("merge", List.of(none), "-o", merged.toString())).isEqualTo(2);
        assertThat(text(err)).contains("none.lastcall: ");
        assertThat(merged).doesNotExist();
        assertThat(run("merge", List.of(none))).isEqualTo(2);
        assertThat(text(err)).contains("--output");
    }

    /** Counters are copied before names: no call is without its site, however many are made meanwhile. */
    @Test
    void aLedgerIsCopiedWhileItIsWritten() throws Exception {
        HeapSpace space = new HeapSpace(ByteOrder.nativeOrder());
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, Samples.process());
        writer.addRule(Samples.RULE);
        PageSource growing = new PageSource() {
            private int sites;

            @Override
            public long bytes() throws IOException {
                return space.length();
            }

            @Override
            public void read(long position, java.nio.ByteBuffer into) throws IOException {
                writer.addSite(++sites, Samples.site(sites));
                if (sites % 63 == 1) {
                    writer.newChunk(sites / 63, 1);
                }
                Samples.bytes(space.bytes(), space.bytes().length).read(position, into);
            }
        };
        LedgerCopy copy = LedgerCopy.of(growing, false);
        assertThat(new LedgerParser(copy, "copy", LedgerParser.Liveness.ALIVE)
                        .parse()
                        .problems())
                .noneMatch(problem -> problem.contains("no name") || problem.contains("unnamed"));
    }

    private List<Path> ledgers(Random random) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int process = 1; process <= 5; process++) {
            files.add(write("chat-" + process + ".lastcall", filled(process, random.nextInt(4))));
        }
        Path copy = folder.resolve("copy-of-2.lastcall");
        Files.copy(files.get(1), copy, StandardCopyOption.REPLACE_EXISTING);
        files.add(copy);
        files.add(write("other-of-3.lastcall", filled(3, 9)));
        return files;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] filled(int process, int more) throws IOException {
        HeapSpace space = new HeapSpace(ByteOrder.nativeOrder());
        LedgerWriter writer = new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process(new UUID(process, process)));
        Samples.fill(writer);
        for (int site = 100; site < 100 + more; site++) {
            writer.addSite(site, Samples.site(site));
        }
        writer.exited(Samples.START + 10_000 + more, 6_960, 12);
        return space.bytes();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private void merge(Path into, List<Path> files) {
        assertThat(run("merge", files, "-o", into.toString())).as(text(err)).isZero();
    }

    private int run(String command, List<Path> files, String... more) {
        out.reset();
        err.reset();
        List<String> args = new ArrayList<>(List.of(command));
        files.forEach(file -> args.add(file.toString()));
        args.addAll(List.of(more));
        return CommandLineTool.run(
                args.toArray(String[]::new), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    /** Where a ledger lay is not what is asked. */
    private String withoutPlaces(String json) {
        return json.replaceAll("\"generatedAt\": *\"[^\"]*\"", "")
                .replaceAll("(" + folder + "/all\\.lastcall!/[-0-9a-f]*/[0-9a-f]*/|" + folder + "/)", "");
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }
}
