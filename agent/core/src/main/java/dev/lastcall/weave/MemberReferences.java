package dev.lastcall.weave;

import dev.lastcall.evidence.Target;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The members that a class file names, by the constant pool alone (JVMS §4.4.2): a second look, at the few classes that
 * a first one did not rule out. Not thread-safe.
 */
final class MemberReferences {
    private static final int POOL = 10;

    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    /** The first of the three that name a member; the next is that of a method. */
    private static final int FIELD_REF = 9;

    private static final int INTERFACE_METHOD_REF = 11;
    private static final int METHOD_HANDLE = 15;
    private static final int INVOKE_DYNAMIC = 18;

    /** The classes of the JDK that have such members: of all that a class file names, few are of these. */
    private static final byte[][] OWNERS = {
        ModifiedUtf8.encode(ReflectionNames.FIELD),
        ModifiedUtf8.encode(ReflectionNames.METHOD),
        ModifiedUtf8.encode(ReflectionNames.CONSTRUCTOR),
        ModifiedUtf8.encode(ReflectionNames.LOOKUP),
        ModifiedUtf8.encode(ReflectionNames.INT_UPDATER),
        ModifiedUtf8.encode(ReflectionNames.LONG_UPDATER),
        ModifiedUtf8.encode(ReflectionNames.REFERENCE_UPDATER),
        ModifiedUtf8.encode(ReflectionNames.SWITCH)
    };

    /** The classes of the JDK that ask an enum for its constants; they matter beside the name of a listed class alone. */
    private static final byte[][] OF_ENUMS = {
        ModifiedUtf8.encode(ReflectionNames.CLASS),
        ModifiedUtf8.encode(ReflectionNames.ENUM),
        ModifiedUtf8.encode(ReflectionNames.ENUM_SET),
        ModifiedUtf8.encode(ReflectionNames.ENUM_MAP)
    };

    private final byte[] file;
    /** Where each constant starts; 0: there is none. */
    private final int[] offsets;
    /** Where the constants end. */
    private final int end;

    /** @throws IndexOutOfBoundsException if it is not a whole class file */
    MemberReferences(byte[] file) {
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
        end = at;
    }

    byte[] file() {
        return file;
    }

    /** Where the constants end. */
    int end() {
        return end;
    }

    /**
     * By index, the constants by which an instruction may name a member of a class that the filter lists, or use one
     * through reflection. An {@code invokedynamic} may do so if any method handle does.
     *
     * @param jdk whether uses of members of the JDK matter, as {@link ReflectiveUse#of} takes it
     * @param everyDynamic whether each {@code invokedynamic} does
     * @param lineage knows which listed classes are enums, as the loader finds them
     */
    boolean[] thatMatter(
            ClassFilter filter, boolean jdk, boolean everyDynamic, Lineage lineage, @Nullable ClassLoader loader) {
        boolean[] listed = classes(filter);
        boolean[] reflecting = classes(OWNERS);
        boolean[] ofEnums = classes(OF_ENUMS);
        if (any(ofEnums) && !anyEnum(listed, lineage, loader)) {
            ofEnums = new boolean[offsets.length];
        }
        boolean[] matter = new boolean[offsets.length];
        boolean dynamic = everyDynamic;
        JdkMembers ofJdk = filter.jdkMembers();
        for (int i = 1; i < offsets.length; i++) {
            matter[i] = isMemberOf(listed, i)
                    || ((isMemberOf(reflecting, i) || isMemberOf(ofEnums, i)) && isUse(i, jdk))
                    || (ofJdk != null && mayInherit(i, ofJdk));
        }
        for (int i = 1; i < offsets.length && !dynamic; i++) {
            dynamic = is(i, METHOD_HANDLE) && (matter[u2(offsets[i] + 2)] || isSwitch(reflecting, i));
        }
        for (int i = 1; i < offsets.length && dynamic; i++) {
            matter[i] |= is(i, INVOKE_DYNAMIC);
        }
        return matter;
    }

    /** By index, the classes that the filter lists. */
    private boolean[] classes(ClassFilter filter) {
        boolean[] classes = new boolean[offsets.length];
        for (int i = 1; i < offsets.length; i++) {
            if (is(i, CLASS)) {
                int name = offsets[u2(offsets[i] + 1)];
                classes[i] = filter.names(file, name, u2(name + 1));
            }
        }
        return classes;
    }

    /** By index, the classes of those names: few, and named often. */
    private boolean[] classes(byte[][] names) {
        boolean[] classes = new boolean[offsets.length];
        for (int i = 1; i < offsets.length; i++) {
            classes[i] = is(i, CLASS) && isAny(names, offsets[u2(offsets[i] + 1)]);
        }
        return classes;
    }

