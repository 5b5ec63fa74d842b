package dev.lastcall.weave;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a transformer was offered, each as a number made of its name and the identity of its loader: two
 * classes of one loader share one in a few thousand millions of pairs. Keeps no class and no loader alive. Thread-safe.
 */
final class Offered {
    private static final int FEWEST = 256;
    /** Of those, most are classes that are unloaded by now. */
    private static final int TOO_MANY = 1 << 17;

    private static final int LATEST = 1 << 14;
    /** More classes than are being defined at any moment. */
    private static final int ON_THEIR_WAY = 1 << 10;

    /** Programs that have more, such as those that compile many scripts, have most of them for a class each. */
    private static final int MOST_LOADERS = 512;

    /** By identity: what a loader says of its equals is the application's code. */
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private WeakReference<@Nullable ClassLoader> latest = new WeakReference<>(null);
    private long[] numbers = new long[FEWEST];
    private int count;
    private int tooMany = TOO_MANY;

    /** @param name internal */
    synchronized void add(@Nullable ClassLoader loader, String name) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number(loader, name);
        if (loader != null && latest.get() != loader) {
            latest = new WeakReference<>(loader);
            takeNoteOf(loader);
        }
    }

    private void takeNoteOf(ClassLoader loader) {
        for (int i = loaders.size() - 1; i >= 0; i--) {
            ClassLoader known = loaders.get(i).get();
            if (known == loader) {
                return;
            }
            if (known == null) {
                loaders.remove(i);
            }
        }
        if (loaders.size() < MOST_LOADERS) {
            loaders.add(new WeakReference<>(loader));
        }
    }

    /** The loaders of those classes, as far as they live and are not too many. */
    synchronized List<ClassLoader> loaders() {
        List<ClassLoader> living = new ArrayList<>(loaders.size());
        for (int i = 0; i < loaders.size(); i++) {
            ClassLoader loader = loaders.get(i).get();
            if (loader != null) {
                living.add(loader);
            }
        }
        return living;
    }

    /** Whether it was added; the latest are found first. */
    synchronized boolean has(Class<?> type) {
        long number = number(type);
        for (int i = count - 1; i >= 0; i--) {
            if (numbers[i] == number) {
                return true;
            }
        }
        return false;
    }

    /** The latest of them, some of which may be on their way yet. */
    synchronized Set<Long> latest() {
        Set<Long> latest = new HashSet<>();
        for (int i = Math.max(0, count - ON_THEIR_WAY); i < count; i++) {
            latest.add(numbers[i]);
        }
        return latest;
    }

    /** All of them, in ascending order. */
    synchronized long[] sorted() {
        long[] sorted = Arrays.copyOf(numbers, count);
        Arrays.sort(sorted);
        return sorted;
    }

    static boolean has(long[] sorted, Class<?> type) {
        return Arrays.binarySearch(sorted, number(type)) >= 0;
    }

    synchronized boolean areTooMany() {
        return count > tooMany;
    }

    /** Forgets all but those of these classes and the latest, whose classes may be on their way yet. */
    synchronized void keepOnly(Class<?>[] loaded) {
        int old = Math.max(0, count - LATEST);
        long[] sorted = Arrays.copyOf(numbers, old);
        Arrays.sort(sorted);
        long[] kept = new long[count];
        int size = 0;
        for (Class<?> type : loaded) {
            if (size < old && has(sorted, type)) {
                kept[size++] = number(type);
            }
        }
        System.arraycopy(numbers, old, kept, size, count - old);
        numbers = kept;
        count += size - old;
        tooMany = Math.max(TOO_MANY, 2 * count);
    }

    static long number(Class<?> type) {
        return number(type.getClassLoader(), type.getName().replace('.', '/'));
    }

    /** @param name internal */
    static long number(@Nullable ClassLoader loader, String name) {
        long ofName = name.hashCode() * 0x9e3779b97f4a7c15L;
        return (ofName ^ ofName >>> 32) + System.identityHashCode(loader) * 0xc2b2ae3d27d4eb4fL;
    }
}
