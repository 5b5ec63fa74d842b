package dev.lastcall.classfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Class files with attributes that the JVM does not look into, and that are not what the specification says:
 * obfuscators and hand-made byte code leave such. ASM reads every attribute that it knows by name, and fails. So the
 * names of those that need not be known are changed, one letter each: then ASM copies what they hold as it is, and the
 * names are changed back in what it has written. Immutable.
 */
public final class OddAttributes {
    /** Where a class file has its version. */
    private static final int MAJOR = 6;

    /** The first class file version whose stack maps the JVM takes from {@code StackMapTable}. */
    private static final int WITH_FRAMES = 50;
    /** What only devices without a whole JVM read; ASM takes it for the stack maps of any class. */
    private static final List<byte[]> STACK_MAP = names("StackMap");

    /** What says nothing of how the class stands among others. */
    private static final List<byte[]> APART = names(
            "AnnotationDefault",
            "ConstantValue",
            "LocalVariableTable",
            "LocalVariableTypeTable",
            "MethodParameters",
            "Module",
            "ModuleMainClass",
            "ModulePackages",
            "RuntimeInvisibleAnnotations",
            "RuntimeInvisibleParameterAnnotations",
            "RuntimeInvisibleTypeAnnotations",
            "RuntimeVisibleAnnotations",
            "RuntimeVisibleParameterAnnotations",
            "RuntimeVisibleTypeAnnotations",
            "Signature",
            "SourceDebugExtension");

    /** What does; the JVM ignores it in class files of a version that is too old to have it. */
    private static final List<byte[]> NESTING =
            names("EnclosingMethod", "InnerClasses", "NestHost", "NestMembers", "PermittedSubclasses", "Record");

    /** In place of the last letter of a name. */
    private static final byte MARK = '~';

    private final byte[] hidden;
    /** The indexes of the constants whose names are changed. */
    private final List<Integer> indexes;

    /** Their last letters. */
    private final byte[] letters;

    private OddAttributes(byte[] hidden, List<Integer> indexes, byte[] letters) {
        this.hidden = hidden;
        this.indexes = indexes;
        this.letters = letters;
    }

    private static List<byte[]> names(String... names) {
        List<byte[]> all = new ArrayList<>(names.length);
        for (String name : names) {
            all.add(name.getBytes(StandardCharsets.US_ASCII));
        }
        return all;
    }

    /**
     * The ways to read a class file that could not be read as it is, that which leaves the most readable first; none if
     * nothing may be left out.
     *
     * @throws IndexOutOfBoundsException if it is not a whole class file
     */
    public static List<OddAttributes> in(byte[] classFile) {
        List<OddAttributes> ways = new ArrayList<>(2);
        List<byte[]> all = new ArrayList<>(APART);
        if (new ConstantPool(classFile).u2(MAJOR) >= WITH_FRAMES) {
            all.addAll(STACK_MAP);
        }
        add(hide(classFile, all), ways);
        all.addAll(NESTING);
        add(hide(classFile, all), ways);
        return ways;
    }

    private static void add(@Nullable OddAttributes way, List<OddAttributes> ways) {
        if (way != null
                && (ways.isEmpty() || way.indexes.size() > ways.get(0).indexes.size())) {
            ways.add(way);
        }
    }

    /**
     * The way to read a class file that ASM can read, and would misread; null if there is nothing to misread.
     *
     * @throws IndexOutOfBoundsException if it is not a whole class file
     */
    public static @Nullable OddAttributes misread(ConstantPool pool) {
        return pool.u2(MAJOR) < WITH_FRAMES ? null : hide(pool, STACK_MAP);
    }

    private static @Nullable OddAttributes hide(byte[] classFile, List<byte[]> names) {
        return hide(new ConstantPool(classFile), names);
    }

    private static @Nullable OddAttributes hide(ConstantPool pool, List<byte[]> names) {
        List<Integer> indexes = new ArrayList<>(0);
        for (int i = 1; i < pool.size(); i++) {
            if (pool.is(i, ConstantPool.UTF8) && isAny(pool, i, names)) {
                indexes.add(i);
            }
        }
        if (indexes.isEmpty()) {
            return null;
        }
        byte[] hidden = pool.file().clone();
        byte[] letters = new byte[indexes.size()];
        for (int i = 0; i < letters.length; i++) {
            int last = pool.lastOfText(indexes.get(i));
            letters[i] = hidden[last];
            hidden[last] = MARK;
        }
        return new OddAttributes(hidden, indexes, letters);
    }

    private static boolean isAny(ConstantPool pool, int index, List<byte[]> names) {
        for (byte[] name : names) {
            if (pool.isText(index, name)) {
                return true;
            }
        }
        return false;
    }

    /** The class file with the names changed; not to be changed. */
    public byte[] hidden() {
        return hidden;
    }

    /** Changes the names back in a class file whose constant pool begins with that of the hidden one. */
    public byte[] shown(byte[] written) {
        ConstantPool pool = new ConstantPool(written);
        for (int i = 0; i < letters.length; i++) {
            written[pool.lastOfText(indexes.get(i))] = letters[i];
        }
        return written;
    }
}
