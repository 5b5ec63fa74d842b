package dev.lastcall.ledger;

import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.text.OneLine;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The layout of a ledger file, version 1.
 *
 * <p>Offsets and sizes are in bytes, times in milliseconds since 1970 UTC. Numbers are in the byte order of the machine
 * that wrote them; the byte-order mark tells which. Strings are UTF-8 behind a u16 length. A CRC is a CRC-32 as in zip.
 *
 * <pre>
 *  page 0        page 1 …
 * +------------+--------------+-----------------+--------------+----- - -
 * |   header   |   extent     |     extent      |   extent     |  zeros: free
 * +------------+--------------+-----------------+--------------+----- - -
 *  4,096 bytes   each of whole pages in a row; a page without an extent is all zeros
 *
 * HEADER                                             written
 *     0  u8[8]  magic "LASTCALL"                     once, last of all
 *     8  u32    layout version, 1                    once   \
 *    12  u32    byte-order mark, 0x01020304          once    |
 *    16  i64    UUID, high half                      once    | under the
 *    24  i64    UUID, low half                       once    | head's CRC
 *    32  i64    pid                                  once    |
 *    40  i64    started at                           once    |
 *    48  u32    0                                    once   /
 *    52  u32    CRC of bytes 8 to 51                 once
 *    64  i64    last seen at (heartbeat)             often
 *    72  u32    state: 0 running, 1 exited (*)       once more
 *    76  u32    mode: 0 off, 1 count, 2 log,
 *               3 block (*)                          at changes
 *    80  i64    classes seen                         often
 *    88  i64    classes woven                        often
 *    96  u32    committed pages, header included     at growth
 *   100  u32    the same, inverted                   at growth
 *   104  u32    1: the writer holds the lock (*)     at growth
 *   112  u32    chunks not in the file               at failures
 *   116  u32    records not in the file              at failures
 *   120  i64    calls counted in these chunks so far often, after a failure
 *   128  i64    coarse clock: scratch of the process often
 *   136  i64    pages of counters so far (**)       at each one
 *   144  i64    sites called so far (**)            often
 *   152  i64    extents of records so far (**)      at each one
 *   192  u32    length of the reason, u32 CRC, text  at failures
 *   448  u32    length of the labels, u32 CRC,       once
 *               strings: service, environment, version,
 *               host, policy hash, agent version, JVM
 *  4096
 *  (*) lower 16 bits the value, upper 16 bits the value inverted
 *  (**) lower 32 bits the value, upper 32 bits the value inverted; 0: not said. In the first ledgers 0
 *
 * EXTENT HEADER (32 bytes, immutable)
 *     0  u32    tag: "CELL", "RECS", or "GONE" for cells that were cut off; 0 until the header is whole
 *     4  u32    pages, this one included
 *     8  i32    CELL: chunk index, -1: the chunk of lost calls; RECS: number of the extent
 *    12  u32    0
 *    16  i64    CELL: owner; RECS: 0
 *    24  u32    CRC of bytes 0 to 23
 *    28  u32    0
 *
 * CELL: a chunk: one page, 64 cells of 64 bytes       RECS: pages of an append-only log
 *     0  extent header                                    0  extent header
 *    64  cell of site index * 64 + 1                     32  record
 *   128  cell of site index * 64 + 2                      …  record, on a multiple of 8
 *     …                                                   …  zeros
 *  4032  cell of site index * 64 + 63
 *
 * CELL OF A CHUNK (one cache line)                    RECORD
 *     0  i64  control: scratch of the process             0  u32  ready: 0 until the record is whole, then
 *     8  i64  plain calls                                         upper 16 bits 0xA5C3, lower 16 bits its length
 *    16  i64  blocked calls                               4  u32  CRC of byte 8 to the end
 *    24  i64  allowed calls                               8  u32  type
 *    32  i64  delegated calls                            12  body, zeros up to a multiple of 8
 *    40  i64  last seen
 *    48  i64  first seen
 *    56  i64  calls by other agents; before, 0
 *
 * BODIES (a reader skips types and bytes at the end that it does not know)
 *   1 SITE        i32 number, u8 kind, u8 role, u16 flags (1: the JDK swallows refusals there, 2: in a class of another
 *                 agent; before, 0), i32 line, strings: rule; the caller's class, method, descriptor, source, code
 *                 source, loader; the target's class, member, descriptor
 *   2 RULE        u8 has canonical, strings: id, message, mode; i32 version, u8 1 if signatures that name nothing
 *                 are no doubt (both missing in the first ledgers). The last of an id counts, where no POLICY
 *                 record says what is in force
 *   3 BLIND SPOT  strings: class, reason
 *   4 CHANGE      i64 time, strings: mode, policy hash. The latest counts
 *   5 SIGNATURE   u8 role, strings: rule, text. Of the rule's last RULE record, behind it
 *   6 ALLOW       strings: rule, callers, reason, expires, owner (missing if there is none). Of the rule's last RULE
 *                 record, behind it
 *   7 WATCH       i64 time, i64 JVM started at (0: not said), i32 interval of heartbeats in milliseconds (0: none),
 *                 u8 state: 0 watching, 1 off, 2 without rules, 3 unguarded, 4 guards late; u8 1: attached late,
 *                 u16 0, string: reason. From then on, until the next; the same state twice is one. A record
 *                 with a time at which the JVM started says nothing but that
 *   8 POLICY      i64 time, strings: mode, policy hash; i32 rules, i32 first of them here, i32 number of ranges, each
 *                 i32 version of its first rule (0: not written down), i32 rules, whose versions follow one another,
 *                 i32 their mode. The policy in force from then on: a rule that is as it was is not written again
 *   9 DROPPED     i64 time, string: what is not written any more from then on, since it has taken all the room it may
 *  10 CLOCK       i64 time as the clock should have said, i64 as it said: it jumped between two heartbeats
 *  11 FRAME       u16 number, from 1 on, strings: class, method. For PATH records behind it
 *  12 PATH        i32 site, i64 call, u8 1: there were more frames, 2: a static initializer is on the path; u8
 *                 frames, each u16 number of a FRAME record, 0 for folded ones. Without frames: for the flags alone
 *  13 HISTORY     i64 from, i64 until, u8 0: an hour, 1: a day, u8 0, u16 runs of sites, each: how many site numbers
 *                 are left out before it, how many sites, and the calls of each within that time: all as numbers of
 *                 7 bits a byte, the lowest first, with bit 7 set but in the last byte. In extents of four pages, of
 *                 which the oldest are used again
 *  14 ORIGIN      u8 0: not known, 1: from pom.properties, 2: from the manifest; strings: code source, group, artifact,
 *                 version. At most one of a code source
 *  15 PROGRAM     u8 1: somebody named the service; strings: main class, jar, title. What is empty is not known; the
 *                 last counts
 *  16 REFERENCES  strings: class, source, code source; u16 references, each u8 kind, u8 0, i32 line, strings: member,
 *                 descriptor, target's class, its member. One class may have several records
 *  17 MORE        i64 how many more references there were. The largest counts
 *  18 STANDSTILL  i64 from, i64 until: the process did not run
 * </pre>
 *
 * <p>Several chunks have the same index, one for each thread: a reader sums them. Words outside a CRC change in place;
 * a flipped bit in a counter can therefore not be noticed, unless the number becomes implausible.
 */
