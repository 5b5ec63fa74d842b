package dev.lastcall.classpath;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Looks whether something is packed in a file, by what is in it and not by its name. Archives that the JDK reads (gzip,
 * ZIP, tar, in each other) are opened; others are known by their first bytes. Its functions read, and are pure else.
 */
public final class PackedFile {
    /** So many bytes are unpacked of one file: of more than that it is not known what is in it. */
    private static final long MOST_BYTES = 256L << 20;

    private static final int MOST_ENTRIES = 100_000;
    private static final int DEEPEST = 4;

    /** A block of a tar, whose first one tells that it is one. */
    private static final int BLOCK = 512;

    private static final int TAR_NAME = 100;
    private static final int TAR_SIZE = 124;
    private static final int TAR_SIZE_END = 136;
    private static final int TAR_MAGIC = 257;

    /**
     * With what archives begin that are not opened: xz, bzip2, Zstandard, LZ4, 7-Zip, RAR, lzip, compress, lzop, LZMA,
     * snappy.
     */
    private static final List<int[]> OPAQUE = List.of(
            new int[] {0xfd, '7', 'z', 'X', 'Z', 0},
            new int[] {'B', 'Z', 'h'},
            new int[] {0x28, 0xb5, 0x2f, 0xfd},
            new int[] {0x04, 0x22, 0x4d, 0x18},
            new int[] {'7', 'z', 0xbc, 0xaf, 0x27, 0x1c},
            new int[] {'R', 'a', 'r', '!', 0x1a, 0x07},
            new int[] {'L', 'Z', 'I', 'P'},
            new int[] {0x1f, 0x9d},
            new int[] {0x89, 'L', 'Z', 'O'},
            new int[] {0x5d, 0, 0},
            new int[] {0xff, 0x06, 0, 0, 's', 'N', 'a', 'P'});

    private static final byte[] USTAR = "ustar".getBytes(US_ASCII);

    private final Wanted wanted;

    private PackedFile(Wanted wanted) {
        this.wanted = wanted;
    }

    /** What is looked for. */
    public interface Wanted {
        /** Whether an entry of that name is. */
        boolean isNamed(String entry);

        /** Whether what begins so is. */
        boolean begins(byte[] head);
    }

    /** What is in a file, the worst first. */
    public enum Content {
        /** What is looked for. */
        WANTED,
        /** Something that cannot be looked into. */
        OPAQUE,
        /** Neither. */
        OTHER
    }

    /** Opens a file, and what is packed in it. */
    public static Content of(Path file, Wanted wanted) {
        PackedFile packed = new PackedFile(wanted);
        try {
            return isZip(file) ? packed.ofZip(file) : packed.ofStream(file);
        } catch (IOException | RuntimeException e) { // damaged, encrypted, or not to be read
            return Content.OPAQUE;
        }
    }

    /** The same of what is in an archive; the stream is left open, wherever it was read to. */
    static Content of(InputStream file, Wanted wanted) {
        try {
            return new PackedFile(wanted).ofStream(file, 0, new Budget());
        } catch (IOException | RuntimeException e) { // as above
            return Content.OPAQUE;
        }
    }

    /** An executable jar begins with a script: names tell it as well. */
    private static boolean isZip(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (isLibrary(name)) {
            return Files.size(file) > 0;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return FileHead.isArchive(in.readNBytes(FileHead.LENGTH));
        }
    }

