package dev.lastcall.site;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Where a class comes from, in words that are the same in every run of the same deployment. */
public final class Origin {
    /** How Spring Boot 3.2 and later begin the location of what lies in an archive, and how others do. */
    private static final String NESTED = "jar:nested:";

    private static final String IN_FILE = "jar:file:";

    private Origin() {}

    /** The jar or folder of a class: a path for a plain file, else the whole location; empty if not known. */
    public static String codeSource(@Nullable ProtectionDomain domain) {
        try {
            CodeSource source = domain == null ? null : domain.getCodeSource();
            if (source == null || source.getLocation() == null) {
                return "";
            }
            String location = asInFile(source.getLocation().toExternalForm());
            String path = location.startsWith("file:") ? source.getLocation().getPath() : location;
            return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        } catch (RuntimeException applicationCodeFailed) {
            return "";
        }
    }

    /** {@code jar:file:/app.jar!/BOOT-INF/classes!/} of {@code jar:nested:/app.jar/!BOOT-INF/classes/!/}. */
    private static String asInFile(String location) {
        int inside = location.startsWith(NESTED) ? location.indexOf("/!") : -1;
        if (inside < 0) {
            return location;
        }
        String entry = location.substring(inside + 2);
        String inner = entry.endsWith("/!/") ? entry.substring(0, entry.length() - 3) + "!/" : entry;
        return IN_FILE + location.substring(NESTED.length(), inside) + "!/" + inner;
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
