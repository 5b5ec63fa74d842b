package dev.lastcall.weave;

import dev.lastcall.classfile.ConstantPool;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a transformer was offered last, with what they extend. The JVM offers a class before its supertypes,
 * so that it may turn out later that one of these extends a listed class; then it is to be known who extends it. That
 * much later is a moment: of what was offered, the latest are kept. Names are numbers here, of which two may be alike:
 * then a class is woven again for nothing. Keeps no class and no loader alive. Thread-safe.
 */
final class LatelyOffered {
    private static final int FEWEST = 64;
    private static final int MOST = 4_096;
    private static final int UNREAD = 16;
    private static final String JDK = "java/";

    /** The latest, which are read when there are more, or somebody asks: a small program needs none of that. */
    private final byte[] @Nullable [] unread = new byte[UNREAD][];

    private final long[] unreadNumbers = new long[UNREAD];
    private int unreadSize;
    /** Numbers of classes, as {@link Offered} has them; one that extends several types has a place for each. */
    private long[] classes = new long[FEWEST];
    /** Hash codes of their names. */
    private int[] names = new int[FEWEST];
    /** Hash codes of the names of what they extend. */
    private int[] extended = new int[FEWEST];

    private int size;
    private int next;
    private boolean forgotten;

    /** @param name internal; null: the one in the class file */
    synchronized void add(@Nullable ClassLoader loader, @Nullable String name, byte[] classFile) {
        if (name == null) {
            ConstantPool pool = new ConstantPool(classFile);
            read(Offered.number(loader, pool.className(pool.u2(pool.end() + 2))), classFile);
            return;
        }
        if (unreadSize == UNREAD) {
            readAll();
        }
        unreadNumbers[unreadSize] = Offered.number(loader, name);
        unread[unreadSize++] = classFile;
    }

    private void readAll() {
        for (int i = 0; i < unreadSize; i++) {
            byte[] classFile = unread[i];
            unread[i] = null;
            if (classFile != null) {
                read(unreadNumbers[i], classFile);
            }
        }
        unreadSize = 0;
    }

    private void read(long number, byte[] classFile) {
        try {
            ConstantPool pool = new ConstantPool(classFile);
            String[] supertypes = pool.supertypes();
            int name = supertypes.length == 0
                    ? 0
                    : pool.className(pool.u2(pool.end() + 2)).hashCode();
            for (String supertype : supertypes) {
                if (!supertype.startsWith(JDK)) { // that extends no class of an application
                    add(number, name, supertype.hashCode());
                }
            }
        } catch (RuntimeException unreadable) {
            // the JVM can't read it either, or it is woven for what it is
        }
    }

    private void add(long number, int name, int supertype) {
        if (next == classes.length && next < MOST) {
            classes = Arrays.copyOf(classes, next * 2);
            names = Arrays.copyOf(names, next * 2);
            extended = Arrays.copyOf(extended, next * 2);
        }
        forgotten |= next == MOST;
        next = next == MOST ? 0 : next;
        classes[next] = number;
        names[next] = name;
        extended[next] = supertype;
        next++;
        size = Math.max(size, next);
    }

    /** Whether there were more than are kept, so that one of them may be missing here. */
    synchronized boolean hasForgotten() {
        readAll();
        return forgotten;
    }

    /**
     * The numbers of the classes that extend a type, also by way of others.
     *
     * @param name internal
     */
    synchronized Set<Long> thatExtend(String name) {
        readAll();
        Set<Integer> above = new HashSet<>();
        above.add(name.hashCode());
        Set<Long> found = new HashSet<>(0);
        for (boolean more = true; more; ) {
            more = false;
            for (int i = 0; i < size; i++) {
                if (above.contains(extended[i]) && found.add(classes[i])) {
                    above.add(names[i]);
                    more = true;
                }
            }
        }
        return found;
    }
}
