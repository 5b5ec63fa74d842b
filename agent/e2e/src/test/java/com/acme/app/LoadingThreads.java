package com.acme.app;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code FOLDER N}: eight virtual threads load the classes {@code made.pK.Calls} in that folder, for each K below N, by
 * two loaders, and call their method {@code run}.
 */
public final class LoadingThreads {
    private static final int THREADS = 8;

    private LoadingThreads() {}

    public static void main(String[] arguments) throws Exception {
        URL[] folder = {new File(arguments[0]).toURI().toURL()};
        int number = Integer.parseInt(arguments[1]);
        List<ClassLoader> loaders = List.of(new URLClassLoader(folder, null), new URLClassLoader(folder, null));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            Runnable work = () -> load(loaders, first, number);
            threads.add(
                    (Thread) // no method of Java 17
                            Thread.class
                                    .getMethod("startVirtualThread", Runnable.class)
                                    .invoke(null, work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("loaded " + number);
    }

    private static void load(List<ClassLoader> loaders, int first, int number) {
        for (int k = first; k < number; k += THREADS) {
            for (ClassLoader loader : loaders) {
                try {
                    Class.forName("made.p" + k + ".Calls", true, loader)
                            .getMethod("run")
                            .invoke(null);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
