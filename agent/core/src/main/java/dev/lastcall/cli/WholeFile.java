package dev.lastcall.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file completely or not at all: a reader sees the old content or the new, never a part. */
final class WholeFile {
    private WholeFile() {}

    /** Writes what a file is to hold. */
    interface Content {
        /**
         * Writes all of it.
         *
         * @param out is closed by the caller
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes content, which need not be in memory. A link is followed and stays; a device or pipe is written to, for it
     * cannot be replaced.
     *
     * @throws IOException if it cannot; what was there before is then unchanged
     */
    static void write(Path file, Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException("is a folder");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            return;
        }
        Path parent = target.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("there is no such folder");
        }
        replace(target, content);
    }

    private static void replace(Path target, Content content) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
