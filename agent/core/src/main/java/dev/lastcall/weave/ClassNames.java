package dev.lastcall.weave;

import dev.lastcall.classfile.ConstantPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of classes in a class file, as hash codes, of which two may be alike. Pure functions. */
public final class ClassNames {
    private static final String JDK = "java/";

    private ClassNames() {}

    /** Those of all classes that it names but for those of the JDK; null if it can't be read. */
    public static int @Nullable [] in(byte[] classFile) {
        if (classFile.length == 0) {
            return new int[0];
        }
        try {
            ConstantPool pool = new ConstantPool(classFile);
            int[] names = new int[pool.size()];
            int count = 0;
            for (int i = 1; i < pool.size(); i++) {
                if (pool.is(i, ConstantPool.CLASS)) {
                    String name = pool.className(i);
                    if (!name.startsWith(JDK)) {
                        names[count++] = name.hashCode();
                    }
                }
            }
            return Arrays.copyOf(names, count);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    /** That of a binary name. */
    public static int hash(String className) {
        return className.replace('.', '/').hashCode();
    }
}
