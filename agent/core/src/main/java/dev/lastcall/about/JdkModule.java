package dev.lastcall.about;

import org.jspecify.annotations.Nullable;

/** Modules of the JDK that a runtime image may lack, recognized by the class that is missing then. Pure. */
public final class JdkModule {
    /** Beginnings of names of classes, each before the module that has them. */
    private static final String[] CLASSES = {
        "com.sun.tools.attach.", "jdk.attach",
        "sun.tools.attach.", "jdk.attach",
        "com.sun.net.httpserver.", "jdk.httpserver",
        "com.sun.management.", "jdk.management",
        "java.awt.", "java.desktop",
        "java.beans.", "java.desktop",
        "javax.swing.", "java.desktop",
        "java.lang.management.", "java.management",
        "javax.management.", "java.management",
        "java.net.http.", "java.net.http",
        "java.rmi.", "java.rmi",
        "java.sql.", "java.sql",
        "javax.sql.", "java.sql",
        "java.util.logging.", "java.logging",
        "java.util.prefs.", "java.prefs",
        "javax.naming.", "java.naming",
        "javax.script.", "java.scripting",
        "javax.xml.", "java.xml",
        "org.w3c.dom.", "java.xml",
        "org.xml.sax.", "java.xml",
        "sun.misc.", "jdk.unsupported",
        "jdk.nio.zipfs.", "jdk.zipfs",
    };

    private JdkModule() {}

    /** The module that this Java lacks; null if that is not why something failed. */
    public static @Nullable String missing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
                String module = of(String.valueOf(cause.getMessage()).replace('/', '.'));
                if (module != null) {
                    return module;
                }
            }
        }
        return null;
    }

    /** What the user can do, as a sentence without a full stop. */
    public static String remedy(String module) {
        return "this Java has no module " + module + "; use a JDK, or add the module to the runtime image (jlink"
                + " --add-modules " + module + ")";
    }

    private static @Nullable String of(String className) {
        for (int i = 0; i < CLASSES.length; i += 2) {
            if (className.startsWith(CLASSES[i])) {
                return CLASSES[i + 1];
            }
        }
        return null;
    }
}
