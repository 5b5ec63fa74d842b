package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The launcher's loader takes no lock for a class: threads that want one at the same time must get the same. */
class ParallelLoadingTest {
    private static final int THREADS = 4;
    private static final int LOADERS = 20;

    @Test
    void threadsThatLoadAClassAtOnceGetTheSame() throws Exception {
        List<String> names = Packs.classesOf("start");
        try (URLClassLoader launcher =
                new URLClassLoader(new URL[] {Fork.JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Method open =
                    launcher.loadClass("dev.lastcall.launch.IsolatedLoader").getDeclaredMethod("open", File.class);
            open.setAccessible(true);
            for (int i = 0; i < LOADERS; i++) {
                ClassLoader loader = (ClassLoader) open.invoke(null, Fork.JAR.toFile());
                assertThat(loadedByAll(loader, names))
                        .hasSize(names.size())
                        .allSatisfy(type -> assertThat(type.getClassLoader()).isSameAs(loader));
            }
        }
    }

    /** Each class that one of the threads got. */
    private static Set<Class<?>> loadedByAll(ClassLoader loader, List<String> names) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Class<?>>>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    List<Class<?>> loaded = new ArrayList<>();
                    for (String name : names) {
                        together.await();
                        loaded.add(loader.loadClass(name));
                    }
                    return loaded;
                }));
            }
            List<Class<?>> loaded = new ArrayList<>();
            for (Future<List<Class<?>>> one : all) {
                loaded.addAll(one.get());
            }
            return Set.copyOf(loaded);
        } finally {
            threads.shutdownNow();
        }
    }
}
