package dev.lastcall.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the bridge into {@code java.lang}, where woven code of every class loader finds it without a boot class path: so
 * AppCDS, OSGi, JBoss Modules and named modules need no flags.
 */
final class BridgeDefiner {
    private static final String BRIDGE = "java.lang.LastcallBridge";
    private static final String RESOURCE = "java/lang/LastcallBridge.classdata";

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

    private static Class<?> bridge() throws IOException, ReflectiveOperationException {
        try {
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(bytes());
        } catch (LinkageError definedBefore) {
            return Class.forName(BRIDGE, true, null);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = BridgeDefiner.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is missing in lastcall.jar");
            }
            return in.readAllBytes();
        }
    }
}
