package dev.lastcall.classpath;

import java.util.List;
import java.util.Locale;

/** What the name of a file, in a folder or an archive, says of it. Pure functions. */
public final class EntryNames {
    private static final String VERSIONS = "META-INF/versions/";
    private static final List<String> CLASS_FOLDERS = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
    /** What Java's packaging calls its archives; plug-ins of servers and of build tools among them. */
    private static final List<String> JARS = List.of(
            ".jar", ".war", ".ear", ".rar", ".zip", ".aar", ".har", ".hpi", ".jpi", ".kar", ".lpkg", ".nar", ".par",
            ".sar");

    private EntryNames() {}

    public static boolean isModuleInfo(String entry) {
        return entry.endsWith("module-info.class");
    }

    /** Whether it is for some version of the JVM, in a jar that is multi-release. */
    static boolean isVersioned(String entry) {
        return entry.startsWith(VERSIONS);
    }

    /** The version of a multi-release jar that an entry belongs to; 0 if it lies outside of these. */
    static int version(String entry) {
        if (!entry.startsWith(VERSIONS)) {
            return 0;
        }
        int end = entry.indexOf('/', VERSIONS.length());
        try {
            return Integer.parseInt(entry.substring(VERSIONS.length(), Math.max(end, VERSIONS.length())));
        } catch (NumberFormatException noVersion) {
            return 0;
        }
    }

    /** The name by which a program would look for that file, in a jar or on the class path. */
    public static String resourceName(String entry) {
        String file = entry;
        for (String folder : CLASS_FOLDERS) {
            file = file.startsWith(folder) ? file.substring(folder.length()) : file;
        }
        return file.startsWith(VERSIONS) ? file.substring(file.indexOf('/', VERSIONS.length()) + 1) : file;
    }

    /** The class that should be in a file of that name. */
    static String className(String entry) {
        String file = resourceName(entry);
        return file.substring(0, file.length() - ".class".length()).replace('/', '.');
    }

    /** Whether it is a class file of a class. */
    static boolean isClass(String entry) {
        return entry.endsWith(".class") && !isModuleInfo(entry);
    }

    /** Whether it is an archive of class files. */
    static boolean isJar(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return JARS.stream().anyMatch(lower::endsWith) && !isOfSources(name);
    }

    /** Whether it is an archive of sources, in which no class files are looked for. */
    static boolean isOfSources(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("-sources.jar") || lower.endsWith("-sources.zip");
    }

    /** The part of a jar that the class file lies in, as a class loader names it. */
    static String codeSource(String jar, String entry) {
        for (String folder : CLASS_FOLDERS) {
            if (entry.startsWith(folder)) {
                return jar + "!/" + folder.substring(0, folder.length() - 1);
            }
        }
        return jar;
    }
}
