package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerDamageTest {
    private static final int PAGE = CellLayout.PAGE;

    private final byte[] whole = golden();
    private final ProcessEvidence truth = Samples.filled(ProcessState.EXITED, "f");

    @TempDir
    Path folder;

    @Test
    void aFileCutAnywhereIsUsedAsFarAsItGoesAndSaysSo() throws IOException {
        for (int length = 0; length < whole.length; length += step(length)) {
            ProcessEvidence cut = tryParse(Arrays.copyOf(whole, length));
            assertThat(cut == null).as("cut at %d", length).isEqualTo(length < LedgerLayout.HEAD_END);
            if (cut == null) {
                continue;
            }
            assertThat(cut.problems()).as("cut at %d", length).isNotEmpty();
            assertNoMoreThanTheTruth(cut, "cut at " + length);
        }
    }

    @Test
    void everyByteMayBeFlippedAndADifferenceIsAlwaysNamed() throws IOException {
        for (int at = 0; at < whole.length; at += step(at)) {
            for (int flip : new int[] {0xFF, 1 << (at % 8), 1 << ((at / 8 + at) % 8)}) {
                byte[] bytes = whole.clone();
                bytes[at] ^= (byte) flip;
                ProcessEvidence read = tryParse(bytes);
                if (read == null || changesInPlace(at)) {
                    continue;
                }
                String where = "byte " + at + " flipped by " + flip;
                assertNoMoreThanTheTruth(read, where);
                if (read.problems().isEmpty()) {
                    assertThat(read).as(where).isEqualTo(truth);
                }
            }
        }
    }

    @Test
    void onlyTheFirstSixteenBytesMakeAFileUnreadable() throws IOException {
        for (int at = 0; at < whole.length; at += step(at)) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) 0xFF;
            assertThat(tryParse(bytes) == null).as("byte %d", at).isEqualTo(at < 16);
        }
    }

    @Test
    void aPageOfNoiseCostsNoMoreThanThatPage() throws IOException {
        Random random = new Random(42);
        for (int page = 1; page < whole.length / PAGE; page++) {
            byte[] bytes = whole.clone();
            byte[] noise = new byte[PAGE];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, page * PAGE, PAGE);
            ProcessEvidence read = parse(bytes);
            assertNoMoreThanTheTruth(read, "page " + page);
            assertThat(read.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("f: "));
        }
    }

    @Test
    void noiseIsNoLedger() {
        Random random = new Random(42);
        for (int i = 0; i < 100; i++) {
            byte[] noise = new byte[random.nextInt(3 * PAGE)];
            random.nextBytes(noise);
            Path file = folder.resolve("noise" + LedgerReader.SUFFIX);
            assertThatThrownBy(() -> LedgerReader.read(Files.write(file, noise)))
                    .isInstanceOf(UnreadableLedgerException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void callsAtASiteWhoseRecordIsDamagedAreReportedWithTheirNumber() throws IOException {
        byte[] bytes = whole.clone();
        bytes[indexOf("a.b.Caller63")] ^= 1;
        ProcessEvidence read = parse(bytes);
        assertThat(read.problems())
                .anyMatch(problem -> problem.matches("f: at byte \\d+: \\d+ bytes of records are damaged"))
                .contains("f: 1,000,000,000,000 calls at site 63, whose record is damaged or missing");
        assertThat(read.sites())
                .hasSize(3)
                .contains(truth.sites().get(0), truth.sites().get(3));
    }

    @Test
    void recordsBehindADamagedExtentHeaderAreSaved() throws IOException {
        byte[] bytes = whole.clone();
        bytes[2 * PAGE] ^= 1;
        ProcessEvidence read = parse(bytes);
        assertThat(read.sites()).isEqualTo(truth.sites());
        assertThat(read.problems()).singleElement().asString().contains("at byte 8192", "records were saved");
    }

    @Test
    void aDamagedPageOfCountersSaysHowManyCallsItHeld() throws IOException {
        byte[] bytes = whole.clone();
        bytes[3 * PAGE + LedgerLayout.INDEX] ^= 1;
        ProcessEvidence read = parse(bytes);
        assertThat(read.problems())
                .containsExactly(
                        "f: at byte 12288: a page of counters is damaged; lost with it:" + " 1,000,000,000,005 calls");
    }

    @Test
    void anImpossibleCounterIsReportedAndLeftOut() throws IOException {
        byte[] bytes = whole.clone();
        little(bytes).putLong(3 * PAGE + CellLayout.CELL + CellLayout.PLAIN, -5);
        ProcessEvidence read = parse(bytes);
        assertThat(read.problems()).containsExactly("f: at byte 12360: a counter is damaged");
        assertThat(read.sites().get(0).calls()).isEqualTo(10);
    }

    @Test
    void callsOfThreadsThatGotNoMemoryAreReported() throws IOException {
        byte[] bytes = whole.clone();
        little(bytes).putLong(PAGE + CellLayout.CELL + CellLayout.PLAIN, 1_234);
        assertThat(parse(bytes).problems())
                .containsExactly("f: at byte 4096: 1,234 calls or more have no site: memory was full");
    }

    @Test
    void theHalfRecordOfAKilledProcessIsNoProblem() throws IOException {
        byte[] bytes = whole.clone();
        int end = endOfLog(bytes);
        little(bytes).putInt(end + LedgerLayout.RECORD_CRC, 0x12345678);
        little(bytes).putInt(end + LedgerLayout.TYPE, LedgerLayout.SITE);
        assertThat(parse(bytes)).isEqualTo(truth);
    }

    @Test
    void aHugeClaimAllocatesNothing() throws IOException {
        byte[] bytes = whole.clone();
        ByteBuffer buffer = little(bytes);
        buffer.putInt(LedgerLayout.COMMITTED_PAGES, Integer.MAX_VALUE);
        buffer.putInt(LedgerLayout.COMMITTED_INVERTED, ~Integer.MAX_VALUE);
        buffer.putInt(3 * PAGE + LedgerLayout.PAGES, Integer.MAX_VALUE);
        buffer.putInt(3 * PAGE + LedgerLayout.EXTENT_CRC, LedgerLayout.crc(buffer, 3 * PAGE, 3 * PAGE + 24));
        ProcessEvidence read = parse(bytes);
        assertThat(read.problems()).hasSize(2).anyMatch(problem -> problem.contains("bytes are missing"));
    }

    @Test
    void theNumberOfProblemsIsBounded() throws IOException {
        byte[] bytes = Arrays.copyOf(whole, 1000 * PAGE);
        for (int page = whole.length / PAGE; page < 1000; page += 2) {
            Arrays.fill(bytes, page * PAGE, (page + 1) * PAGE, (byte) 1);
        }
        little(bytes).putInt(LedgerLayout.COMMITTED_PAGES, 1000);
        little(bytes).putInt(LedgerLayout.COMMITTED_INVERTED, ~1000);
        ProcessEvidence read = parse(bytes);
        assertThat(read.problems()).hasSize(101).last().asString().endsWith("more problems");
    }

    @Test
    void aRecordWhoseDescriptorIsNoneIsNamedAndLeftOut() throws IOException {
        for (String none : List.of(
                "(Ljava/lang/String)La/b/Thing;;",
                "(Ljava/lang/String;)La/b/Thing ",
                "(Ljava;lang;String;)La/b/Thingy")) {
            byte[] bytes = whole.clone();
            int record = recordOfSite1(bytes);
            int length = little(bytes).getInt(record) & 0xFFFF;
            String valid = "(Ljava/lang/String;)La/b/Thing;";
            int at = new String(bytes, record, length, StandardCharsets.ISO_8859_1).indexOf(valid);
            byte[] forged = none.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(forged, 0, bytes, record + at, valid.length());
            little(bytes).putInt(record + 4, LedgerLayout.crc(little(bytes), record + 8, record + length));
            ProcessEvidence read = parse(bytes);
            assertThat(read.sites()).hasSize(3);
            assertThat(read.problems())
                    .hasSize(2)
                    .contains("f: at byte " + record + ": the target of a site has a descriptor that is none")
                    .contains("f: 15 calls at site 1, whose record is damaged or missing");
        }
    }

    @Test
    void countersThatAddUpToMoreThanThereCanBeStopAndSaySo() throws IOException {
        int chunks = 200;
        byte[] bytes = Arrays.copyOf(whole, whole.length + chunks * PAGE);
        ByteBuffer buffer = little(bytes);
        for (int page = whole.length; page < bytes.length; page += PAGE) {
            LedgerLayout.openExtent(buffer, page, 1, LedgerLayout.CHUNK, 0, 0);
            buffer.putLong(page + CellLayout.CELL + CellLayout.PLAIN, 1L << 56);
            buffer.putLong(page + CellLayout.CELL + CellLayout.ALLOWED, 1L << 56);
            buffer.putLong(page + CellLayout.CELL + CellLayout.BY_AGENTS, 1L << 56);
        }
        int pages = bytes.length / PAGE;
        buffer.putInt(LedgerLayout.COMMITTED_PAGES, pages);
        buffer.putInt(LedgerLayout.COMMITTED_INVERTED, ~pages);
        ProcessEvidence read = parse(bytes);
        SiteCounts site = read.sites().get(0);
        assertThat(site.allowed()).isEqualTo(Calls.MOST);
        assertThat(site.byAgents()).isEqualTo(Calls.MOST);
        assertThat(site.calls() - site.allowed() - site.delegated() - site.blocked())
                .isEqualTo(Calls.MOST);
        assertThat(read.problems())
                .containsExactly("f: the counters of site 1 add up to more calls than there can be: they are damaged");
    }

    @Test
    void twoSitesOfOneNumberAreNamed() throws IOException {
        byte[] bytes = whole.clone();
        int record = recordOfSite1(bytes);
        int length = little(bytes).getInt(record) & 0xFFFF;
        little(bytes).putInt(record + LedgerLayout.BODY, 2);
        little(bytes).putInt(record + 4, LedgerLayout.crc(little(bytes), record + 8, record + length));
        assertThat(parse(bytes).problems()).anyMatch(it -> it.endsWith("site 2 is on record as two different ones"));
    }

    @Test
    void aLogMadeOfWhatOnlyLooksLikeRecordsIsGivenUp() throws IOException {
        byte[] bytes = Arrays.copyOf(whole, whole.length + 1024 * PAGE);
        ByteBuffer buffer = little(bytes);
        for (int at = whole.length; at < bytes.length; at += 8) {
            buffer.putInt(at, LedgerLayout.READY_MARK << 16 | 0xFFF8);
        }
        int pages = bytes.length / PAGE;
        buffer.putInt(LedgerLayout.COMMITTED_PAGES, pages);
        buffer.putInt(LedgerLayout.COMMITTED_INVERTED, ~pages);
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> { // 32 GB to be looked at otherwise
                    assertThat(parse(bytes).sites()).isEqualTo(truth.sites());
                });
    }

    private static int recordOfSite1(byte[] bytes) {
        int at = 2 * PAGE + LedgerLayout.EXTENT_HEADER;
        while (little(bytes).getInt(at + LedgerLayout.TYPE) != LedgerLayout.SITE) {
            at += little(bytes).getInt(at) & 0xFFFF;
        }
        return at;
    }

    private static ProcessEvidence parse(byte[] bytes) throws IOException {
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "f", Liveness.DEAD).parse();
    }

    /** Null: the ledger is unreadable, and the message says where. */
    private static @Nullable ProcessEvidence tryParse(byte[] bytes) throws IOException {
        try {
            return parse(bytes);
        } catch (UnreadableLedgerException e) {
            assertThat(e).hasMessageStartingWith("f: at byte ");
            return null;
        }
    }

    private void assertNoMoreThanTheTruth(ProcessEvidence read, String where) {
        Map<String, Long> calls = new TreeMap<>();
        for (SiteCounts site : truth.sites()) {
            calls.put(site.site().caller().className(), site.calls());
        }
        for (SiteCounts site : read.sites()) {
            Long most = calls.get(site.site().caller().className());
            assertThat(most).as(where).isNotNull();
            assertThat(site.calls()).as(where).isLessThanOrEqualTo(most);
        }
    }

    /** Words that no checksum can cover: times and numbers of classes in the header, and what the cells hold. */
    private boolean changesInPlace(int at) {
        if (at < PAGE) {
            return (at >= LedgerLayout.LAST_SEEN_AT && at < LedgerLayout.STATE)
                    || (at >= LedgerLayout.CLASSES_SEEN && at < LedgerLayout.COMMITTED_PAGES);
        }
        boolean inChunk = little(whole).getInt(at / PAGE * PAGE) == LedgerLayout.CHUNK;
        return inChunk && at % PAGE >= CellLayout.CELL;
    }

    /** Each byte in a line of 64 bytes that holds something, and some of those in empty lines, on every bit in turn. */
    private int step(int at) {
        int line = at / 64 * 64;
        for (int i = line; i < line + 64; i++) {
            if (whole[i] != 0) {
                return 1;
            }
        }
        return 17;
    }

    private int indexOf(String text) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static int endOfLog(byte[] bytes) {
        int at = 2 * PAGE + LedgerLayout.EXTENT_HEADER;
        while (little(bytes).getInt(at) != 0) {
            at += little(bytes).getInt(at) & 0xFFFF;
        }
        return at;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] golden() {
        try {
            return GoldenLedger.make(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
