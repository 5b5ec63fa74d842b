package dev.lastcall.maven;

import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds files that belong to a whole build: in the module, or in a folder above it up to the root of the build. */
final class PolicyFinder {
    static final List<String> POLICIES = List.of("lastcall.yaml", "lastcall.yml");
    static final List<String> BASELINES = List.of("lastcall.baseline");

    private PolicyFinder() {}

    /** The file with one of these names that is nearest to the module; null if there is none. */
    static @Nullable File find(List<String> names, File module, File root) {
        File at = module.getAbsoluteFile();
        while (at != null) {
            for (String name : names) {
                File candidate = new File(at, name);
                if (candidate.isFile()) {
                    return candidate;
                }
            }
            if (at.equals(root.getAbsoluteFile())) {
                return null;
            }
            at = at.getParentFile();
            if (at != null && !at.toPath().startsWith(root.getAbsoluteFile().toPath())) {
                return null;
            }
        }
        return null;
    }
}
