package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Compares output with a file under {@code src/test/resources}. {@code mvn test -Dlastcall.golden=write} writes the
 * files anew, to be read before they are committed.
 */
public final class Golden {
    private Golden() {}

    /** Fails unless the text is the content of {@code name}, a path under {@code dev/lastcall}. */
    public static void assertSame(String name, String text) {
        try {
            if ("write".equals(System.getProperty("lastcall.golden"))) {
                Files.writeString(Path.of("src/test/resources/dev/lastcall", name), text);
            }
            assertThat(text).isEqualTo(expected(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String expected(String name) throws IOException {
        if ("write".equals(System.getProperty("lastcall.golden"))) {
            return Files.readString(Path.of("src/test/resources/dev/lastcall", name));
        }
        try (InputStream in = Golden.class.getResourceAsStream("/dev/lastcall/" + name)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
