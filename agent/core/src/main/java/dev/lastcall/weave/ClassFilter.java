package dev.lastcall.weave;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells from the raw bytes of a class file whether it names a listed class: whoever calls, extends or is one has its name
 * in the constant pool (JVMS §4.4). Nothing else of the class is read. It may say yes to a class that turns out not to
 * matter, never no to one that does. A class that has only names of reflection in it is looked at once more, for members
 * that it uses. Thread-safe.
 */
final class ClassFilter {
    private static final int POOL = 10;

    private final List<Glob> globs = new ArrayList<>();
    private final boolean listsJdk;
    /** Those of {@link #names} that are looked for because of reflection alone. */
    private volatile Names reflective;

    private volatile Names names;

    ClassFilter(Policy policy) {
        Names listed = new Names(policy.signatureCount());
        for (Rule rule : policy.rules()) {
            add(rule.deprecated(), listed);
            add(rule.canonical(), listed);
        }
        listsJdk = ReflectionNames.listsJdk(policy);
        List<String> watched = ReflectionNames.watched(policy);
        Names unlisted = new Names(watched.size());
        for (int i = 0; i < watched.size(); i++) {
            byte[] name = ModifiedUtf8.encode(watched.get(i));
            if (listed.put(name)) {
                unlisted.put(name);
            }
        }
        reflective = unlisted;
        names = listed;
    }

    private void add(List<Signature> signatures, Names listed) {
        for (Signature signature : signatures) {
            if (signature.owner().isExact()) {
                listed.put(ModifiedUtf8.encodeInternal(signature.owner().text()));
            } else {
                globs.add(new Glob(signature.owner()));
            }
        }
    }

    /** From now on that class matters, too: it has been found to extend a listed one. */
    synchronized void add(String internalName) {
        byte[] name = ModifiedUtf8.encode(internalName);
        reflective = reflective.without(name);
        names = names.with(name);
    }

    /** Whether the class file may name a listed class. What can't be read as a class file matters: it is looked at. */
    boolean concerns(byte[] classFile) {
        try {
            return search(classFile);
        } catch (RuntimeException truncated) { // an index out of bounds, whose class is not loaded at the start
            return true;
        }
    }

    private boolean search(byte[] file) {
        Names wanted = names;
        boolean reflects = false;
        int count = u2(file, POOL - 2);
        int at = POOL;
        for (int i = 1; i < count; i++) {
            switch (file[at]) {
                case 1 -> { // Utf8
                    int length = u2(file, at + 1);
                    if (wanted.contains(file, at + 3, length) || matchesGlob(file, at + 3, length)) {
                        if (isListed(file, at + 3, length)) {
                            return true;
                        }
                        reflects = true;
                    }
                    at += 3 + length;
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
        return at > file.length || (reflects && MemberReferences.useReflection(file, listsJdk));
    }

    /** Whether the name that stands there is that of a listed class, or of one that was found to extend a listed one. */
    boolean names(byte[] file, int start, int length) {
        return names.contains(file, start, length) ? isListed(file, start, length) : matchesGlob(file, start, length);
    }

    /** Whether a name that is looked for is so not for the sake of reflection alone. */
    private boolean isListed(byte[] file, int start, int length) {
        return !reflective.contains(file, start, length) || matchesGlob(file, start, length);
    }

    private boolean matchesGlob(byte[] file, int start, int length) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(file, start, length)) {
                return true;
            }
        }
        return false;
    }

    private static int u2(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }

    /** A class pattern over internal names. */
    private static final class Glob {
        private final ClassPattern pattern;
        private final byte[] prefix;

        Glob(ClassPattern pattern) {
            this.pattern = pattern;
            prefix = ModifiedUtf8.encode(pattern.literalPrefix().replace('.', '/'));
        }

        boolean matches(byte[] file, int start, int length) {
            if (length < prefix.length) {
                return false;
            }
            for (int i = 0; i < prefix.length; i++) {
                if (file[start + i] != prefix[i]) {
                    return false;
                }
            }
            return pattern.matches(ModifiedUtf8.decode(file, start, length).replace('/', '.'));
        }
    }

    /**
     * A set of names as bytes: open addressing over a hash of the whole name. First comes a look at the length, then at a
     * bit table over a glance at the name, since to hash every constant of every class would be most of the work. What is
     * glanced at lies in the middle and at the end: names begin alike. Immutable once published.
     */
    private static final class Names {
        /** Bits of the table of glances for each place in the table of names. */
        private static final int GLANCES = 8;

        private static final int SCATTER = 0x9e3779b9;

        private final byte[][] table;
        private final long[] lengths = new long[1024];
        private final long[] glances;
        private int size;

        /** @param expected how many names there will be about; at least half of the table stays free */
        Names(int expected) {
            table = new byte[Integer.highestOneBit(Math.max(16, expected)) * 4][];
            glances = new long[table.length * GLANCES / Long.SIZE];
        }

        Names with(byte[] name) {
            Names larger = new Names(size + 1);
            for (byte[] known : table) {
                if (known != null) {
                    larger.put(known);
                }
            }
            larger.put(name);
            return larger;
        }

        Names without(byte[] name) {
            if (!contains(name, 0, name.length)) {
                return this;
            }
            Names fewer = new Names(size);
            for (byte[] known : table) {
                if (known != null && !Arrays.equals(known, name)) {
                    fewer.put(known);
                }
            }
            return fewer;
        }

        /** Returns whether it was not there already. */
        private boolean put(byte[] name) {
            int slot = hash(name, 0, name.length) & (table.length - 1);
            while (table[slot] != null) {
                if (equal(table[slot], name, 0)) {
                    return false;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = name;
            lengths[name.length >> 6] |= 1L << name.length;
            int glance = glance(name, 0, name.length);
            glances[glance >> 6 & (glances.length - 1)] |= 1L << glance;
            size++;
            return true;
        }

        boolean contains(byte[] file, int start, int length) {
            if ((lengths[length >> 6] & 1L << length) == 0) {
                return false;
            }
            int glance = glance(file, start, length);
            if ((glances[glance >> 6 & (glances.length - 1)] & 1L << glance) == 0) {
                return false;
            }
            int slot = hash(file, start, length) & (table.length - 1);
            while (table[slot] != null) {
                if (table[slot].length == length && equal(table[slot], file, start)) {
                    return true;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            return false;
        }

        private static boolean equal(byte[] name, byte[] file, int start) {
            if (file.length - start < name.length) {
                return false;
            }
            for (int i = 0; i < name.length; i++) {
                if (name[i] != file[start + i]) {
                    return false;
                }
            }
            return true;
        }

        private static int glance(byte[] bytes, int start, int length) {
            int end = start + length;
            int middle = start + (length >> 1);
            int hash = length;
            if (length >= 8) {
                hash = hash * 31 + bytes[middle - 2];
                hash = hash * 31 + bytes[middle - 1];
                hash = hash * 31 + bytes[middle];
                hash = hash * 31 + bytes[middle + 1];
                hash = hash * 31 + bytes[end - 3];
                hash = hash * 31 + bytes[end - 2];
                hash = hash * 31 + bytes[end - 1];
            }
            hash *= SCATTER;
            return hash ^ hash >>> 15;
        }

        private static int hash(byte[] bytes, int start, int length) {
            int hash = length;
            for (int i = start; i < start + length; i++) {
                hash = hash * 31 + bytes[i];
            }
            return hash ^ hash >>> 15;
        }
    }
}
