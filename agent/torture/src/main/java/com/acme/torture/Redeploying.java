package com.acme.torture;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code TIMES}: loads {@code plugin.Caller} in a new class loader, runs it and drops it, again and again. Prints how
 * many loaders were not collected at the end, and the heap in use, in KiB, after the first tenth and at the end.
 */
public final class Redeploying {
    private static final String PLUGIN = "com.acme.torture.plugin.Caller";

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private Redeploying() {}

    public static void main(String[] arguments) throws Exception {
        Stdin.watch(() -> {});
        int times = Integer.parseInt(arguments[0]);
        Redeploying redeploying = new Redeploying();
        redeploying.deployAndCollect(times / 10);
        System.out.println("early " + usedKiB());
        int left = redeploying.deployAndCollect(times - times / 10);
        System.out.println("left " + left);
        System.out.println("late " + usedKiB());
    }

    /** The last one comes when the others are collected: a weak map forgets its dead at its next use. */
    private int deployAndCollect(int times) throws Exception {
        deploy(times - 1);
        collect();
        deploy(1);
        return collect();
    }

    private void deploy(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            ClassLoader loader = new PluginLoader();
            loader.loadClass(PLUGIN)
                    .asSubclass(Runnable.class)
                    .getConstructor()
                    .newInstance()
                    .run();
            loaders.add(new WeakReference<>(loader));
        }
    }

    /** Collects until no loader is left, at most a hundred times. */
    private int collect() throws InterruptedException {
        int left = Integer.MAX_VALUE;
        for (int i = 0; i < 100 && left > 0; i++) {
            System.gc();
            Thread.sleep(20);
            left = (int) loaders.stream().filter(loader -> loader.get() != null).count();
        }
        return left;
    }

    private static long usedKiB() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    }

    /** Defines the plugin itself, and leaves all else to the application's loader. */
    private static final class PluginLoader extends ClassLoader {
        PluginLoader() {
            super(Redeploying.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(PLUGIN) && findLoadedClass(name) == null ? define() : super.loadClass(name, resolve);
        }

        private Class<?> define() throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(PLUGIN.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(PLUGIN, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(PLUGIN, e);
            }
        }
    }
}
