package com.acme.bench.calls;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;

/** Instances of many classes that are alike: one class, which many loaders have defined. */
final class ManyReceivers {
    static final int MANY = 24;
    /** A hint knows 512 classes at most. */
    static final int TOO_MANY = 600;

    private ManyReceivers() {}

    static Factory[] of(Class<? extends Factory> type, int classes) {
        Factory[] all = new Factory[classes];
        for (int i = 0; i < classes; i++) {
            all[i] = new Copying(type.getClassLoader()).instance(type.getName());
        }
        return all;
    }

    /** The interface's method that makes a product. */
    static Method produce() {
        try {
            return Factory.class.getDeclaredMethod("produce", int.class);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Copying extends ClassLoader {
        Copying(ClassLoader parent) {
            super(parent);
        }

        Factory instance(String name) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new IllegalStateException(name);
                }
                byte[] file = in.readAllBytes();
                return (Factory)
                        defineClass(name, file, 0, file.length).getConstructor().newInstance();
            } catch (IOException | ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
