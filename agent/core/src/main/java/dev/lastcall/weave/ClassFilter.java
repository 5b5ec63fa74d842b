package dev.lastcall.weave;

import dev.lastcall.classfile.ModifiedUtf8;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the raw bytes of a class file whether it names a listed class: a class that calls, extends or is one has
 * its name in the constant pool (JVMS §4.4). Nothing else of the class is read. It may say yes to a class that turns
 * out not to matter, never no to one that does. A class that has only names of reflection in it, of a Scala object, or
 * of members of the JDK that are listed, is looked at once more, for members that it uses. Of a class that need not be
 * woven it tells whether it names a listed class all the same, in a descriptor or signature: if that class goes away it
 * breaks. Thread-safe.
 */
final class ClassFilter implements MemberReferences.Listed {
    /** The class file names nothing that is listed. */
    static final int NOTHING = 0;
    /** It only names something listed, or something that is removed with it. */
    static final int MENTIONS = 1;
    /** It may have to be woven. */
    static final int CONCERNS = 2;

    private static final int POOL = 10;
    private static final int UTF8 = 1;
    /** So many bytes are the beginning of a name. */
    private static final int BEGINNING = 8;

    private static final int BEGINNINGS = 1024;
    /** The glance at a shorter name takes bytes before it, which in a descriptor are others. */
    private static final int SHORT = 6;
    /** Every class that uses a Scala {@code object} mentions it, and so does the object's own class. */
    private static final String MODULE_FIELD = "MODULE$";

    private final List<Glob> globs = new ArrayList<>();
    private final boolean listsJdk;
    /** Null if no class of the JDK is listed. */
    private final @Nullable JdkMembers jdkMembers;
    /** Those of {@link #names} that are looked for because of reflection or inherited members of the JDK alone. */
    private volatile Names unresolved;

    private volatile Names names;

    /** The classes that are removed with listed ones; null if no rule says so. */
    private final @Nullable Names alongside;

    private final List<Glob> globsAlongside = new ArrayList<>(0);
    /** A bit for each beginning of a name that is deprecated, or removed with such. */
    private final long[] beginnings = new long[BEGINNINGS / Long.SIZE];

    /** A descriptor in which something deprecated is named has so many bytes and two more: most are shorter. */
    private int leastMention = Integer.MAX_VALUE;

    ClassFilter(Policy policy) {
        listsJdk = policy.listsJdk();
        jdkMembers = listsJdk ? new JdkMembers(policy) : null;
        List<String> watched = ReflectionNames.watched(listsJdk);
        watched.add(MODULE_FIELD);
        if (jdkMembers != null) {
            watched.addAll(jdkMembers.names());
        }
        List<String> definers = List.of(ReflectionNames.DEFINE_HIDDEN, ReflectionNames.DEFINE_HIDDEN_WITH_DATA);
        Names listed = new Names(policy.signatureCount() + watched.size() + definers.size());
        for (Rule rule : policy.rules()) {
            add(rule.deprecated(), listed, true);
            add(rule.canonical(), listed, false);
        }
        Names unlisted = new Names(watched.size());
        for (int i = 0; i < watched.size(); i++) {
            byte[] constant = constant(ModifiedUtf8.encode(watched.get(i)));
            if (listed.put(constant)) {
                unlisted.put(constant);
            }
        }
        for (int i = 0; i < definers.size(); i++) {
            listed.put(constant(ModifiedUtf8.encode(definers.get(i))));
        }
        unresolved = unlisted;
        names = listed;
        alongside = alongside(policy);
    }

    private @Nullable Names alongside(Policy policy) {
        Names removed = null;
        for (Rule rule : policy.rules()) {
            List<ClassPattern> patterns = rule.removedWith();
            for (int i = 0; i < patterns.size(); i++) {
                removed = removed == null ? new Names(patterns.size()) : removed;
                ClassPattern pattern = patterns.get(i);
                byte[] prefix = ModifiedUtf8.encode(pattern.literalPrefix().replace('.', '/'));
                mentioned(prefix, 0, prefix.length);
                if (pattern.isExact()) {
                    removed = removed.with(
                            constant(ModifiedUtf8.encode(pattern.text().replace('.', '/'))));
                } else {
                    globsAlongside.add(new Glob(pattern));
                }
            }
        }
        return removed;
    }

