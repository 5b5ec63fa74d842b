package dev.lastcall.runtime;

import dev.lastcall.evidence.CodeOrigin;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which library a code source is, from the {@code pom.properties} that Maven puts into it, else from its
 * manifest. Reads folders, jars, and jars in jars, as Spring Boot and web archives have them. For one code source.
 */
final class OriginReader {
    private static final String MAVEN = "META-INF/maven/";
    private static final String POM = "pom.properties";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** What goes deeper, or is larger, is no library. */
    private static final int DEEPEST = 4;

    private static final int MOST_POMS = 200;
    private static final int LARGEST = 1 << 16;
    private static final int MOST_ENTRIES = 100_000;

    /** What stands between an archive and what is in it: the JDK's, Spring Boot's, Tomcat's. */
    private static final String[] SEPARATORS = {"!/", "/!", "*/", "^/"};

    private static final String[] SCHEMES = {"jar:", "nested:", "war:", "zip:", "vfs:", "file:"};

    private final List<Properties> poms = new ArrayList<>();
    private @Nullable Attributes manifest;

    private OriginReader() {}

    /** @param codeSource a path, or the location of an archive in another one */
    static CodeOrigin of(String codeSource) {
        OriginReader reader = new OriginReader();
        String location = withoutSchemes(codeSource);
        try {
            reader.read(location);
        } catch (IOException | RuntimeException unreadable) {
            // what was read before that counts
        }
        return reader.origin(codeSource, baseName(location));
    }