final class LedgerLayout {
    static final int VERSION = 1;
    static final int BYTE_ORDER_MARK = 0x01020304;
    /** "LASTCALL", first letter in the highest byte. */
    static final long MAGIC_BIG_ENDIAN = 0x4C41535443414C4CL;

    static final int MAGIC = 0;
    static final int LAYOUT_VERSION = 8;
    static final int ORDER_MARK = 12;
    static final int UUID_HIGH = 16;
    static final int UUID_LOW = 24;
    static final int PID = 32;
    static final int STARTED_AT = 40;
    static final int HEAD_CRC = 52;
    static final int HEAD_END = 56;
    static final int LAST_SEEN_AT = 64;
    static final int STATE = 72;
    static final int MODE = 76;
    static final int CLASSES_SEEN = 80;
    static final int CLASSES_WOVEN = 88;
    static final int COMMITTED_PAGES = 96;
    static final int COMMITTED_INVERTED = 100;
    static final int LOCKED = 104;
    static final int CHUNKS_OUTSIDE = 112;
    static final int RECORDS_OUTSIDE = 116;
    static final int CALLS_OUTSIDE = 120;
    static final int CLOCK = 128;
    static final int CHUNKS_WRITTEN = 136;
    static final int FIRST_CALLS_WRITTEN = 144;
    static final int RECORD_EXTENTS_WRITTEN = 152;
    static final int REASON = 192;
    static final int REASON_MAX = 240;
    static final int LABELS = 448;
    static final int LABEL_COUNT = 7;
    /** Seven labels of this size and their lengths fill 3,514 of the 3,640 bytes that are left. */
    static final int LABEL_MAX = 500;

