package com.acme.app;

import com.acme.legacy.Factory;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent that gives a deprecated class the code that it was compiled to, and the application beside it. Arguments of the
 * agent: {@code load} or {@code later}, and {@code once} or {@code always}.
 */
public final class GuardDropper implements ClassFileTransformer {
    private static final long LONGEST_WAIT_NANOS = 240_000_000_000L;

    private static @Nullable Instrumentation instrumentation;
    private static boolean later;
    private static boolean once;
    private static boolean drops;

    public static void premain(String argument, Instrumentation given) {
        instrumentation = given;
        later = argument.contains("later");
        once = argument.contains("once");
        drops = !later;
        given.addTransformer(new GuardDropper(), true);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (!"com/acme/legacy/Factory".equals(name) || !drops) {
            return null;
        }
        drops = !once;
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Calls by reflection until that is refused; with {@code always} just once. */
    public static void main(String[] arguments) throws Exception {
        Class.forName(Factory.class.getName());
        if (later) {
            drops = true;
            Objects.requireNonNull(instrumentation).retransformClasses(Factory.class);
        }
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        boolean refused = false;
        for (int calls = 0; !refused && (once ? System.nanoTime() < end : calls == 0); calls++) {
            try {
                Factory.class.getMethod("create", String.class).invoke(null, "x");
                Thread.onSpinWait();
            } catch (InvocationTargetException e) {
                refused = true;
            }
        }
        System.out.println("refused " + refused);
    }
}
