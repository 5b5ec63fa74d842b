package dev.lastcall.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the bridge into {@code java.lang}, where woven code of every class loader finds it without a boot class path: so
 * AppCDS, OSGi, JBoss Modules and named modules need no flags.
 */
final class BridgeDefiner {
    private static final String BRIDGE = "java.lang.LastcallBridge";
    private static final String RESOURCES = "java/lang/";
    private static final String SUFFIX = ".classdata";

    private static @Nullable Object instance;

    private BridgeDefiner() {}

    /** Defines the bridge, or finds it defined. Returns its instance, which it keeps: the bridge hands it out once. */
    static synchronized Object define(Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException {
        Object known = instance;
        if (known == null) {
            known = defineOnce(instrumentation);
            instance = known;
        }
        return known;
    }

    private static Object defineOnce(Instrumentation instrumentation) throws IOException, ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(BridgeDefiner.class.getModule())),
                Set.of(),
                Map.of());
        return bridge().getMethod("instance").invoke(null);
    }

    /** Defines what the bridge needs for hints, as few processes do; to be called before a class gets one. */
    static synchronized void defineForHints() throws IOException, ReflectiveOperationException {
        for (String name : List.of("LastcallBridge$Known", "LastcallBridge$Asked")) {
            try {
                Class.forName("java.lang." + name, false, null);
            } catch (ClassNotFoundException notYet) {
                defineClass(name);
            }
        }
    }

    private static Class<?> bridge() throws IOException, ReflectiveOperationException {
        try {
            return defineClass("LastcallBridge");
        } catch (LinkageError definedBefore) {
            return Class.forName(BRIDGE, true, null);
        }
    }

    private static Class<?> defineClass(String name) throws IOException, ReflectiveOperationException {
        return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                .defineClass(bytes(RESOURCES + name + SUFFIX));
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = BridgeDefiner.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing in lastcall.jar");
            }
            return in.readAllBytes();
        }
    }
}
