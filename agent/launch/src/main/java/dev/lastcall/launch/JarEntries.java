package dev.lastcall.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Files in {@code inst/} of the agent's jar that are in no pack. As in any multi-release jar, a file of {@code
 * META-INF/versions/N} replaces the base one. Immutable.
 */
final class JarEntries {
    private static final int FIRST_MULTI_RELEASE = 9;

    private final File file;
    private final ZipFile jar;
    /** Those of the newest Java first. */
    private final String[] folders;

    JarEntries(File file, ZipFile jar) {
        this.file = file;
        this.jar = jar;
        this.folders = foldersOf(jar);
    }

    private static String[] foldersOf(ZipFile jar) {
        int feature = Integer.parseInt(System.getProperty("java.specification.version"));
        String[] found = new String[feature];
        int count = 0;
        for (int version = feature; version >= FIRST_MULTI_RELEASE; version--) {
            String folder = PackFile.ROOT + "META-INF/versions/" + version + "/";
            if (hasFilesIn(folder, jar)) {
                found[count++] = folder;
            }
        }
        found[count++] = PackFile.ROOT;
        String[] folders = new String[count];
        System.arraycopy(found, 0, folders, 0, count);
        return folders;
    }

    /** Looks for files, since the jar has no entries for folders. */
    private static boolean hasFilesIn(String folder, ZipFile jar) {
        for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            if (entries.nextElement().getName().startsWith(folder)) {
                return true;
            }
        }
        return false;
    }

    private ZipEntry find(String name) {
        for (String folder : folders) {
            ZipEntry entry = jar.getEntry(folder + name);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /** Returns null if there is no such file, or it cannot be read. */
    InputStream stream(String name) {
        ZipEntry entry = find(name);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** The bytes of a class; null if there is no such class. */
    byte[] bytes(String name) throws ClassNotFoundException {
        return PackFile.bytes(find(name), jar);
    }

    /** Null if there is none. */
    URL place(String name) {
        ZipEntry entry = find(name);
        if (entry == null) {
            return null;
        }
        try {
            return new URL("jar:file:" + file.getAbsolutePath() + "!/" + entry.getName());
        } catch (IOException impossible) { // by its supertype, which is loaded anyway
            return null;
        }
    }

    Enumeration<URL> places(String name) {
        URL place = place(name);
        return place == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singletonList(place));
    }

    /**
     * Finds the agent's complete jar on the class path, for a start from a jar that has only a part of it.
     *
     * @throws IOException if there is none
     */
    static File whole(File part) throws IOException {
        URL pack = ClassLoader.getSystemResource(PackFile.ROOT + "start.pack");
        String place = pack == null ? "" : pack.getFile();
        int end = place.indexOf("!/");
        if (end < 0) {
            throw new IOException(
                    part + " has the agent's first classes and not the rest of it; if it is not the agent's jar,"
                            + " take it off the class path");
        }
        return file(new URL(place.substring(0, end)));
    }

    /** The file at an unusual place: one of another host, or with characters that a URL can't have. */
    static File file(URL location) throws IOException {
        try {
            return new File(location.toURI());
        } catch (Exception notAFile) {
            throw new IOException("the place of lastcall.jar is not known: " + notAFile);
        }
    }
}