    /** The listed members of the JDK; null if there can be none. */
    @Override
    public @Nullable JdkMembers jdkMembers() {
        return jdkMembers;
    }

    private void add(List<Signature> signatures, Names listed, boolean deprecated) {
        for (Signature signature : signatures) {
            ClassPattern owner = signature.owner();
            if (owner.isExact()) {
                byte[] constant = listed.putClass(owner.text());
                if (deprecated) {
                    mentioned(constant, 3, constant.length - 3);
                }
            } else {
                Glob glob = new Glob(owner);
                globs.add(glob);
                if (deprecated) {
                    mentioned(glob.prefix, 0, glob.prefix.length);
                }
            }
        }
    }

    /** From now on names that begin like that are looked for in descriptors. */
    private void mentioned(byte[] name, int from, int length) {
        leastMention = Math.min(leastMention, length);
        if (length < BEGINNING) {
            Arrays.fill(beginnings, -1);
        } else {
            int bit = beginning(name, from);
            beginnings[bit >> 6] |= 1L << bit;
        }
    }

    /** A bit of {@link #beginnings} for the first bytes of a name. */
    private static int beginning(byte[] name, int from) {
        return (name[from] + name[from + 4] * 7 + name[from + 5] * 31 + name[from + 6] * 131 + name[from + 7] * 521)
                & (BEGINNINGS - 1);
    }

    /** From now on that class matters, too: it has been found to extend a listed one. */
    synchronized void add(String internalName) {
        byte[] constant = constant(ModifiedUtf8.encode(internalName));
        unresolved = unresolved.without(constant);
        names = names.with(constant);
    }

    /** The name as a Utf8 constant. */
    private static byte[] constant(byte[] name) {
        byte[] constant = new byte[3 + name.length];
        constant[0] = UTF8;
        constant[1] = (byte) (name.length >> 8);
        constant[2] = (byte) name.length;
        System.arraycopy(name, 0, constant, 3, name.length);
        return constant;
    }

    /** Whether the class file may name a listed class. What can't be read as a class file matters: it is looked at. */
    boolean concerns(byte[] classFile) {
        return look(classFile) == CONCERNS;
    }

    /** As {@link #concerns}, and whether the class only names something that is listed. */
    int look(byte[] classFile) {
        try {
            return search(classFile);
        } catch (RuntimeException truncated) { // an index out of bounds, whose class is not loaded at the start
            return CONCERNS;
        }
    }

