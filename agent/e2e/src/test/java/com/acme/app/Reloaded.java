package com.acme.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Loads the deprecated class and its caller in several child-first loaders, as redeploys do. */
public final class Reloaded {
    private static final int LOADERS = 3;

    private Reloaded() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        List<Class<?>> copies = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            Class<?> copy = new ChildFirst().loadClass("com.acme.app.Reloaded$Deployed");
            copy.getMethod("call", int.class).invoke(null, 10);
            copies.add(copy);
        }
        System.out.println("copies " + copies.stream().distinct().count());
        System.out.println("calls " + LOADERS * 10);
    }

    /** What is deployed again and again. */
    public static final class Deployed {
        private Deployed() {}

        public static void call(int number) {
            for (int i = 0; i < number; i++) {
                com.acme.legacy.Factory.create("deployed");
            }
        }
    }

    static final class ChildFirst extends ClassLoader {
        ChildFirst() {
            super(Reloaded.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("com.acme.") ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