    private static String withoutSchemes(String location) {
        String rest = location;
        for (int i = 0; i < SCHEMES.length; i++) {
            if (rest.startsWith(SCHEMES[i])) {
                rest = rest.substring(SCHEMES[i].length());
                i = -1;
            }
        }
        while (rest.endsWith("/") || rest.endsWith("!")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest;
    }

    /** The name of the innermost archive or folder, without its ending. */
    private static String baseName(String location) {
        String name = location.substring(location.lastIndexOf('/') + 1);
        name = name.startsWith("!") ? name.substring(1) : name;
        int dot = name.lastIndexOf('.');
        boolean isArchive = dot > 0 && (name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear"));
        return isArchive ? name.substring(0, dot) : name;
    }

    private void read(String location) throws IOException {
        int end = firstSeparator(location);
        File file = file(end < 0 ? location : location.substring(0, end));
        if (file.isDirectory()) {
            readFolder(file);
        } else if (file.isFile()) {
            readArchive(file, end < 0 ? "" : location.substring(end + 2));
        }
    }

    private static int firstSeparator(String location) {
        int first = -1;
        for (String separator : SEPARATORS) {
            int at = location.indexOf(separator);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Of a location of the form of a URL, in which a blank is {@code %20}. */
    private static File file(String path) {
        File file = new File(path);
        if (file.exists() || path.indexOf('%') < 0) {
            return file;
        }
        try {
            return new File(new URI("file:" + path).getPath());
        } catch (URISyntaxException | RuntimeException none) {
            return file;
        }
    }

    /** Those of a web application, and of what Maven has compiled, have it beside them. */
    private void readFolder(File folder) throws IOException {
        readFiles(new File(folder, MAVEN), DEEPEST);
        File parent = folder.getParentFile();
        if (poms.isEmpty() && parent != null && folder.getName().equals("classes")) {
            addPom(new File(parent, "maven-archiver/" + POM));
            if (parent.getName().endsWith("-INF") && parent.getParentFile() != null) {
                readFiles(new File(parent.getParentFile(), MAVEN), DEEPEST);
                readManifest(new File(parent.getParentFile(), MANIFEST));
            }
        }
        readManifest(new File(folder, MANIFEST));
    }

    private void readFiles(File folder, int depth) throws IOException {
        File[] files = depth == 0 ? null : folder.listFiles();
        if (files != null) {
            for (File file : files) {
                if (file.isDirectory()) {
                    readFiles(file, depth - 1);
                } else if (file.getName().equals(POM)) {
                    addPom(file);
                }
            }
        }
    }

    private void addPom(File file) throws IOException {
        if (file.isFile()) {
            try (InputStream in = new FileInputStream(file)) {
                addPom(in);
            }
        }
    }

    private void readManifest(File file) throws IOException {
        if (manifest == null && file.isFile()) {
            try (InputStream in = new FileInputStream(file)) {
                manifest = new Manifest(in).getMainAttributes();
            }
        }
    }

    /** @param inner what of it is meant: an archive, or a folder, which belongs to it; empty: itself */
    private void readArchive(File file, String inner) throws IOException {
        try (ZipFile archive = new ZipFile(file)) {
            int end = firstSeparator(inner);
            String name = end < 0 ? inner : inner.substring(0, end);
            ZipEntry entry = name.isEmpty() ? null : archive.getEntry(name);
            if (entry != null && !entry.isDirectory()) {
                try (InputStream in = archive.getInputStream(entry)) {
                    readNested(in, end < 0 ? "" : inner.substring(end + 2), DEEPEST);
                }
                return;
            }
            for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                ZipEntry each = all.nextElement();
                if (isWanted(each.getName())) {
                    try (InputStream in = archive.getInputStream(each)) {
                        take(each.getName(), in);
                    }
                }
            }
        }
    }

    private void readNested(InputStream in, String inner, int depth) throws IOException {
        int end = firstSeparator(inner);
        String name = end < 0 ? inner : inner.substring(0, end);
        ZipInputStream archive = new ZipInputStream(new BufferedInputStream(in));
        int count = 0;
        for (ZipEntry entry = archive.getNextEntry();
                entry != null && count < MOST_ENTRIES;
                entry = archive.getNextEntry()) {
            count++;
            if (!name.isEmpty() && entry.getName().equals(name) && depth > 0) {
                readNested(archive, end < 0 ? "" : inner.substring(end + 2), depth - 1);
                return;
            }
            if (name.isEmpty() && isWanted(entry.getName())) {
                take(entry.getName(), archive);
            }
        }
    }

    private static boolean isWanted(String name) {
        return name.equals(MANIFEST) || (name.startsWith(MAVEN) && name.endsWith("/" + POM));
    }

    private void take(String name, InputStream in) throws IOException {
        if (name.equals(MANIFEST)) {
            manifest = new Manifest(new java.io.ByteArrayInputStream(in.readNBytes(LARGEST))).getMainAttributes();
        } else {
            addPom(in);
        }
    }

    private void addPom(InputStream in) throws IOException {
        if (poms.size() < MOST_POMS) {
            Properties pom = new Properties();
            pom.load(new java.io.ByteArrayInputStream(in.readNBytes(LARGEST)));
            poms.add(pom);
        }
    }

    private CodeOrigin origin(String codeSource, String name) {
        Properties pom = own(name);
        if (pom != null) {
            return new CodeOrigin(codeSource, text(pom, "groupId"), text(pom, "artifactId"), text(pom, "version"), POM);
        }
        Attributes said = manifest;
        if (said != null) {
            String artifact = first(said, "Bundle-SymbolicName", "Implementation-Title", "Automatic-Module-Name");
            int directive = artifact.indexOf(';');
            artifact =
                    directive < 0 ? artifact : artifact.substring(0, directive).strip();
            String version = first(said, "Implementation-Version", "Bundle-Version");
            if (!artifact.isEmpty() || !version.isEmpty()) {
                return new CodeOrigin(
                        codeSource, first(said, "Implementation-Vendor-Id"), artifact, version, "manifest");
            }
        }
        return new CodeOrigin(codeSource, "", "", "", "");
    }

    /**
     * An archive into which others were merged has their descriptions too: its own fits its name, or is the only one.
     */
    private @Nullable Properties own(String name) {
        Properties best = null;
        int length = 0;
        for (Properties pom : poms) {
            String artifact = text(pom, "artifactId");
            boolean fits = name.equals(artifact) || name.startsWith(artifact + "-");
            if (fits && artifact.length() > length) {
                best = pom;
                length = artifact.length();
            }
        }
        return best == null && poms.size() == 1 ? poms.get(0) : best;
    }

    private static String text(Properties pom, String key) {
        return pom.getProperty(key, "").strip();
    }

    private static String first(Attributes attributes, String... names) {
        for (String name : names) {
            String value = attributes.getValue(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return "";
    }
}
