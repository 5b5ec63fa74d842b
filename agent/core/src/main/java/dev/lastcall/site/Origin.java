package dev.lastcall.site;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Where a class comes from, in words that are the same in every run of the same deployment. */
public final class Origin {
    private Origin() {}

    /** The jar or folder of a class: a path for a plain file, else the whole location; empty if not known. */
    public static String codeSource(@Nullable ProtectionDomain domain) {
        try {
            CodeSource source = domain == null ? null : domain.getCodeSource();
            if (source == null || source.getLocation() == null) {
                return "";
            }
            String location = source.getLocation().toExternalForm();
            String path = location.startsWith("file:") ? source.getLocation().getPath() : location;
            return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        } catch (RuntimeException applicationCodeFailed) {
            return "";
        }
    }

    /** A class loader's name, or that of its class: without identity, so that a redeployed copy is the same. */
    public static String loader(@Nullable ClassLoader loader) {
        if (loader == null) {
            return "boot";
        }
        try {
            String name = loader.getName();
            return name != null && !name.isEmpty() ? name : loader.getClass().getName();
        } catch (RuntimeException applicationCodeFailed) {
            return loader.getClass().getName();
        }
    }
}
