package dev.lastcall.classfile;

import dev.lastcall.evidence.Target;
import java.util.Arrays;

/**
 * The constants of a class file, by their index (JVMS §4.4). Nothing is decoded before it is asked for. Not
 * thread-safe.
 */
public final class ConstantPool {
    public static final int UTF8 = 1;
    public static final int CLASS = 7;
    public static final int METHOD_HANDLE = 15;
    public static final int DYNAMIC = 17;
    public static final int INVOKE_DYNAMIC = 18;

    /** The first of the three that name a member; the next is that of a method. */
    private static final int FIELD_REF = 9;

    private static final int INTERFACE_METHOD_REF = 11;
    private static final int START = 10;

    private final byte[] file;
    /** Where each constant starts; 0: there is none. */
    private final int[] offsets;
    /** Where the constants end. */
    private final int end;

    /** @throws IndexOutOfBoundsException if it is not a whole class file */
    public ConstantPool(byte[] file) {
        this.file = file;
        this.offsets = new int[u2(START - 2)];
        int at = START;
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

    /** Whether one of those texts is among the constants; no if it is not a whole class file. */
    public static boolean hasText(byte[] file, byte[][] texts) {
        try {
            ConstantPool pool = new ConstantPool(file);
            for (int i = 1; i < pool.size(); i++) {
                for (int text = 0; text < texts.length && pool.is(i, ConstantPool.UTF8); text++) {
                    if (pool.isText(i, texts[text])) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IndexOutOfBoundsException truncated) {
            return false;
        }
    }

    /** The class file, not copied. */
    public byte[] file() {
        return file;
    }

    /** Where the constants end. */
    public int end() {
        return end;
    }

    /** Indexes are from 1 to less than this. */
    public int size() {
        return offsets.length;
    }

    /** Whether the constant of that index has that tag. */
    public boolean is(int index, int tag) {
        return offsets[index] != 0 && file[offsets[index]] == tag;
    }

    /** Whether the constant of that index names a field or a method. */
    public boolean isMember(int index) {
        int at = offsets[index];
        return at != 0 && file[at] >= FIELD_REF && file[at] <= INTERFACE_METHOD_REF;
    }

    /** Where in the file the name starts, a Utf8, of the class that the constant of that index is. */
    public int classNameAt(int index) {
        return offsets[u2(offsets[index] + 1)];
    }

    /** The internal name of the class that the constant of that index is. */
    public String className(int index) {
        return text(offsets[index] + 1);
    }

    /** The index of the class through which the constant of that index reaches a member. */
    public int owner(int member) {
        return u2(offsets[member] + 1);
    }

    /** The index of the member that the constant of that index, a method handle, is on. */
    public int handled(int handle) {
        return u2(offsets[handle] + 2);
    }

    public String memberName(int member) {
        return text(nameAndType(member) + 1);
    }

    public String memberDescriptor(int member) {
        return text(nameAndType(member) + 3);
    }

    /** The member that the constant of that index names, by internal names: as it stands there. */
    public Target member(int index) {
        return new Target(className(owner(index)), memberName(index), memberDescriptor(index));
    }

    private int nameAndType(int member) {
        return offsets[u2(offsets[member] + 3)];
    }

    /** Whether the constant of that index, a Utf8, is that text. */
    public boolean isText(int index, byte[] text) {
        return isTextAt(offsets[index], text);
    }

    /** Where in the file the text ends, which is not empty, of the constant of that index, a Utf8. */
    int lastOfText(int index) {
        return offsets[index] + 2 + u2(offsets[index] + 1);
    }

    /** Whether the Utf8 that starts there is that text. */
    public boolean isTextAt(int utf8, byte[] text) {
        int start = utf8 + 3;
        int length = u2(utf8 + 1);
        return text.length == length && Arrays.equals(text, 0, length, file, start, start + length);
    }

    /** The text of the Utf8 whose index stands there. */
    private String text(int at) {
        int utf8 = offsets[u2(at)];
        return ModifiedUtf8.decode(file, utf8 + 3, u2(utf8 + 1));
    }

    /** The internal names of the types that the class extends: its superclass, unless it has none, then interfaces. */
    public String[] supertypes() {
        int superclass = u2(end + 4);
        int first = superclass == 0 ? 0 : 1;
        String[] names = new String[first + u2(end + 6)];
        for (int i = 0; i < names.length; i++) {
            names[i] = className(i < first ? superclass : u2(end + 8 + 2 * (i - first)));
        }
        return names;
    }

    /** The two bytes that stand there, as a number without a sign. */
    public int u2(int at) {
        return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
    }
}
