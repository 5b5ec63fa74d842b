package dev.lastcall.classpath;

import java.nio.charset.StandardCharsets;

/** The record at the end of a zip file. Pure functions. */
final class ZipEnd {
    /** Bytes: the record, and the longest comment in it. */
    private static final int LONGEST_END = 22 + 0xffff;

    private static final int END_LENGTH = 22;
    /** Where that record has the number of entries, and what it says if there are more. */
    private static final int ENTRIES = 10;

    private static final int TOO_MANY = 0xffff;

    private ZipEnd() {}

    /** Where the record at the end of a zip file begins; -1 if there is none, as where a file was cut. */
    static int of(byte[] jar) {
        byte[] mark = "PK\5\6".getBytes(StandardCharsets.ISO_8859_1);
        for (int at = jar.length - END_LENGTH; at >= Math.max(0, jar.length - LONGEST_END); at--) {
            if (jar[at] == mark[0] && jar[at + 1] == mark[1] && jar[at + 2] == mark[2] && jar[at + 3] == mark[3]) {
                return at;
            }
        }
        return -1;
    }

    /** How many entries the record there says there are; a number that none can be if they are too many for it. */
    static int entries(byte[] jar, int end) {
        int entries = (jar[end + ENTRIES] & 0xff) | (jar[end + ENTRIES + 1] & 0xff) << 8;
        return entries == TOO_MANY ? -1 : entries;
    }
}