    private static boolean any(boolean[] classes) {
        for (boolean one : classes) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private boolean anyEnum(boolean[] classes, Lineage lineage, @Nullable ClassLoader loader) {
        for (int i = 1; i < classes.length; i++) {
            if (classes[i] && lineage.mayBeEnum(text(offsets[i] + 1), loader)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the constant, a method handle, is on what makes a switch over patterns. */
    private boolean isSwitch(boolean[] reflecting, int index) {
        int member = u2(offsets[index] + 2);
        return isMemberOf(reflecting, member) && isUse(member, false);
    }

    private boolean is(int index, int tag) {
        return offsets[index] != 0 && file[offsets[index]] == tag;
    }

    /** Whether the constant is a member of one of those classes. */
    private boolean isMemberOf(boolean[] classes, int index) {
        int at = offsets[index];
        return at != 0 && file[at] >= FIELD_REF && file[at] <= INTERFACE_METHOD_REF && classes[u2(at + 1)];
    }

    /**
     * Whether the class may use a member through reflection, or a listed member of the JDK by the name of another class.
     * What refers to a method by an instruction does it through the same constant as what refers to it by a handle.
     *
     * @param jdk whether uses of members of the JDK matter, as {@link ReflectiveUse#of} takes it
     * @param filter knows what is listed
     * @throws IndexOutOfBoundsException if it is not a whole class file
     */
    static boolean mayReachMembers(byte[] file, boolean jdk, ClassFilter filter) {
        MemberReferences references = new MemberReferences(file);
        JdkMembers ofJdk = filter.jdkMembers();
        boolean[] reflecting = references.classes(OWNERS);
        for (int i = 1; i < reflecting.length; i++) {
            if (references.isMemberOf(reflecting, i) && references.isUse(i, jdk)) {
                return true;
            }
            if ((ofJdk != null && references.mayInherit(i, ofJdk)) || references.isObject(i, filter)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the constant is the class of a Scala object that the filter lists. */
    private boolean isObject(int index, ClassFilter filter) {
        if (!is(index, CLASS)) {
            return false;
        }
        int name = offsets[u2(offsets[index] + 1)];
        int length = u2(name + 1);
        return file[name + 2 + length] == '$' && filter.names(file, name, length);
    }

    /** Whether the constant is a member that its class may have from one of the JDK that is listed. */
    private boolean mayInherit(int index, JdkMembers ofJdk) {
        int at = offsets[index];
        if (at == 0 || file[at] < FIELD_REF || file[at] > INTERFACE_METHOD_REF) {
            return false;
        }
        int member = offsets[u2(at + 3)];
        String name = text(member + 1);
        return ofJdk.mayBeNamed(name) && ofJdk.mayBeIn(text(offsets[u2(at + 1)] + 1), name, text(member + 3));
    }

    /**
     * Whether that member, of one of {@link #OWNERS} or {@link #OF_ENUMS}, uses another; few get here, so that this is not
     * compiled.
     */
    private boolean isUse(int index, boolean jdk) {
        int at = offsets[index];
        int owner = offsets[u2(at + 1)] + 1;
        int member = offsets[u2(at + 3)];
        return ReflectiveUse.of(text(owner), text(member + 1), text(member + 3), jdk) != null;
    }

    /** The member that the constant of that index names, by internal names: as it stands there. */
    Target member(int index) {
        int at = offsets[index];
        int member = offsets[u2(at + 3)];
        return new Target(text(offsets[u2(at + 1)] + 1), text(member + 1), text(member + 3));
    }

    private boolean isAny(byte[][] names, int utf8) {
        for (byte[] name : names) {
            if (isAt(utf8, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of those texts is among the constants; no if it is not a whole class file. */
    static boolean hasText(byte[] file, byte[][] texts) {
        try {
            MemberReferences references = new MemberReferences(file);
            for (int i = 1; i < references.offsets.length; i++) {
                for (int text = 0; text < texts.length && references.is(i, UTF8); text++) {
                    if (references.isText(i, texts[text])) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IndexOutOfBoundsException truncated) {
            return false;
        }
    }

    /** Whether the constant of that index, a Utf8, is that text. */
    boolean isText(int index, byte[] text) {
        return isAt(offsets[index], text);
    }

    private boolean isAt(int utf8, byte[] text) {
        int start = utf8 + 3;
        int length = u2(utf8 + 1);
        return text.length == length && Arrays.equals(text, 0, length, file, start, start + length);
    }

    /** The text of the Utf8 whose index stands there. */
    private String text(int at) {
        int utf8 = offsets[u2(at)];
        return ModifiedUtf8.decode(file, utf8 + 3, u2(utf8 + 1));
    }

    int u2(int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }
}
