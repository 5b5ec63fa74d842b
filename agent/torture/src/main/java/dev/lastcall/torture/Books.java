package dev.lastcall.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What an application wrote down itself: at least {@code acknowledged}, at most {@code announced} calls were made. */
record Books(long acknowledged, long announced) {
    private static final int LENGTH = 16;

    static Books in(Path folder) throws IOException {
        long acknowledged = 0;
        long announced = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                ByteBuffer book = ByteBuffer.allocate(LENGTH);
                byte[] bytes = Files.readAllBytes(file);
                book.put(bytes, 0, Math.min(LENGTH, bytes.length));
                announced += book.getLong(0);
                acknowledged += book.getLong(8);
            }
        }
        return new Books(acknowledged, announced);
    }

    void hold(long counted, String what) throws Broken {
        Broken.unless(
                acknowledged <= counted && counted <= announced,
                what + ": the ledger has " + counted + " calls, the books " + acknowledged + " to " + announced);
    }
}