    static final int STATE_RUNNING = 0;
    static final int STATE_EXITED = 1;

    /** Words of the modes; the order is persisted: append only. */
    private static final String[] MODE_WORDS = {"off", "count", "log", "block"};

    /** What says which library a code source is; the order is persisted: append only. */
    private static final String[] ORIGINS = {"", "pom.properties", "manifest"};

    /** Words of the watch states; the order is persisted: append only. {@link WatchState} has the same. */
    private static final String[] WATCH_WORDS = {"watching", "off", "without-rules", "unguarded", "guards-late"};

    static final int CHUNK = 0x4345_4C4C;
    static final int RECORDS = 0x5245_4353;
    static final int GONE = 0x474F_4E45;
    static final int TAG = 0;
    static final int PAGES = 4;
    static final int INDEX = 8;
    static final int OWNER = 16;
    static final int EXTENT_CRC = 24;
    static final int EXTENT_HEADER = 32;
    /** More pages than that in an extent are damage: no writer makes such a one. */
    static final int EXTENT_PAGES_MAX = 64;
    /** Index of the chunk that takes the calls of threads that could get no memory of their own. */
    static final int LOST_CHUNK = -1;

    static final int READY = 0;
    static final int RECORD_CRC = 4;
    static final int TYPE = 8;
    static final int BODY = 12;
    static final int READY_MARK = 0xA5C3;
    /** A record's string is cut at that many bytes: ten of them stay below the 65,535 bytes that a length can say. */
    static final int STRING_MAX = 4000;

    /** By name: {@code StandardCharsets} loads the classes of all its charsets, at each start. */
    private static final Charset UTF_8 = Charset.forName("UTF-8");

