package dev.lastcall.runtime;

import dev.lastcall.site.OwnWork;
import dev.lastcall.weave.CallTransformer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes that are loaded already: before a late attachment, from a cache, or under an earlier policy. Their
 * class files are looked at as resources first, so that only those that matter are retransformed, in small batches: one
 * batch of thousands has killed a Java virtual machine.
 */
final class LoadedClasses {
    private static final int BATCH = 50;

    private final Instrumentation instrumentation;
    private final CallTransformer transformer;
    private final CallTransformer.Listener listener;
    private final OwnWork work;

    /** @param work is notified when a class loader is asked for a class file */
    LoadedClasses(ClassWatch classes, OwnWork work) {
        this.work = work;
        this.instrumentation = classes.instrumentation();
        this.transformer = classes.transformer();
        this.listener = classes.listener();
    }

    void weave() {
        transformer.walks();
        try {
            Class<?>[] all = instrumentation.getAllLoadedClasses();
            weave(Arrays.asList(all));
            transformer.goneThrough(all);
        } finally {
            transformer.walked();
        }
    }

    /** Weaves those of these classes that matter: first what extends listed ones, by whose names others may call. */
    void weave(List<Class<?>> types) {
        List<Class<?>> extending = new ArrayList<>();
        List<Class<?>> others = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Class<?> type = types.get(i);
            if (isWatched(type)) {
                (transformer.extendsListed(type) ? extending : others).add(type);
            }
        }
        offer(extending);
        List<Class<?>> concerned = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            Class<?> type = others.get(i);
            if (transformer.hasWoven(type) || concerns(type)) {
                concerned.add(type);
            }
        }
        offer(concerned);
    }

    /**
     * Has the transformer look at classes, without asking their loaders for class files: at each after those that it
     * extends, so that it is known by then whether one of them extends a listed one.
     */
    void offer(List<Class<?>> offered) {
        List<Class<?>> types = new ArrayList<>(offered);
        types.sort(new BySupertypes());
        for (int start = 0; start < types.size(); start += BATCH) {
            retransform(types.subList(start, Math.min(start + BATCH, types.size())));
        }
    }

    boolean isWatched(Class<?> type) {
        return transformer.watches(type) && instrumentation.isModifiableClass(type);
    }

    /**
     * A class whose file is not found must be retransformed to be looked at, but for the JDK's proxies, of which there
     * may be thousands: their interfaces tell.
     */
    private boolean concerns(Class<?> type) {
        byte[] classFile = classFileOf(type);
        if (classFile == null || (classFile.length > 0 && transformer.concerns(type, classFile))) {
            return true;
        }
        transformer.lookedAt(type);
        return false;
    }

    /** The class file as a resource; null: there is none. Empty: it need not be looked at. */
    byte @Nullable [] classFileOf(Class<?> type) {
        return transformer.isOfNoListedInterface(type) ? new byte[0] : classFile(type);
    }

    private byte @Nullable [] classFile(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        Object begun = work.begin(loader);
        try {
            return classFile(loader, type.getName().replace('.', '/') + ".class");
        } finally {
            work.end(begun);
        }
    }

    private static byte @Nullable [] classFile(@Nullable ClassLoader loader, String name) {
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(name) : loader.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException | LinkageError applicationCodeFailed) {
            return null;
        }
    }

    /** A batch fails as a whole: then each half is tried, down to the class that fails alone. */
    private void retransform(List<Class<?>> batch) {
        try {
            transformer.retransform(instrumentation, batch.toArray(new Class<?>[0]));
        } catch (Throwable failure) {
            if (batch.size() == 1) {
                listener.notWoven(
                        batch.get(0).getName(),
                        "loaded before it could be woven, and can't be retransformed: " + failure);
                return;
            }
            int half = batch.size() / 2;
            retransform(batch.subList(0, half));
            retransform(batch.subList(half, batch.size()));
        }
    }

    /** A class comes after all that it extends. */
    private static final class BySupertypes implements Comparator<Class<?>> {
        @Override
        public int compare(Class<?> one, Class<?> other) {
            return Integer.compare(depth(one), depth(other));
        }

        /** How many types are above one another in the longest line. */
        private static int depth(Class<?> type) {
            Class<?> superclass = type.getSuperclass();
            int depth = superclass == null ? 0 : depth(superclass) + 1;
            for (Class<?> implemented : type.getInterfaces()) {
                depth = Math.max(depth, depth(implemented) + 1);
            }
            return depth;
        }
    }
}
