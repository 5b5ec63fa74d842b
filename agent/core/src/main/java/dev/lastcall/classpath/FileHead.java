package dev.lastcall.classpath;

import java.util.Locale;
import java.util.Set;

/** What a file is by its first bytes, whatever it is called. Pure functions. */
final class FileHead {
    /** So many bytes are asked for. */
    static final int LENGTH = 8;

    /**
     * The first version of class files, and one that no Java has soon: other formats begin with the same four bytes.
     */
    private static final int FIRST_VERSION = 45;

    private static final int LAST_VERSION = 200;

    private static final Set<String> TARS = Set.of("tar", "tgz", "txz", "tbz", "tbz2", "tzst");
    /** Each packs a single file. */
    private static final Set<String> PACKERS = Set.of("xz", "bz2", "zst", "lz4", "lz", "lzma", "z", "lzo", "sz", "br");

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

    /** Class files as {@code pack200} packed them, until Java 14. */
    static boolean isPackedClasses(byte[] head) {
        return begins(head, 0xca, 0xfe, 0xd0, 0x0d);
    }

    /**
     * An archive that is not looked into for classes. What packs a single file is none if its name says what that file
     * is, and that is no archive and no class: a text, or a library of the system.
     */
    static boolean mayHoldPacked(byte[] head, String name) {
        if (isGzip(head) || begins(head, '7', 'z', 0xbc, 0xaf) || begins(head, 'R', 'a', 'r', '!')) {
            return true;
        }
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String suffix = file.substring(file.lastIndexOf('.') + 1);
        if (TARS.contains(suffix) || file.contains(".tar.")) {
            return true;
        }
        boolean isNamed = isNamedAsPacked(file);
        String packed = isNamed ? file.substring(0, file.length() - suffix.length() - 1) : file;
        if (packed.endsWith(".class") || packed.endsWith(".pack") || EntryNames.isJar(packed)) {
            return isNamed;
        }
        return isPacked(head) && !(isNamed && packed.indexOf('.') >= 0);
    }

    /** Whether a file is called as what packs a single file and is not opened, whatever its first bytes. */
    static boolean isNamedAsPacked(String name) {
        return PACKERS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** xz, bzip2, Zstandard, LZ4. */
    private static boolean isPacked(byte[] head) {
        return begins(head, 0xfd, '7', 'z', 'X', 'Z', 0)
                || begins(head, 'B', 'Z', 'h')
                || begins(head, 0x28, 0xb5, 0x2f, 0xfd)
                || begins(head, 0x04, 0x22, 0x4d, 0x18);
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
