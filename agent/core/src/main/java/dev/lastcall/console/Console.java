package dev.lastcall.console;

import dev.lastcall.text.OneLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * One of the process's standard streams, written to past {@link System#err} and {@link System#out}, which belong to the
 * application. Thread-safe: each line is one write, in UTF-8. A failure to write is ignored, for there is nobody left
 * to tell.
 */
public final class Console {
    /** By name: {@code StandardCharsets} loads the classes of all its charsets, at each start. */
    private static final Charset UTF_8 = Charset.forName("UTF-8");

    private static final Console STDERR = new Console(new FileOutputStream(FileDescriptor.err));
    private static final Console STDOUT = new Console(new FileOutputStream(FileDescriptor.out));

    private final OutputStream stream;

    public Console(OutputStream stream) {
        this.stream = stream;
    }

    /** The process's standard error. */
    public static Console stderr() {
        return STDERR;
    }

    /** The process's standard output. */
    public static Console stdout() {
        return STDOUT;
    }

    /** Writes the text, which may be a block of lines each of which {@link OneLine} made, and a line feed after it. */
    public void line(String text) {
        byte[] bytes = (OneLine.lines(text) + '\n').getBytes(UTF_8);
        try {
            stream.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            // nobody left to tell
        }
    }
}
