package dev.lastcall.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The class files of the JDK that runs this, out of its image: no loader of the application is asked, and no class is
 * loaded. A module that merely has a name like the JDK's is none of it. Thread-safe.
 */
final class JdkClassFiles {
    private static final String IMAGE = "jrt";

    private JdkClassFiles() {}

    /** The class file; null if the JDK has no such class. */
    static byte @Nullable [] read(String internalName) {
        Module module = module(internalName);
        if (module == null) {
            return null;
        }
        try (InputStream in = module.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    /** The module of the JDK that has the package of that class. */
    private static @Nullable Module module(String internalName) {
        int slash = internalName.lastIndexOf('/');
        if (slash <= 0) {
            return null;
        }
        String packageName = internalName.substring(0, slash).replace('/', '.');
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getPackages().contains(packageName) && isOfImage(module)) {
                return module;
            }
        }
        return null;
    }

    private static boolean isOfImage(Module module) {
        ClassLoader loader = module.getClassLoader();
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            return true;
        }
        Optional<ResolvedModule> resolved = ModuleLayer.boot().configuration().findModule(module.getName());
        return resolved.isPresent() && isOfImage(resolved.get());
    }

    private static boolean isOfImage(ResolvedModule module) {
        Optional<URI> location = module.reference().location();
        return location.isPresent() && IMAGE.equals(location.get().getScheme());
    }

    /**
     * The internal names of all classes of the JDK whose binary names begin with that, and of some others.
     *
     * @throws IOException if the image can't be read
     */
    static List<String> names(String binaryPrefix) throws IOException {
        String prefix = binaryPrefix.replace('.', '/');
        List<String> names = new ArrayList<>();
        for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
            if (isOfImage(module) && mayHave(module, binaryPrefix)) {
                try (ModuleReader reader = module.reference().open()) {
                    Iterator<String> files = reader.list().iterator();
                    while (files.hasNext()) {
                        String file = files.next();
                        if (file.startsWith(prefix) && file.endsWith(".class")) {
                            names.add(file.substring(0, file.length() - ".class".length()));
                        }
                    }
                }
            }
        }
        return names;
    }

    private static boolean mayHave(ResolvedModule module, String binaryPrefix) {
        for (String packageName : module.reference().descriptor().packages()) {
            if (packageName.startsWith(binaryPrefix) || binaryPrefix.startsWith(packageName + '.')) {
                return true;
            }
        }
        return false;
    }
}
