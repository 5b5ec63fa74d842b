package dev.lastcall.scan;

import de.thetaphi.forbiddenapis.Checker;
import de.thetaphi.forbiddenapis.CheckerResult;
import de.thetaphi.forbiddenapis.ForbiddenViolation;
import de.thetaphi.forbiddenapis.Logger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.bytebuddy.jar.asm.ClassReader;

/** That library itself, run in this process. */
final class ForbiddenApis {
    /**
     * One thing that it reports.
     *
     * @param line 0 if the class file has no lines
     * @param text what it prints, without the message of the signature
     */
    record Violation(String className, int line, String text) {}

    private static final Logger SILENT = new Logger() {
        @Override
        public void error(String message) {
            // results are taken as objects
        }

        @Override
        public void warn(String message) {
            // says that signatures are missing on a later JDK
        }

        @Override
        public void info(String message) {
            // says what it does
        }

        @Override
        public void debug(String message) {
            // says what it does
        }
    };

    private static final String VERSIONS = "META-INF/versions/";

    private ForbiddenApis() {}

    /**
     * Checks the {@link #classes} of jars by a signature file that it brings. It has one class of each name, so the
     * copies for later versions of Java are checked after the others, version by version.
     */
    static List<Violation> check(String bundled, List<Path> jars, SortedMap<String, Map<String, byte[]>> classes)
            throws Exception {
        List<Violation> violations = new ArrayList<>();
        try (URLClassLoader loader = loader(jars)) {
            for (Map<String, byte[]> copies : classes.values()) {
                Checker checker = new Checker(SILENT, loader);
                checker.addBundledSignatures(bundled, null);
                for (Map.Entry<String, byte[]> copy : copies.entrySet()) {
                    checker.streamReadClassToCheck(new ByteArrayInputStream(copy.getValue()), copy.getKey());
                }
                violations.addAll(violations(checker));
            }
        }
        return violations;
    }

    /**
     * The class files of these jars by their entries, by the version of a multi-release jar; that of the others is
     * empty.
     */
    static SortedMap<String, Map<String, byte[]>> classes(List<Path> jars) throws IOException {
        SortedMap<String, Map<String, byte[]>> classes = new TreeMap<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                Enumeration<? extends ZipEntry> entries = zip.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    if (isClass(entry.getName())) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            classes.computeIfAbsent(version(entry.getName()), it -> new TreeMap<>())
                                    .put(entry.getName(), in.readAllBytes());
                        }
                    }
                }
            }
        }
        return classes;
    }

    /** Checks the classes in a folder by the text of a signature file. */
    static List<Violation> checkFolder(String signatures, Path folder) throws Exception {
        try (URLClassLoader loader = loader(List.of(folder))) {
            Checker checker = new Checker(SILENT, loader);
            checker.parseSignaturesString(signatures);
            for (Map.Entry<String, byte[]> file : Compiled.content(folder).entrySet()) {
                checker.streamReadClassToCheck(new ByteArrayInputStream(file.getValue()), file.getKey());
            }
            return violations(checker);
        }
    }

    private static URLClassLoader loader(List<Path> classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path entry : classPath) {
            urls.add(entry.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static List<Violation> violations(Checker checker) throws Exception {
        List<Violation> violations = new ArrayList<>();
        for (CheckerResult result : checker.runWithResults()) {
            for (ForbiddenViolation violation : result.getViolations()) {
                String text = violation.description;
                int message = text.indexOf(" [");
                violations.add(new Violation(
                        result.getClassName(),
                        Math.max(0, violation.lineNo),
                        message < 0 ? text : text.substring(0, message)));
            }
        }
        return violations;
    }

    /** The classes that are annotated {@code @SuppressForbidden} of whatever package, or have a member that is. */
    static Set<String> suppressed(SortedMap<String, Map<String, byte[]>> classes) {
        Set<String> suppressed = new HashSet<>();
        for (Map<String, byte[]> copies : classes.values()) {
            for (byte[] copy : copies.values()) {
                if (new String(copy, StandardCharsets.ISO_8859_1).contains("/SuppressForbidden;")) {
                    suppressed.add(new ClassReader(copy).getClassName().replace('/', '.'));
                }
            }
        }
        return suppressed;
    }

    private static String version(String entry) {
        return entry.startsWith(VERSIONS)
                ? entry.substring(VERSIONS.length(), entry.indexOf('/', VERSIONS.length()))
                : "";
    }

    /** What else lies below {@code META-INF} is no class of the jar's own. */
    static boolean isClass(String entry) {
        return entry.endsWith(".class")
                && !entry.endsWith("module-info.class")
                && (entry.startsWith(VERSIONS) || !entry.startsWith("META-INF/"));
    }
}
