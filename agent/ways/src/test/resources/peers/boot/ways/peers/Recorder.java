package ways.peers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what another tool saw, in a mapped file that survives the process. A slot is a count of 8 bytes, then the text
 * {@code rule TAB class#method TAB line} with a length of 4 bytes.
 */
public final class Recorder {
    private static final int SLOT = 512;
    private static final int SLOTS = 4096;
    private static final VarHandle COUNT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ConcurrentHashMap<String, Integer> KNOWN = new ConcurrentHashMap<>();
    private static final MappedByteBuffer FILE = map();

    private Recorder() {}

    public static boolean refuses() {
        return Boolean.getBoolean("ways.refuse");
    }

    public static void call(String rule, String caller, int line) {
        String key = rule + "\t" + caller + "\t" + line;
        Integer slot = KNOWN.get(key);
        if (slot == null) {
            slot = add(key);
        }
        COUNT.getAndAdd(FILE, slot * SLOT, 1L);
    }

    private static synchronized int add(String key) {
        Integer known = KNOWN.get(key);
        if (known != null) {
            return known;
        }
        int slot = KNOWN.size();
        if (slot == SLOTS) {
            throw new IllegalStateException("full");
        }
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        FILE.putInt(slot * SLOT + 8, text.length);
        for (int i = 0; i < text.length; i++) {
            FILE.put(slot * SLOT + 12 + i, text[i]);
        }
        KNOWN.put(key, slot);
        return slot;
    }

    private static MappedByteBuffer map() {
        try (RandomAccessFile file = new RandomAccessFile(System.getProperty("ways.recorded"), "rw")) {
            return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) SLOT * SLOTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
