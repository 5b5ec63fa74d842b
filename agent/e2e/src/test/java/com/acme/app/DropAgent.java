package com.acme.app;

import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * An agent that gives a deprecated class the code that it was compiled to, and names none, so that it matters to
 * nobody. Arguments: {@code load} or {@code later}, {@code once} or {@code always}, and {@code unseen} if it gives the
 * JDK's {@code Instrumentation} its own code, too.
 */
public final class DropAgent implements ClassFileTransformer {
    private static @Nullable Instrumentation instrumentation;
    private static boolean later;
    private static boolean once;
    private static boolean drops;
    private static boolean unseen;

    public static void premain(String argument, Instrumentation given) {
        instrumentation = given;
        later = argument.contains("later");
        once = argument.contains("once");
        drops = !later;
        unseen = argument.contains("unseen");
        given.addTransformer(new DropAgent(), true);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        boolean isFactory = name != null && name.endsWith("/legacy/Factory") && drops;
        if (!isFactory && !(unseen && "sun/instrument/InstrumentationImpl".equals(name))) {
            return null;
        }
        drops &= !isFactory || !once;
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Drops the guards of a class that is loaded, if that was asked for. Returns whether guards are dropped once. */
    static boolean drop(Class<?> type) throws UnmodifiableClassException {
        if (later && instrumentation != null) {
            drops = true;
            instrumentation.retransformClasses(type);
        }
        return once;
    }
}
