package dev.lastcall.site;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Tells the classes of other agents from the application's, by where they come from and not by their names:
 *
 * <ul>
 *   <li>of the system's class loader, those in a jar that is made to be an agent and is not on the application's class
 *       path: the JVM has put it there as an agent;
 *   <li>of the boot loader, those outside of the JDK that are not on the boot class path which the command line names:
 *       only an agent can have put them there;
 *   <li>of any other loader, those whose loader's class is one of an agent, or whose loader's parent is such a loader,
 *       or that lie inside an agent's jar.
 * </ul>
 *
 * <p>What an agent writes into the application's classes, or defines in its loaders, is the application's. Thread-safe.
 */
public final class OtherAgents {
    /** Where no class is counted apart. */
    public static final OtherAgents NONE = new OtherAgents(false, new String[0]);

    private static final String BOOT_PATH = "-Xbootclasspath/a:";

    private final boolean toldApart;
    private final List<File> bootPath = new ArrayList<>();
    private final Map<File, Boolean> agentJars = new HashMap<>();
    private @Nullable List<File> classPath;

    private final ClassValue<Boolean> madeByAgent = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return made(type.getClassLoader(), type.getProtectionDomain(), type.getName());
        }
    };

    private OtherAgents(boolean toldApart, String[] jvmArguments) {
        this.toldApart = toldApart;
        for (String argument : jvmArguments) {
            if (argument.startsWith(BOOT_PATH)) {
                addPath(argument.substring(BOOT_PATH.length()), bootPath);
            }
        }
    }

    /**
     * Tells them apart in this process.
     *
     * @param jvmArguments what the JVM was started with, the class and what follows apart
     */
    public static OtherAgents of(String[] jvmArguments) {
        return new OtherAgents(true, jvmArguments);
    }

    /** Whether a class that is no class of the JDK is one of another agent. */
    public boolean made(Class<?> type) {
        return toldApart && madeByAgent.get(type);
    }

    /**
     * Whether a class that is no class of the JDK is one of another agent.
     *
     * @param className binary name
     */
    public boolean made(@Nullable ClassLoader loader, @Nullable ProtectionDomain domain, String className) {
        if (!toldApart) {
            return false;
        }
        try {
            if (loader == null) {
                return !isOnBootPath(className.replace('.', '/') + ".class");
            }
            URL location = location(domain);
            return loader == ClassLoader.getSystemClassLoader()
                    ? location != null && isAgentsJar(file(location.toExternalForm()))
                    : isAgents(loader) || (location != null && isInAgentsJar(location.toExternalForm()));
        } catch (RuntimeException unknown) {
            return false; // by a security manager, or a location that is none: the application's
        }
    }

    private boolean isAgents(ClassLoader loader) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        for (ClassLoader at = loader; at != null && at != system; at = at.getParent()) {
            if (!JdkModules.hold(at.getClass().getModule()) && madeByAgent.get(at.getClass())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable URL location(@Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null ? null : source.getLocation();
    }

    /** A place inside a jar, as in {@code jar:file:/agent.jar!/inst/}. */
    private boolean isInAgentsJar(String location) {
        int inside = location.indexOf("!/");
        return location.startsWith("jar:file:")
                && inside > 0
                && isAgentsJar(file(location.substring("jar:".length(), inside)));
    }

    private static @Nullable File file(String location) {
        return location.startsWith("file:") ? canonical(new File(URI.create(location))) : null;
    }

    /** As the JDK names the places of its class path. */
    private static File canonical(File file) {
        try {
            return file.getCanonicalFile();
        } catch (IOException unknown) {
            return file.getAbsoluteFile();
        }
    }

    private synchronized boolean isAgentsJar(@Nullable File jar) {
        if (jar == null || !jar.getPath().endsWith(".jar")) {
            return false;
        }
        Boolean known = agentJars.get(jar);
        if (known == null) {
            known = isMadeToBeAnAgent(jar) && !classPath().contains(jar);
            agentJars.put(jar, known);
        }
        return known;
    }

    private static boolean isMadeToBeAnAgent(File jar) {
        Attributes manifest = manifest(jar);
        return manifest.getValue("Premain-Class") != null || manifest.getValue("Agent-Class") != null;
    }

    private static Attributes manifest(File jar) {
        try (JarFile open = new JarFile(jar, false)) {
            Manifest manifest = open.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException unreadable) {
            return new Attributes();
        }
    }

    /** The application's class path and module path, with what the manifests of its jars add. */
    private List<File> classPath() {
        List<File> known = classPath;
        if (known == null) {
            known = new ArrayList<>();
            addPath(System.getProperty("java.class.path", ""), known);
            addPath(System.getProperty("jdk.module.path", ""), known);
            for (int i = 0; i < known.size(); i++) {
                addNamedByManifest(known.get(i), known);
            }
            classPath = known;
        }
        return known;
    }

    private static void addNamedByManifest(File entry, List<File> path) {
        if (!entry.getPath().endsWith(".jar")) {
            return;
        }
        String named = manifest(entry).getValue(Attributes.Name.CLASS_PATH);
        StringTokenizer names = new StringTokenizer(named == null ? "" : named, " ");
        while (names.hasMoreTokens()) {
            URI resolved = entry.toURI().resolve(names.nextToken());
            File file = "file".equals(resolved.getScheme()) ? canonical(new File(resolved)) : null;
            if (file != null && !path.contains(file)) {
                path.add(file);
            }
        }
    }

    private static void addPath(String path, List<File> files) {
        StringTokenizer entries = new StringTokenizer(path, File.pathSeparator);
        while (entries.hasMoreTokens()) {
            files.add(canonical(new File(entries.nextToken())));
        }
    }

    private boolean isOnBootPath(String entry) {
        for (File file : bootPath) {
            if (file.isDirectory() ? new File(file, entry).exists() : hasEntry(file, entry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEntry(File jar, String entry) {
        try (JarFile open = new JarFile(jar, false)) {
            return open.getEntry(entry) != null;
        } catch (IOException unreadable) {
            return true; // then nobody knows, and it is watched
        }
    }
}
