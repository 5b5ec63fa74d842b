package dev.lastcall.classpath;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for what is packed in another one, as long as it is needed. */
record Unpacked(Path path) implements Closeable {
    Unpacked(byte[] content) throws IOException {
        this(Files.createTempFile("lastcall", null));
        try {
            Files.write(path, content);
        } catch (IOException e) {
            Files.delete(path);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