    private int search(byte[] file) {
        Names wanted = names;
        boolean again = false;
        boolean mentions = false;
        int least = leastMention;
        int count = u2(file, POOL - 2);
        int at = POOL;
        for (int i = 1; i < count; i++) {
            switch (file[at]) {
                case UTF8 -> {
                    int length = u2(file, at + 1);
                    if (wanted.contains(file, at, length) || matchesGlob(file, at, length)) {
                        if (isListed(file, at, length)) {
                            return CONCERNS;
                        }
                        again = true;
                    }
                    if (length >= least) {
                        mentions |= mentions(file, at, length);
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
                    return CONCERNS;
                }
            }
        }
        boolean concerns = at > file.length || (again && MemberReferences.mayReachMembers(file, listsJdk, this));
        return concerns ? CONCERNS : mentions ? MENTIONS : NOTHING;
    }

    /**
     * Whether the constant is a descriptor or signature with a listed class in it, or the name of one that is removed
     * with it.
     */
    private boolean mentions(byte[] file, int at, int length) {
        Names removed = alongside;
        if (removed != null && (removed.contains(file, at, length) || matchesGlobAlongside(file, at, length))) {
            return true;
        }
        switch (file[at + 3]) {
            case '(', '[', '<' -> {
                return mentionsInSignature(file, at + 3, at + 3 + length);
            }
            case 'L' -> {
                return file[at + 2 + length] == ';' && mentionsInSignature(file, at + 3, at + 3 + length);
            }
            default -> {
                return false;
            }
        }
    }

    /** Whether what follows an L is a name that is looked for; most are not, by their beginnings. */
    private boolean mentionsInSignature(byte[] file, int start, int end) {
        int last = end - Math.max(BEGINNING, leastMention) - 1; // behind that no name is long enough
        for (int at = start; at < last; at++) {
            if (file[at] == 'L' && mayBegin(file, at + 1) && isMentioned(file, at + 1, end)) {
                return true;
            }
        }
        return leastMention < BEGINNING && mentionsShort(file, Math.max(start, last), end);
    }

    private boolean mayBegin(byte[] file, int from) {
        int bit = beginning(file, from);
        return (beginnings[bit >> 6] & 1L << bit) != 0;
    }

    private boolean mentionsShort(byte[] file, int start, int end) {
        for (int at = start; at < end - 1; at++) {
            if (file[at] == 'L' && isMentioned(file, at + 1, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMentioned(byte[] file, int from, int end) {
        int at = from;
        while (at < end && file[at] != ';' && file[at] != '<' && file[at] != ':' && file[at] != '(') {
            at++;
        }
        return at - from >= leastMention && at < end && namesType(file, from - 3, at - from);
    }

    /** @param at where the constant would start whose name that is */
    private boolean namesType(byte[] file, int at, int length) {
        Names wanted = names;
        if (length < SHORT || wanted.mayContain(file, at, length)) {
            byte[] constant = wanted.named(file, at, length);
            if (constant != null && !unresolved.contains(constant, 0, length)) {
                return true;
            }
        }
        return matchesGlob(file, at, length) || isAlongside(file, at, length);
    }

    private boolean isAlongside(byte[] file, int at, int length) {
        Names removed = alongside;
        return removed != null
                && (((length < SHORT || removed.mayContain(file, at, length))
                                && removed.named(file, at, length) != null)
                        || matchesGlobAlongside(file, at, length));
    }

    private boolean matchesGlobAlongside(byte[] file, int at, int length) {
        for (int i = 0; i < globsAlongside.size(); i++) {
            if (globsAlongside.get(i).matches(file, at + 3, length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class of that internal name is listed, or removed with one that is. */
    boolean goes(String internalName) {
        byte[] constant = constant(ModifiedUtf8.encode(internalName));
        int length = constant.length - 3;
        return namesType(constant, 0, length);
    }

    /**
     * Whether the name in the Utf8 constant that starts there is that of a listed class, or of one that was found to
     * extend a listed one.
     */
    @Override
    public boolean names(byte[] file, int at, int length) {
        if (names.contains(file, at, length)) {
            return isListed(file, at, length);
        }
        return matchesGlob(file, at, length)
                || namesObject(file, at, length, "$")
                || namesObject(file, at, length, "$Companion")
                || namesObject(file, at, length, "$DefaultImpls")
                || namesObject(file, at, length, "$Trait$Helper");
    }

    /**
     * Whether the name is that of an object of a listed class, or of the default bodies of a listed interface, by the
     * suffix that Scala, or Kotlin, gives to it. Who calls one of Kotlin's names the class itself as well.
     */
    private boolean namesObject(byte[] file, int at, int length, String suffix) {
        int plain = length - suffix.length();
        if (plain <= 0) {
            return false;
        }
        for (int i = 0; i < suffix.length(); i++) {
            if (file[at + 3 + plain + i] != suffix.charAt(i)) {
                return false;
            }
        }
        byte[] constant = constant(Arrays.copyOfRange(file, at + 3, at + 3 + plain));
        return names.contains(constant, 0, plain) && !unresolved.contains(constant, 0, plain);
    }

    /** Whether a name that is looked for is that of a class that matters. */
    private boolean isListed(byte[] file, int at, int length) {
        return !unresolved.contains(file, at, length) || matchesGlob(file, at, length);
    }

    private boolean matchesGlob(byte[] file, int at, int length) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(file, at + 3, length)) {
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
     * A set of names, each as the Utf8 constant that it is in a class file (JVMS §4.4.7): open addressing over a hash
     * of the whole name. First comes a look at a bit table over a glance at the name, since to hash every constant of
     * every class would be most of the work. What is glanced at lies in the middle and at the end: names begin alike.
     * It takes no branch, as most would be foretold wrongly: where a name is short, the bytes before it are taken,
     * which are its length and tag. Names may be added while others read, by one thread at a time: who then reads the
     * reference to this from a volatile field that was written after that sees them.
     */
    private static final class Names {
        /** Bits of the table of glances for each place in the table of names. */
        private static final int GLANCES = 8;
        /** Bits of that table at least. */
        private static final int LEAST_GLANCES = 4096;

        private static final int SCATTER = 0x9e3779b9;
        private static final int OTHER_SCATTER = 0x85ebca6b;

        private final byte[][] table;
        private final long[] glances;
        private int size;

        /** @param expected how many names there will be about; at least half of the table stays free */
        Names(int expected) {
            table = new byte[Integer.highestOneBit(Math.max(16, expected)) * 4][];
            glances = new long[Math.max(LEAST_GLANCES, table.length * GLANCES) / Long.SIZE];
        }

        /** These and that one: as a rule they themselves, so that thousands of names may come one by one. */
        Names with(byte[] constant) {
            if (2 * size < table.length) {
                put(constant);
                return this;
            }
            Names larger = new Names(2 * size);
            for (byte[] known : table) {
                if (known != null) {
                    larger.put(known);
                }
            }
            larger.put(constant);
            return larger;
        }

        Names without(byte[] constant) {
            if (!contains(constant, 0, constant.length - 3)) {
                return this;
            }
            Names fewer = new Names(size);
            for (byte[] known : table) {
                if (known != null && !Arrays.equals(known, constant)) {
                    fewer.put(known);
                }
            }
            return fewer;
        }

        /**
         * Puts the class with that binary name there. In calls of the JDK: a loop of our own over thousands of names is
         * one that C2 compiles.
         */
        byte[] putClass(String name) {
            String internal = name.replace('.', '/');
            byte[] constant = constant(ModifiedUtf8.encode(internal));
            boolean ascii = constant.length - 3 == internal.length();
            put(constant, ascii ? scatter(internal.hashCode()) : hash(constant, 0, constant.length - 3));
            return constant;
        }

        /** Returns whether it was not there already. */
        private boolean put(byte[] constant) {
            return put(constant, hash(constant, 0, constant.length - 3));
        }

        private boolean put(byte[] constant, int hash) {
            int length = constant.length - 3;
            int slot = hash & (table.length - 1);
            while (table[slot] != null) {
                if (equal(table[slot], constant, 0)) {
                    return false;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = constant;
            int glance = glance(constant, 0, length);
            glances[glance >> 6 & (glances.length - 1)] |= 1L << glance;
            size++;
            return true;
        }

        /** @param at where the constant starts whose name is that long */
        boolean contains(byte[] file, int at, int length) {
            int glance = glance(file, at, length);
            return (glances[glance >> 6 & (glances.length - 1)] & 1L << glance) != 0 && find(file, at, length);
        }

        /**
         * A glance alone, which may be wrong; the bytes before the name may be any if it has at least {@link #SHORT}.
         */
        boolean mayContain(byte[] file, int at, int length) {
            int glance = glance(file, at, length);
            return (glances[glance >> 6 & (glances.length - 1)] & 1L << glance) != 0;
        }

        /**
         * The constant with that name, whatever stands before the name in the file; null if there is none.
         *
         * @param at three bytes before the name
         */
        byte @Nullable [] named(byte[] file, int at, int length) {
            int slot = hash(file, at, length) & (table.length - 1);
            while (table[slot] != null) {
                byte[] constant = table[slot];
                if (constant.length == length + 3
                        && Arrays.equals(constant, 3, constant.length, file, at + 3, at + 3 + length)) {
                    return constant;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            return null;
        }

        private boolean find(byte[] file, int at, int length) {
            int slot = hash(file, at, length) & (table.length - 1);
            while (table[slot] != null) {
                if (equal(table[slot], file, at)) {
                    return true;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            return false;
        }

        private static boolean equal(byte[] constant, byte[] file, int at) {
            if (file.length - at < constant.length) {
                return false;
            }
            for (int i = 0; i < constant.length; i++) {
                if (constant[i] != file[at + i]) {
                    return false;
                }
            }
            return true;
        }

        private static int glance(byte[] bytes, int at, int length) {
            int middle = at + (length >> 1);
            int end = at + length;
            int hash = ((bytes[middle] << 16) + (bytes[middle + 1] << 8) + bytes[middle + 2]) * SCATTER
                    + ((length << 24) + (bytes[end] << 16) + (bytes[end + 1] << 8) + bytes[end + 2]) * OTHER_SCATTER;
            return hash ^ hash >>> 15;
        }

        /** For ASCII that of {@link String#hashCode}. */
        private static int hash(byte[] bytes, int at, int length) {
            int hash = 0;
            for (int i = at + 3; i < at + 3 + length; i++) {
                hash = hash * 31 + bytes[i];
            }
            return scatter(hash);
        }

        private static int scatter(int hash) {
            return hash ^ hash >>> 15;
        }
    }
}