    /** U+2026 as UTF-8, written out: to encode it takes a class that few starts need otherwise. */
    private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6};

    /**
     * The persisted numbers of {@code Role}'s constants, which are their ordinals; a start need not load it for them.
     */
    static final int DEPRECATED = 0;

    static final int CANONICAL = 1;

    /** In a site's record: the JDK takes a refusal there for an answer. */
    static final int SWALLOWING = 1;

    /** In a site's record: the caller is a class of another agent that is counted apart. */
    static final int OF_AGENT = 2;

    static final int SITE = 1;
    static final int RULE = 2;
    static final int BLIND_SPOT = 3;
    static final int CHANGE = 4;
    static final int SIGNATURE = 5;
    static final int ALLOW = 6;
    static final int WATCH = 7;
    static final int POLICY = 8;
    static final int DROPPED = 9;
    static final int CLOCK_JUMP = 10;
    static final int FRAME = 11;
    static final int PATH = 12;
    static final int HISTORY = 13;
    static final int ORIGIN = 14;
    static final int PROGRAM = 15;
    static final int REFERENCES = 16;
    static final int MORE_REFERENCES = 17;
    static final int STANDSTILL = 18;

    private LedgerLayout() {}

    static long magic(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN ? MAGIC_BIG_ENDIAN : Long.reverseBytes(MAGIC_BIG_ENDIAN);
    }

    /** The value with its inverse beside it, so that damage shows. */
    static int checked(int value) {
        return (value & 0xFFFF) | (~value << 16);
    }

    /** The value of {@link #checked}; -1 if damaged. */
    static int unchecked(int word) {
        int value = word & 0xFFFF;
        return checked(value) == word ? value : -1;
    }

    /** The persisted number of a watch state. */
    static int watchNumber(String word) {
        for (int i = 0; i < WATCH_WORDS.length; i++) {
            if (WATCH_WORDS[i].equals(word)) {
                return i;
            }
        }
        throw new IllegalArgumentException(word);
    }

    /** The persisted number of what says which library a code source is. */
    static int originNumber(String from) {
        for (int i = 0; i < ORIGINS.length; i++) {
            if (ORIGINS[i].equals(from)) {
                return i;
            }
        }
        return 0;
    }

    /**
     * What says which library a code source is.
     *
     * @throws ArrayIndexOutOfBoundsException if this version does not know it
     */
    static String origin(int number) {
        return ORIGINS[number];
    }

    /** The persisted number of a mode; 0xFFFF for a word that this version does not know. */
    static int modeNumber(String word) {
        for (int i = 0; i < MODE_WORDS.length; i++) {
            if (MODE_WORDS[i].equals(word)) {
                return i;
            }
        }
        return 0xFFFF;
    }

    /** The word of a persisted mode; empty if there is none. */
    static String modeWord(int number) {
        return number >= 0 && number < MODE_WORDS.length ? MODE_WORDS[number] : "";
    }

    /** The text of those bytes of UTF-8. */
    static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    /** The text in at most {@code max} bytes of UTF-8; a cut falls between characters and ends with an ellipsis. */
    static byte[] utf8(String text, int max) {
        // a char has at least one byte: what comes later is cut anyway, and need not be encoded
        String head = text.length() > max ? text.substring(0, max + 1) : text;
        byte[] bytes = head.getBytes(UTF_8);
        if (bytes.length <= max) {
            return bytes;
        }
        int end = max - ELLIPSIS.length;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        byte[] cut = Arrays.copyOf(bytes, end + ELLIPSIS.length);
        System.arraycopy(ELLIPSIS, 0, cut, end, ELLIPSIS.length);
        return cut;
    }

    /**
     * Keeps what was written to the pages before what is written next, for those who read the file meanwhile. Pages in
     * the heap are a draft's, which nobody else reads; the JDK's fences take a fifth of a millisecond when they are
     * first asked for.
     */
    static void release(ByteBuffer pages) {
        if (pages.isDirect()) {
            VarHandle.releaseFence();
        }
    }

    static int crc(ByteBuffer buffer, int from, int to) {
        ByteBuffer part = buffer.duplicate();
        part.limit(to).position(from);
        CRC32 crc = new CRC32();
        crc.update(part);
        return (int) crc.getValue();
    }

    /** How many pages an extent takes that holds so many bytes of records. */
    static int pagesFor(int bytes) {
        return (EXTENT_HEADER + bytes + CellLayout.PAGE - 1) / CellLayout.PAGE;
    }

    /** Makes zero pages an extent. The tag, which says so, becomes visible after all the rest. */
    static void openExtent(ByteBuffer buffer, int offset, int pages, int tag, int index, long owner) {
        ByteBuffer head = ByteBuffer.allocate(EXTENT_HEADER).order(buffer.order());
        head.putInt(TAG, tag);
        head.putInt(PAGES, pages);
        head.putInt(INDEX, index);
        head.putLong(OWNER, owner);
        head.putInt(EXTENT_CRC, crc(head, 0, EXTENT_CRC));
        buffer.put(offset + 4, head.array(), 4, EXTENT_HEADER - 4);
        release(buffer);
        buffer.putInt(offset + TAG, tag);
    }

    /** What a failure to grow left out; the same sentence from the writer and from the reader. */
    static String outside(int chunks, int records, long calls, String reason) {
        return OneLine.count(chunks, "chunk") + " and " + OneLine.count(records, "record") + Completeness.NOT_IN_FILE
                + reason + (calls > 0 ? "; " + OneLine.count(calls, "call") + " so far were counted outside" : "");
    }
}
