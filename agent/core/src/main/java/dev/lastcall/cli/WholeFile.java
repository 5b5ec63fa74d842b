package dev.lastcall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file completely or not at all: a reader sees the old content or the new, never a part. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Writes text as UTF-8. A link is followed and stays; a device or pipe is written to, for it cannot be replaced.
     *
     * @throws IOException if it cannot; what was there before is then unchanged
     */
    static void write(Path file, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException("is a folder");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.write(target, content, StandardOpenOption.WRITE);
            return;
        }
        Path parent = target.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("there is no such folder");
        }
        replace(target, content);
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
