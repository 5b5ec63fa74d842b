package dev.lastcall.launch;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/** The packs of the agent's jar, as {@code dev.lastcall.pack.Packer} writes them, with their table. Thread-safe. */
final class Packs {
    /** The entry that says in which pack a class is. */
    private static final String TABLE = PackFile.ROOT + "packs";

    private final ZipFile jar;
    private final Map<String, byte[]> indexes = new HashMap<String, byte[]>();
    /** Dropped at the next garbage collection: most classes of a pack are loaded at the same time. */
    private final Map<String, Reference<byte[]>> classes = new HashMap<String, Reference<byte[]>>();

    private String table;

    Packs(ZipFile jar) {
        this.jar = jar;
    }

    /** The pack of the first line of the table that matches; null if none does. */
    synchronized String packOf(String name) throws ClassNotFoundException {
        if (table == null) {
            byte[] read = PackFile.bytes(jar.getEntry(TABLE), jar);
            table = read == null ? "" : PackFile.text(read, 0, read.length);
        }
        int end;
        for (int start = 0; start < table.length(); start = end + 1) {
            int blank = table.indexOf(' ', start);
            end = table.indexOf('\n', blank);
            boolean fits = table.charAt(blank - 1) == '*'
                    ? name.regionMatches(0, table, start, blank - 1 - start)
                    : name.length() == blank - start && table.startsWith(name, start);
            if (fits) {
                return table.substring(blank + 1, end);
            }
        }
        return null;
    }

    synchronized byte[] index(String pack) throws ClassNotFoundException {
        byte[] index = indexes.get(pack);
        if (index == null) {
            open(pack);
            index = indexes.get(pack);
        }
        return index;
    }

    synchronized byte[] classes(String pack) throws ClassNotFoundException {
        Reference<byte[]> reference = classes.get(pack);
        byte[] held = reference == null ? null : reference.get();
        return held == null ? open(pack) : held;
    }

    private byte[] open(String pack) throws ClassNotFoundException {
        try {
            byte[][] read = PackFile.read(pack, jar);
            indexes.put(pack, read[0]);
            classes.put(pack, new WeakReference<byte[]>(read[1]));
            return read[1];
        } catch (IOException unreadable) {
            throw new ClassNotFoundException("the pack " + pack + " of lastcall.jar", unreadable);
        }
    }
}
