package dev.lastcall.weave;

import dev.lastcall.classfile.ConstantPool;
import dev.lastcall.classfile.MembersOfConstant;
import dev.lastcall.classfile.ModifiedUtf8;
import org.jspecify.annotations.Nullable;

/**
 * The members that a class file names, by the constant pool alone (JVMS §4.4.2): a second look, at the few classes that
 * a first one did not rule out. Not thread-safe.
 */
final class MemberReferences {
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

    /**
     * The classes of the JDK that ask an enum for its constants; they matter beside the name of a listed class alone.
     */
    private static final byte[][] OF_ENUMS = {
        ModifiedUtf8.encode(ReflectionNames.CLASS),
        ModifiedUtf8.encode(ReflectionNames.ENUM),
        ModifiedUtf8.encode(ReflectionNames.ENUM_SET),
        ModifiedUtf8.encode(ReflectionNames.ENUM_MAP)
    };

    private static final byte[] CONSTANTS = ModifiedUtf8.encode(MembersOfConstant.BOOTSTRAPS);

    /** What is listed, by the names that a class file has. */
    interface Listed {
        /** Whether the text at that place of a class file names a listed class. */
        boolean names(byte[] file, int at, int length);

        /** The listed members of the JDK; null if there can be none. */
        @Nullable
        JdkMembers jdkMembers();
    }

    /** Which listed classes are enums. */
    interface Enums {
        /** Whether that class is an enum as far as is known, as the loader finds it; binary name. */
        boolean mayBeEnum(String className, @Nullable ClassLoader loader);
    }

    private final ConstantPool pool;

    MemberReferences(ConstantPool pool) {
        this.pool = pool;
    }

    /**
     * By index, the constants by which an instruction may name a member of a class that the filter lists, or use one
     * through reflection. An {@code invokedynamic} or a dynamic constant may do so if any method handle does.
     *
     * @param jdk whether uses of members of the JDK matter, as {@link ReflectiveUse#of} takes it
     * @param everyDynamic whether each {@code invokedynamic} does
     * @param enums knows which listed classes are enums
     */
    boolean[] thatMatter(Listed filter, boolean jdk, boolean everyDynamic, Enums enums, @Nullable ClassLoader loader) {
        boolean[] listed = classes(filter);
        boolean[] reflecting = classes(OWNERS);
        boolean[] ofEnums = classes(OF_ENUMS);
        if (any(ofEnums) && !anyEnum(listed, enums, loader)) {
            ofEnums = new boolean[pool.size()];
        }
        boolean[] matter = new boolean[pool.size()];
        boolean dynamic = everyDynamic;
        JdkMembers ofJdk = filter.jdkMembers();
        for (int i = 1; i < pool.size(); i++) {
            matter[i] = isMemberOf(listed, i)
                    || ((isMemberOf(reflecting, i) || isMemberOf(ofEnums, i)) && isUse(i, jdk))
                    || (ofJdk != null && mayInherit(i, ofJdk));
        }
        for (int i = 1; i < pool.size(); i++) {
            if (pool.is(i, ConstantPool.METHOD_HANDLE)) {
                matter[i] = matter[pool.handled(i)];
                dynamic |= matter[i] || isSwitch(reflecting, i) || (makesConstants(i) && any(listed));
            }
        }
        for (int i = 1; i < pool.size() && dynamic; i++) {
            matter[i] |= pool.is(i, ConstantPool.INVOKE_DYNAMIC) || pool.is(i, ConstantPool.DYNAMIC);
        }
        return matter;
    }

    /** By index, the classes that the filter lists. */
    private boolean[] classes(Listed filter) {
        boolean[] classes = new boolean[pool.size()];
        for (int i = 1; i < pool.size(); i++) {
            if (pool.is(i, ConstantPool.CLASS)) {
                int name = pool.classNameAt(i);
                classes[i] = filter.names(pool.file(), name, pool.u2(name + 1));
            }
        }
        return classes;
    }

    /** By index, the classes of those names: few, and named often. */
    private boolean[] classes(byte[][] names) {
        boolean[] classes = new boolean[pool.size()];
        for (int i = 1; i < pool.size(); i++) {
            classes[i] = pool.is(i, ConstantPool.CLASS) && isAny(names, pool.classNameAt(i));
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

    private boolean anyEnum(boolean[] classes, Enums enums, @Nullable ClassLoader loader) {
        for (int i = 1; i < classes.length; i++) {
            if (classes[i] && enums.mayBeEnum(pool.className(i).replace('/', '.'), loader)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the constant, a method handle, is on what makes a switch over patterns. */
    private boolean isSwitch(boolean[] reflecting, int index) {
        int member = pool.handled(index);
        return isMemberOf(reflecting, member) && isUse(member, false);
    }

    /** Whether the constant, a method handle, is on what makes constants, perhaps of a field. */
    private boolean makesConstants(int index) {
        int member = pool.handled(index);
        return pool.isMember(member) && pool.isTextAt(pool.classNameAt(pool.owner(member)), CONSTANTS);
    }

    /** Whether the constant is a member of one of those classes. */
    private boolean isMemberOf(boolean[] classes, int index) {
        return pool.isMember(index) && classes[pool.owner(index)];
    }

    /**
     * Whether the class may use a member through reflection, or a listed member of the JDK by the name of another
     * class. What refers to a method by an instruction does it through the same constant as what refers to it by a
     * handle.
     *
     * @param jdk whether uses of members of the JDK matter, as {@link ReflectiveUse#of} takes it
     * @param filter knows what is listed
     * @throws IndexOutOfBoundsException if it is not a whole class file
     */
    static boolean mayReachMembers(byte[] file, boolean jdk, Listed filter) {
        MemberReferences references = new MemberReferences(new ConstantPool(file));
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
    private boolean isObject(int index, Listed filter) {
        if (!pool.is(index, ConstantPool.CLASS)) {
            return false;
        }
        byte[] file = pool.file();
        int name = pool.classNameAt(index);
        int length = pool.u2(name + 1);
        return file[name + 2 + length] == '$' && filter.names(file, name, length);
    }

    /** Whether the constant is a member that its class may have from one of the JDK that is listed. */
    private boolean mayInherit(int index, JdkMembers ofJdk) {
        if (!pool.isMember(index)) {
            return false;
        }
        String name = pool.memberName(index);
        return ofJdk.mayBeNamed(name)
                && ofJdk.mayBeIn(pool.className(pool.owner(index)), name, pool.memberDescriptor(index));
    }

    /**
     * Whether that member, of one of {@link #OWNERS} or {@link #OF_ENUMS}, uses another; few get here, so that this is
     * not compiled.
     */
    private boolean isUse(int index, boolean jdk) {
        String owner = pool.className(pool.owner(index));
        return ReflectiveUse.of(owner, pool.memberName(index), pool.memberDescriptor(index), jdk) != null;
    }

    private boolean isAny(byte[][] names, int utf8) {
        for (byte[] name : names) {
            if (pool.isTextAt(utf8, name)) {
                return true;
            }
        }
        return false;
    }
}
