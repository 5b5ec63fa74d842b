package dev.lastcall.site;

import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the modules of the JDK from others, by where they come from: anybody may name a module {@code java.…}, and an
 * automatic module is named after its jar. Thread-safe.
 */
public final class JdkModules {
    private static final Module BASE = Object.class.getModule();
    private static final int SHORTEST_GENERATED = "sun.reflect.misc.".length();
    private static final String ACCESSORS_LOADER = "jdk.internal.reflect.DelegatingClassLoader";
    /** Defines one class of its own, through which {@code java.beans} calls. */
    private static final String TRAMPOLINES_LOADER = "sun.reflect.misc.MethodUtil";

    /** Those that were asked for. As many as the image has at most. */
    private static volatile Module[] found = {BASE};

    private JdkModules() {}

    /** Whether that is a module of the JDK; the unnamed module of the boot loader is none. */
    public static boolean hold(Module module) {
        if (module == BASE) {
            return true;
        }
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk.")) && isOfJdk(module, name);
    }

    /**
     * Whether that is one of the modules that the JDK makes for its proxies, which stand for classes of the
     * application.
     */
    public static boolean isOfProxies(Module module) {
        return module.isNamed() && module.getLayer() == null;
    }

    /**
     * Whether the JDK has put the class of that name between a reflective call and its target: to make it faster, as
     * those before 22 do, or to call with no rights of its own.
     *
     * @param name binary, or internal
     */
    public static boolean generated(@Nullable ClassLoader loader, String name) {
        if (loader == null || name.length() <= SHORTEST_GENERATED || (name.charAt(0) != 'j' && name.charAt(0) != 's')) {
            return false;
        }
        Class<?> type = loader.getClass();
        return type.getModule() == BASE
                && (type.getName().equals(ACCESSORS_LOADER) || type.getName().equals(TRAMPOLINES_LOADER));
    }

    private static boolean isOfJdk(Module module, String name) {
        Module[] known = found;
        for (int i = 0; i < known.length; i++) {
            if (known[i] == module) {
                return true;
            }
        }
        ModuleLayer layer = module.getLayer();
        if (layer == null) {
            return isOfProxies(module);
        }
        if (!isInImage(layer, name) || !hasVersionOfJdk(module)) {
            return false;
        }
        Module[] grown = Arrays.copyOf(known, known.length + 1);
        grown[known.length] = module;
        found = grown;
        return true;
    }

    private static boolean isInImage(ModuleLayer layer, String name) {
        return scheme(layer, name).equals(scheme(ModuleLayer.boot(), "java.base"));
    }

    private static String scheme(ModuleLayer layer, String name) {
        Optional<ResolvedModule> resolved = layer.configuration().findModule(name);
        if (resolved.isEmpty()) {
            return "";
        }
        ModuleReference reference = resolved.get().reference();
        Optional<URI> location = reference.location();
        String scheme = location.isEmpty() ? null : location.get().getScheme();
        return scheme == null ? "" : scheme;
    }

    /** An image made by {@code jlink} holds the application's modules as well. */
    private static boolean hasVersionOfJdk(Module module) {
        return module.getDescriptor().rawVersion().equals(BASE.getDescriptor().rawVersion());
    }
}
