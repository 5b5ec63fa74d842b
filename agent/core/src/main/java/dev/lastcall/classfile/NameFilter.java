package dev.lastcall.classfile;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells from raw bytes whether a class file, or a word, may name one of many classes, or one nested in them: in a class
 * constant, in a descriptor, in a signature, or in a text. May say yes to what turns out not to, never no to what does.
 * It takes as long for thousands of names as for one: a hash of each run of characters that a name can hold grows as
 * the run is read, and is looked up where a name may end. Immutable; thread-safe.
 */
public final class NameFilter {
    private static final int POOL = 10;
    private static final int UTF8 = 1;
    private static final long FACTOR = 0x100000001b3L;
    private static final long START = 0xcbf29ce484222325L;
    /** What may stand before the L of a class: primitive types, and the marks of wildcards and thrown types. */
    private static final String BEFORE_TYPE = "BCDFIJSVZ+-*^";

    /** By hash; half of it is free, and 0 is no hash. */
    private final long[] names;

    private final long[] prefixes;
    /** By number of bytes, whether a prefix is so long. */
    private final boolean[] prefixEnds;

    private final boolean everything;

    /**
     * A filter for all of these.
     *
     * @param names binary names
     * @param prefixes what names of classes that matter begin with; if one is empty, all do
     */
    public NameFilter(Collection<String> names, Collection<String> prefixes) {
        this.names = table(names);
        this.prefixes = table(prefixes);
        int longest = 0;
        for (String prefix : prefixes) {
            longest = Math.max(longest, ModifiedUtf8.encode(prefix).length);
        }
        prefixEnds = new boolean[longest + 1];
        for (String prefix : prefixes) {
            prefixEnds[ModifiedUtf8.encode(prefix).length] = true;
        }
        everything = prefixEnds[0];
    }

    private static long[] table(Collection<String> texts) {
        Set<Long> hashes = new HashSet<>();
        for (String text : texts) {
            long hash = START;
            for (byte b : ModifiedUtf8.encode(text)) {
                hash = step(hash, b);
            }
            hashes.add(hash);
        }
        long[] table = new long[Integer.highestOneBit(Math.max(8, hashes.size())) * 4];
        for (long hash : hashes) {
            int slot = slot(hash, table);
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = hash;
        }
        return table;
    }

    /** Whether the class file may name one. What can't be read as a class file may. */
    public boolean mayName(byte[] classFile) {
        try {
            return everything || search(classFile);
        } catch (IndexOutOfBoundsException truncated) {
            return true;
        }
    }

    /** Whether the word is, or begins with, a name; it may be followed by that of a member, or of a nested class. */
    public boolean mayName(String word) {
        byte[] bytes = ModifiedUtf8.encode(word);
        return everything || run(bytes, 0, bytes.length, true);
    }

    private boolean search(byte[] file) {
        int count = u2(file, POOL - 2);
        int at = POOL;
        for (int i = 1; i < count; i++) {
            switch (file[at]) {
                case UTF8 -> {
                    int end = at + 3 + u2(file, at + 1);
                    if (text(file, at + 3, end)) {
                        return true;
                    }
                    at = end;
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5; // Integer, Float, references, NameAndType, (Invoke)Dynamic
                case 5, 6 -> { // Long, Double take two entries
                    at += 9;
                    i++;
                }
                case 7, 8, 16, 19, 20 -> at += 3; // Class, String, MethodType, Module, Package
                case 15 -> at += 4; // MethodHandle
                default -> {
                    return true;
                }
            }
        }
        return at > file.length;
    }

    /** Names in a text, which may be a descriptor or a signature: there they follow an L. */
    private boolean text(byte[] file, int start, int end) {
        int at = start;
        while (at < end && file[at] == '/') {
            at++; // of the name of a resource
        }
        while (at < end) {
            int from = at;
            while (at < end && isInName(file[at])) {
                at++;
            }
            if (at > from) {
                int type = from;
                while (type < at && BEFORE_TYPE.indexOf(file[type]) >= 0) {
                    type++;
                }
                if (run(file, from, at, false)
                        || (type < at && file[type] == 'L' && run(file, type + 1, at, false))
                        || words(file, from, at)) {
                    return true;
                }
            }
            at++;
        }
        return false;
    }

    /**
     * Names among other words of a text, be it a list or a line of a script: a name of a member may follow. Most names
     * in a class file are a single word without a dot, as which {@link #text} has looked at them.
     */
    private boolean words(byte[] file, int start, int end) {
        int from = start;
        boolean dotted = false;
        for (int at = start; at <= end; at++) {
            if (at == end || !isInWord(file[at])) {
                boolean seen = from == start && at == end && !dotted;
                if (at > from && !seen && run(file, from, at, true)) {
                    return true;
                }
                from = at + 1;
            } else if (at == from && (file[at] == '.' || file[at] == '-' || file[at] == '/')) {
                from++;
            } else {
                dotted |= file[at] == '.';
            }
        }
        return false;
    }

    /** @param members whether a name may end at each dot */
    private boolean run(byte[] bytes, int from, int to, boolean members) {
        long hash = START;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if ((b == '$' || b == '.') && at > from && (b == '$' || members || isClassSuffix(bytes, at, to))) {
                if (has(names, hash)) {
                    return true;
                }
            }
            hash = step(hash, b);
            int length = at + 1 - from;
            if (length < prefixEnds.length && prefixEnds[length] && has(prefixes, hash)) {
                return true;
            }
        }
        return has(names, hash);
    }

    private static boolean isClassSuffix(byte[] bytes, int at, int to) {
        return to - at == 6 && bytes[at + 1] == 'c' && bytes[at + 5] == 's';
    }

    /**
     * Dots and slashes are the same; a {@code $} is as well, so that nested classes are found by their names in
     * sources.
     */
    private static long step(long hash, byte b) {
        return (hash ^ (b == '.' || b == '$' ? '/' : b)) * FACTOR | 1;
    }

    private static boolean has(long[] table, long hash) {
        int slot = slot(hash, table);
        while (table[slot] != 0) {
            if (table[slot] == hash) {
                return true;
            }
            slot = slot + 1 & table.length - 1;
        }
        return false;
    }

    private static int slot(long hash, long[] table) {
        return (int) (hash ^ hash >>> 32) & table.length - 1;
    }

    /** Not what separates names in descriptors and signatures; languages let names hold nearly anything else. */
    private static boolean isInName(byte b) {
        return switch (b) {
            case ';', '[', '(', ')', '<', '>', ':' -> false;
            default -> true;
        };
    }

    /** As in the words of files; every byte of a letter that is not ASCII is one of a word. */
    private static boolean isInWord(byte b) {
        return b < 0
                || (b >= '0' && b <= '9')
                || (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || b == '_'
                || b == '$'
                || b == '.'
                || b == '-'
                || b == '/';
    }

    private static int u2(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }
}