    /** By its directory, so that classes need not be unpacked. */
    private Content ofZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            boolean isLibrary = isLibrary(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
            Content found = Content.OTHER;
            Budget budget = new Budget();
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && found != Content.WANTED) {
                ZipEntry entry = entries.nextElement();
                if (wanted.isNamed(entry.getName())) {
                    return Content.WANTED;
                }
                if (!entry.isDirectory() && !isCode(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        found = worse(found, ofStream(in, 1, budget));
                    }
                }
            }
            return isLibrary && found == Content.OPAQUE ? Content.OTHER : found;
        }
    }

    private Content ofStream(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ofStream(in, 0, new Budget());
        }
    }

    private Content ofStream(InputStream packed, int depth, Budget budget) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed, BLOCK);
        in.mark(BLOCK);
        byte[] head = in.readNBytes(BLOCK);
        in.reset();
        if (wanted.begins(head)) {
            return Content.WANTED;
        }
        if (OPAQUE.stream().anyMatch(magic -> FileHead.begins(head, magic))) {
            return Content.OPAQUE;
        }
        boolean isGzip = FileHead.isGzip(head);
        boolean isZip = FileHead.isArchive(head);
        boolean isTar = isTar(head);
        if (!isGzip && !isZip && !isTar) {
            return Content.OTHER;
        }
        if (depth == DEEPEST) {
            return Content.OPAQUE;
        }
        if (isGzip) {
            return ofStream(budget.of(new GZIPInputStream(in)), depth + 1, budget);
        }
        return isZip
                ? ofZip(new ZipInputStream(budget.of(in)), depth, budget)
                : ofTar(depth == 0 ? in : budget.of(in), depth, budget);
    }

    private Content ofZip(ZipInputStream zip, int depth, Budget budget) throws IOException {
        Content found = Content.OTHER;
        for (ZipEntry entry = zip.getNextEntry();
                entry != null && found != Content.WANTED;
                entry = zip.getNextEntry()) {
            if (wanted.isNamed(entry.getName())) {
                return Content.WANTED;
            }
            if (!entry.isDirectory() && !isCode(entry.getName())) {
                found = worse(found, ofStream(budget.of(zip), depth + 1, budget));
            }
        }
        return found;
    }

    private Content ofTar(InputStream in, int depth, Budget budget) throws IOException {
        Content found = Content.OTHER;
        for (byte[] head = in.readNBytes(BLOCK); isTar(head); head = in.readNBytes(BLOCK)) {
            budget.entry();
            if (wanted.isNamed(name(head))) {
                return Content.WANTED;
            }
            long size = Long.parseLong(
                    new String(head, TAR_SIZE, TAR_SIZE_END - TAR_SIZE, US_ASCII)
                            .replace('\0', ' ')
                            .strip(),
                    8);
            Window content = new Window(in, size);
            found = worse(found, ofStream(content, depth + 1, budget));
            content.skipNBytes(content.left);
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            if (found == Content.WANTED) {
                return found;
            }
        }
        return found;
    }

    private static String name(byte[] tarHead) {
        int end = 0;
        while (end < TAR_NAME && tarHead[end] != 0) {
            end++;
        }
        return new String(tarHead, 0, end, US_ASCII);
    }

    private static boolean isTar(byte[] head) {
        if (head.length < BLOCK) {
            return false;
        }
        for (int i = 0; i < USTAR.length; i++) {
            if (head[TAR_MAGIC + i] != USTAR[i]) {
                return false;
            }
        }
        return true;
    }

    private static Content worse(Content a, Content b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Libraries are full of what is packed, and what is packed in them is no evidence. */
    private static boolean isCode(String name) {
        return name.endsWith(".class") || isLibrary(name);
    }

    private static boolean isLibrary(String name) {
        return name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear");
    }

    /** How much of one file is unpacked, whatever is packed in what. Not thread-safe. */
    private static final class Budget {
        private long bytes = MOST_BYTES;
        private int entries = MOST_ENTRIES;

        void entry() throws IOException {
            if (--entries < 0) {
                throw new IOException("too many entries");
            }
        }

        void take(long read) throws IOException {
            bytes -= Math.max(0, read);
            if (bytes < 0) {
                throw new IOException("too much to unpack");
            }
        }

        InputStream of(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    take(1);
                    return super.read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    int read = super.read(into, from, length);
                    take(read);
                    return read;
                }

                @Override
                public long skip(long count) throws IOException {
                    long skipped = super.skip(count);
                    take(skipped);
                    return skipped;
                }

                @Override
                public void close() {
                    // what it reads from is closed by the code that opened it
                }
            };
        }
    }

    /** The content of one entry: reading it ends where it does. */
    private static final class Window extends FilterInputStream {
        private long left;

        Window(InputStream in, long size) {
            super(in);
            left = size;
        }

        @Override
        public int read() throws IOException {
            int read = left <= 0 ? -1 : super.read();
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = left <= 0 ? -1 : super.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }
    }
}
