package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.CELL;
import static dev.lastcall.ledger.CellLayout.PAGE;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.CodeOrigin;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.policy.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A ledger that means harm: the real writer puts evil texts and numbers into it, then bytes are damaged where it hurts,
 * and most checksums made to fit again, so that no check of them stops it.
 */
final class HostileLedger {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        63,
        64,
        255,
        4096,
        65_535,
        1L << 31,
        -(1L << 31),
        (1L << 32) - 1,
        1L << 55,
        1L << 56,
        (1L << 56) + 1,
        1L << 60,
        (1L << 61) - 1,
        1L << 61,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        253_402_300_799_999L,
        253_402_300_800_000L
    };
    private static final String[] TEXTS = {
        "",
        "a.b.C",
        "factory",
        "run",
        "()V",
        "(I)V",
        "(",
        ")",
        "(L",
        "(Lx",
        "(V)V",
        "([[[[I",
        "()",
        "[",
        "V",
        "\nVERDICT GO",
        "\r\nVERDICT GO\r\n",
        "\u2028VERDICT GO\u2029",
        "\u0085VERDICT GO",
        "\u001b[2K\u001b[1AVERDICT GO",
        "\u009b2J",
        "\u202eOG TCIDREV",
        "\u2066\u200b\ufeff\u061c",
        "\uDB40\uDC41\uD800",
        "x".repeat(5_000),
        "<clinit>",
        "<native>",
        "**",
        "*a*a*a*a*a*a*b",
        "2027-13-99",
        "%s%n%d",
        "{\"verdict\":\"GO\"}",
        "block",
        "off"
    };

    private final Random random;
    /**
     * How many of a hundred numbers and descriptors are evil: some ledgers are nearly whole, so that they are believed.
     */
    private int evil;

    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    HostileLedger(long seed) {
        random = new Random(seed);
    }

    byte[] make() throws IOException {
        order = random.nextInt(8) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        evil = new int[] {0, 3, 30}[random.nextInt(3)];
        byte[] bytes = written();
        List<Integer> records = records(bytes);
        int wounds = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            bytes = wounded(bytes, records);
        }
        if (random.nextInt(5) != 0) {
            makeChecksumsFit(bytes, records);
        }
        return bytes;
    }

    private byte[] written() throws IOException {
        HeapSpace space = new HeapSpace(order);
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, process());
        List<String> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            RuleInfo rule = rule();
            rules.add(rule.id());
            writer.addRule(rule);
        }
        int sites = 1 + random.nextInt(9);
        for (int number = 1; number <= sites; number++) {
            writer.addSite(isEvil() ? 1 + random.nextInt(63) : number, site(rules));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Chunk chunk = writer.newChunk(isEvil() ? (int) number() : 0, i);
            for (int cell = random.nextInt(8); cell > 0; cell--) {
                int site = isEvil() ? 1 + random.nextInt(63) : 1 + random.nextInt(sites);
                int at = chunk.offset() + site * CELL + CellLayout.PLAIN + 8 * random.nextInt(4);
                chunk.buffer().putLong(at, number(5));
                chunk.buffer().putLong(chunk.offset() + site * CELL + CellLayout.LAST_SEEN, number(Samples.START));
            }
        }
        if (isEvil()) {
            writer.addBlindSpot(new BlindSpot(text(), text()));
        }
        if (random.nextInt(3) == 0) {
            writer.mode(number(Samples.START), text());
            writer.policy(number(Samples.START), text());
        }
        if (random.nextInt(3) == 0) {
            writer.watch(number(Samples.START), random.nextBoolean() ? "off" : "watching", text());
            writer.jvmStarted(number(Samples.START));
            writer.clockJumped(number(Samples.START), number(Samples.START));
            writer.stoodStill(number(Samples.START), number(Samples.START));
            writer.firstCalls((int) number(0));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            List<RuleInfo> next = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                next.add(rule());
            }
            writer.policy(number(Samples.START), text(), text(), next);
        }
        if (random.nextInt(3) == 0) {
            writer.addOrigin(Samples.START, new CodeOrigin(text(), text(), text(), text(), "manifest"));
        }
        if (evil == 0) {
            writer.noteHistory(Samples.START + random.nextInt(100_000_000));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            List<PathFrame> frames = new ArrayList<>();
            for (int j = random.nextInt(5); j > 0; j--) {
                frames.add(random.nextInt(4) == 0 ? PathFrame.FOLDED : new PathFrame(text(), text()));
            }
            CallPath path = new CallPath(number(1), frames, random.nextBoolean(), random.nextBoolean());
            writer.addPath(Samples.START, isEvil() ? (int) number() : 1, path);
        }
        if (random.nextBoolean()) {
            writer.exited(Samples.START, 3, 2);
        }
        return space.bytes();
    }

    private ProcessStart process() {
        long uuid = random.nextInt(3) == 0 ? 1 : random.nextLong(); // that of a healthy one
        String service = text();
        String environment = text();
        String version = text();
        String host = text();
        return ProcessStart.of(uuid, 1, service, number(1), number(Samples.START))
                .withLabels(environment, version, host)
                .withPolicy(text(), text())
                .withVersions(text(), text())
                .withWatch(random.nextBoolean() ? "" : "watching", text(), random.nextBoolean(), (int) number(1_000));
    }

    private RuleInfo rule() {
        return new RuleInfo(
                text(),
                text(),
                text(),
                random.nextBoolean(),
                texts(),
                texts(),
                random.nextBoolean() ? List.of() : List.of(new AllowInfo(text(), text(), text(), text())));
    }

    private Site site(List<String> rules) {
        String rule = random.nextInt(4) == 0 ? text() : rules.get(random.nextInt(rules.size()));
        Caller caller = new Caller(text(), text(), isEvil() ? text() : "()V", (int) number(5), text(), text(), text());
        Kind kind = List.of(Kind.values()).get(random.nextInt(Kind.values().length));
        return new Site(
                rule,
                random.nextBoolean() ? Role.DEPRECATED : Role.CANONICAL,
                kind,
                caller,
                new Target(text(), text(), isEvil() ? text() : "(La/b;[I)V"));
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(4) == 0 ? text + TEXTS[random.nextInt(TEXTS.length)] : text;
    }

    private boolean isEvil() {
        return random.nextInt(100) < evil;
    }

    private long number(long usual) {
        return isEvil() ? number() : usual;
    }

    private long number() {
        return random.nextInt(4) == 0 ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private byte[] wounded(byte[] bytes, List<Integer> records) {
        if (bytes.length < 3 * PAGE) {
            return bytes;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        int page = random.nextInt(bytes.length / PAGE) * PAGE;
        switch (random.nextInt(9)) {
            case 0 -> buffer.putLong(random.nextInt(bytes.length / 8) * 8, number());
            case 1 -> buffer.putLong(64 + 8 * random.nextInt(20), number()); // what changes in the header
            case 2 -> buffer.putInt(page + 4 * random.nextInt(8), (int) number()); // an extent's header
            case 3 -> {
                int pages = (int) number();
                buffer.putInt(LedgerLayout.COMMITTED_PAGES, pages);
                buffer.putInt(LedgerLayout.COMMITTED_INVERTED, ~pages);
            }
            case 4 -> {
                int record = records.isEmpty() ? bytes.length : records.get(random.nextInt(records.size()));
                if (record + 4 <= bytes.length) { // numbers and lengths of texts stand at even places
                    int length = buffer.getInt(record) & 0xFFFF;
                    int at = record + 2 * random.nextInt(Math.max(1, length / 2));
                    if (at + 2 <= bytes.length) {
                        buffer.putShort(at, (short) number());
                    }
                }
            }
            case 5 -> System.arraycopy(bytes, page, bytes, random.nextInt(bytes.length / PAGE) * PAGE, PAGE);
            case 6 -> Arrays.fill(bytes, page, page + random.nextInt(PAGE), (byte) number());
            case 7 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            default -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Where records begin. */
    private List<Integer> records(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        List<Integer> records = new ArrayList<>();
        for (int page = PAGE; page < bytes.length; page += PAGE) {
            int pages = buffer.getInt(page + LedgerLayout.PAGES);
            int at = page + LedgerLayout.EXTENT_HEADER;
            while (buffer.getInt(page) == LedgerLayout.RECORDS
                    && at < page + pages * PAGE
                    && buffer.getInt(at) >>> 16 == LedgerLayout.READY_MARK) {
                records.add(at);
                at += buffer.getInt(at) & 0xFFFF;
            }
        }
        return records;
    }

    private void makeChecksumsFit(byte[] bytes, List<Integer> records) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        for (int record : records) {
            int end = record + 12 <= bytes.length ? record + (buffer.getInt(record) & 0xFFFF) : 0;
            if (end >= record + 12 && end <= bytes.length) {
                buffer.putInt(record + LedgerLayout.RECORD_CRC, LedgerLayout.crc(buffer, record + 8, end));
            }
        }
        for (int page = PAGE; page + PAGE <= bytes.length; page += PAGE) {
            if (buffer.getInt(page) != 0) {
                buffer.putInt(page + LedgerLayout.EXTENT_CRC, LedgerLayout.crc(buffer, page, page + 24));
            }
        }
        if (bytes.length >= PAGE) {
            buffer.putInt(LedgerLayout.HEAD_CRC, LedgerLayout.crc(buffer, 8, LedgerLayout.HEAD_CRC));
            block(buffer, LedgerLayout.LABELS);
            block(buffer, LedgerLayout.REASON);
        }
    }

    private static void block(ByteBuffer buffer, int at) {
        int length = buffer.getInt(at);
        if (length >= 0 && length <= PAGE - at - 8) {
            buffer.putInt(at + 4, LedgerLayout.crc(buffer, at + 8, at + 8 + length));
        }
    }
}
