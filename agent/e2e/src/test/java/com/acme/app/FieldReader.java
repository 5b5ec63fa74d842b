package com.acme.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/** Reads fields through reflection, in the method that loads their class. */
public final class FieldReader {
    private static final List<String> NESTED = List.of("One", "Two", "Three", "Four");

    private FieldReader() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "once" -> System.out.println("read " + read("One"));
            case "other" ->
                System.out.println("read " + Other.class.getField("value").getInt(null));
            case "at-once" -> atOnce();
            case "serialize" -> serialize();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static int read(String nested) throws ReflectiveOperationException {
        return Class.forName("com.acme.legacy.Settings$" + nested)
                .getField("value")
                .getInt(null);
    }

    /** Each on a thread of its own, all at the same time. */
    private static void atOnce() throws InterruptedException {
        CyclicBarrier together = new CyclicBarrier(NESTED.size());
        List<Thread> threads = new ArrayList<>();
        for (String nested : NESTED) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    System.out.println("read " + read(nested));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The JDK reads {@code serialVersionUID} through reflection. No constructor of its class makes the object. */
    private static void serialize() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Class.forName("com.acme.legacy.Settings$Two"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            System.out.println("read " + ((Class<?>) in.readObject()).getSimpleName());
        }
    }

    /** Not deprecated. */
    public static final class Other {
        public static int value = 2;
    }
}
