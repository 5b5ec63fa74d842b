package dev.lastcall.classpath;

import java.util.Locale;

/** What a file is by its first bytes, whatever it is called. Pure functions. */
final class FileHead {
    /** So many bytes are asked for. */
    static final int LENGTH = 8;

    /**
     * The first version of class files, and one that no Java has soon: other formats begin with the same four bytes.
     */
    private static final int FIRST_VERSION = 45;

    private static final int LAST_VERSION = 200;

    private FileHead() {}

    static boolean isArchive(byte[] head) {
        return begins(head, 'P', 'K', 3, 4);
    }

    /** What packs a single file, often a tar. */
    static boolean isGzip(byte[] head) {
        return begins(head, 0x1f, 0x8b);
    }

    /** A module as {@code jmod} packs it: an archive behind four bytes. */
    static boolean isModule(byte[] head) {
        return begins(head, 'J', 'M', 1, 0);
    }

    /** A script or a program of Windows or Linux: a jar may lie behind it, which then starts by itself. */
    static boolean isProgram(byte[] head) {
        return begins(head, '#', '!') || begins(head, 'M', 'Z') || begins(head, 0x7f, 'E', 'L', 'F');
    }

    static boolean isClass(byte[] head) {
        int version = head.length < LENGTH ? 0 : (head[6] & 0xff) << 8 | (head[7] & 0xff);
        return begins(head, 0xca, 0xfe, 0xba, 0xbe) && version >= FIRST_VERSION && version <= LAST_VERSION;
    }

    /** The classes of a run-time image that {@code jlink} made, in the byte order of either kind of machine. */
    static boolean isImage(byte[] head) {
        return begins(head, 0xca, 0xfe, 0xda, 0xda) || begins(head, 0xda, 0xda, 0xfe, 0xca);
    }

    /** An archive that is not looked into for classes; what packs a single file is none, if it is not called as one. */
    static boolean isArchiveOfFiles(byte[] head, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isNamed = lower.matches(".*[.](tar([.].*)?|tgz|txz|tbz2?|tzst|7z)");
        return isGzip(head) || begins(head, '7', 'z', 0xbc, 0xaf) || isNamed;
    }

    /** Whether the first bytes are those. */
    static boolean begins(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
