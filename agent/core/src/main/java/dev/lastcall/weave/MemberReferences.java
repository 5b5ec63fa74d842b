package dev.lastcall.weave;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The members that a class file names, by the constant pool alone (JVMS §4.4.2): a second look, for the few classes of
 * which a first one can't tell whether they matter. Not thread-safe.
 */
final class MemberReferences {
    private static final int POOL = 10;
    /** The classes of the JDK that have such members: of all that a class file names, few are of these. */
    private static final byte[][] OWNERS = {
        ModifiedUtf8.encode(ReflectionNames.FIELD),
        ModifiedUtf8.encode(ReflectionNames.METHOD),
        ModifiedUtf8.encode(ReflectionNames.CONSTRUCTOR),
        ModifiedUtf8.encode(ReflectionNames.LOOKUP),
        ModifiedUtf8.encode(ReflectionNames.INT_UPDATER),
        ModifiedUtf8.encode(ReflectionNames.LONG_UPDATER),
        ModifiedUtf8.encode(ReflectionNames.REFERENCE_UPDATER)
    };

    private final byte[] file;
    /** Where each constant starts; 0: there is none. */
    private final int[] offsets;

    /** @throws IndexOutOfBoundsException if it is not a whole class file */
    private MemberReferences(byte[] file) {
        this.file = file;
        this.offsets = new int[u2(POOL - 2)];
        int at = POOL;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = at;
            switch (file[at]) {
                case 1 -> at += 3 + u2(at + 1); // Utf8
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
                case 5, 6 -> { // Long, Double take two entries
                    at += 9;
                    i++;
                }
                case 7, 8, 16, 19, 20 -> at += 3;
                case 15 -> at += 4;
                default -> throw new IndexOutOfBoundsException("not a constant: " + file[at]);
            }
        }
    }

    /**
     * Whether the class may use a member through reflection. What refers to a method by an instruction does it through
     * the same constant as what refers to it by a handle.
     *
     * @param methods whether methods and constructors matter as well as fields
     * @throws IndexOutOfBoundsException if it is not a whole class file
     */
    static boolean useReflection(byte[] file, boolean methods) {
        MemberReferences references = new MemberReferences(file);
        for (int i = 1; i < references.offsets.length; i++) {
            if (references.use(references.offsets[i], methods) != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ReflectiveUse use(int at, boolean methods) {
        if (at == 0 || (file[at] != 10 && file[at] != 11)) { // Methodref, InterfaceMethodref
            return null;
        }
        int owner = offsets[u2(at + 1)] + 1;
        if (!isOwner(offsets[u2(owner)])) {
            return null;
        }
        int member = offsets[u2(at + 3)];
        return ReflectiveUse.of(text(owner), text(member + 1), text(member + 3), methods);
    }

    private boolean isOwner(int utf8) {
        int start = utf8 + 3;
        int end = start + u2(utf8 + 1);
        for (byte[] owner : OWNERS) {
            if (owner.length == end - start && Arrays.equals(owner, 0, owner.length, file, start, end)) {
                return true;
            }
        }
        return false;
    }

    /** The text of the Utf8 whose index stands there. */
    private String text(int at) {
        int utf8 = offsets[u2(at)];
        return ModifiedUtf8.decode(file, utf8 + 3, u2(utf8 + 1));
    }

    private int u2(int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }
}
