package dev.lastcall.policy;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Reads files whole, with a limit. {@code java.nio.file} would fix the application's file system provider. */
final class PolicyFile {
    private PolicyFile() {}

    /** Why the file can't be read, as the end of a sentence about it; null if it can. */
    static @Nullable String fault(File file) {
        if (!file.exists()) {
            return "does not exist";
        }
        if (file.isDirectory()) {
            return "is a folder, not a file";
        }
        return file.canRead() ? null : "can't be read: no permission";
    }
}
