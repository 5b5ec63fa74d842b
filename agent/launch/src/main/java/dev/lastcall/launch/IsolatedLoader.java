package dev.lastcall.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the agent and its libraries from {@code inst/} of the agent's jar, where they lie in packs or as {@code
 * .classdata}, so that no other class loader finds them.
 *
 * <p>Looks in the jar first and then in the platform loader: what another agent has put on the boot class path (a
 * second Byte Buddy, another SLF4J) is not taken for ours. Classes of {@code inst/META-INF/versions/N} win over the base
 * ones as in any multi-release jar. Parallel-capable; the jar stays open as long as the process lives.
 */
final class IsolatedLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String ROOT = "inst/";
    /** The one module of the JDK that is used and that the platform loader doesn't have. */
    private static final String ATTACH_API = "com.sun.tools.attach.";

    private static final int FIRST_MULTI_RELEASE = 9;

    /** The entry that tells in which pack a class is. Packs and table are written by {@code dev.lastcall.pack.Packer}. */
    private static final String TABLE = ROOT + "packs";
    /** The pack of what every start needs. */
    private static final String FIRST_PACK = "start";

    private final ZipFile jar;
    private String[] folders;
    private final String urlPrefix;
    private final Map<String, byte[]> packed = new HashMap<String, byte[]>();
    private final Set<String> opened = new HashSet<String>();
    private String table;

    private IsolatedLoader(ZipFile jar, String urlPrefix, ClassLoader parent) {
        super(parent);
        this.jar = jar;
        this.urlPrefix = urlPrefix;
    }

    /** @throws IOException if the jar can't be read */
    static IsolatedLoader open(File file) throws IOException {
        return new IsolatedLoader(new ZipFile(file), "jar:file:" + file.getAbsolutePath() + "!/", platform());
    }

    /**
     * The platform loader: the outermost one. Asking the JDK for it by name would take reflection, Java 8 not knowing it,
     * and that costs milliseconds: the JDK reads the method's annotations to learn that it is caller-sensitive.
     */
    private static ClassLoader platform() {
        ClassLoader outermost = IsolatedLoader.class.getClassLoader();
        while (outermost.getParent() != null) {
            outermost = outermost.getParent();
        }
        return outermost;
    }

    /** The folders to search, those of the newest Java first. Found when first asked for: a start needs packs alone. */
    private synchronized String[] folders() {
        if (folders == null) {
            folders = foldersOf(jar);
        }
        return folders;
    }

    private static String[] foldersOf(ZipFile jar) {
        int feature = Integer.parseInt(System.getProperty("java.specification.version"));
        String[] found = new String[feature];
        int count = 0;
        for (int version = feature; version >= FIRST_MULTI_RELEASE; version--) {
            String folder = ROOT + "META-INF/versions/" + version + "/";
            if (jar.getEntry(folder) != null) {
                found[count++] = folder;
            }
        }
        found[count++] = ROOT;
        String[] folders = new String[count];
        System.arraycopy(found, 0, folders, 0, count);
        return folders;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        if (name.startsWith(ATTACH_API)) {
            return getSystemClassLoader().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = findOwn(name);
            }
            if (loaded == null) {
                loaded = super.loadClass(name, false);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
    }

    private Class<?> findOwn(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = bytes(name);
            return bytes == null ? null : defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        ZipEntry entry = entry(name);
        if (entry == null) {
            return super.getResourceAsStream(name);
        }
        try {
            return jar.getInputStream(entry);
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    protected URL findResource(String name) {
        ZipEntry entry = entry(name);
        if (entry == null) {
            return null;
        }
        try {
            return new URL(urlPrefix + entry.getName());
        } catch (IOException impossible) { // by its supertype, which is loaded anyway
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL own = findResource(name);
        return own == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singletonList(own));
    }

    private ZipEntry entry(String name) {
        for (String folder : folders()) {
            ZipEntry entry = jar.getEntry(folder + name);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private byte[] bytes(String name) throws IOException {
        byte[] bytes = packed(name);
        if (bytes != null) {
            return bytes;
        }
        ZipEntry entry = entry(name.replace('.', '/') + ".classdata");
        return entry == null ? null : read(entry);
    }

    /** The class from its pack, which forgets it; null if it is in none. */
    private byte[] packed(String name) throws IOException {
        synchronized (packed) {
            if (opened.isEmpty()) {
                open(FIRST_PACK);
            }
            byte[] bytes = packed.remove(name);
            String pack = bytes == null ? packOf(name) : null;
            if (pack != null && !opened.contains(pack)) {
                open(pack);
                bytes = packed.remove(name);
            }
            return bytes;
        }
    }

    /** The first line of the table that fits tells the pack; null if none does. */
    private String packOf(String name) throws IOException {
        if (table == null) {
            ZipEntry entry = jar.getEntry(TABLE);
            table = entry == null ? "" : new String(read(entry), StandardCharsets.UTF_8);
        }
        int end;
        for (int start = 0; start < table.length(); start = end + 1) {
            int blank = table.indexOf(' ', start);
            end = table.indexOf('\n', blank);
            boolean fits = table.charAt(blank - 1) == '*'
                    ? name.regionMatches(0, table, start, blank - 1 - start)
                    : name.length() == blank - start && table.startsWith(name, start);
            if (fits) {
                return table.substring(blank + 1, end);
            }
        }
        return null;
    }

    private void open(String pack) throws IOException {
        opened.add(pack);
        ZipEntry entry = jar.getEntry(ROOT + pack + ".pack");
        if (entry == null) {
            return;
        }
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            byte[] index = new byte[in.readInt()];
            in.readFully(index);
            String lines = new String(index, StandardCharsets.UTF_8);
            int end;
            for (int start = 0; start < lines.length(); start = end + 1) {
                int blank = lines.indexOf(' ', start);
                end = lines.indexOf('\n', blank);
                byte[] bytes = new byte[Integer.parseInt(lines.substring(blank + 1, end))];
                in.readFully(bytes);
                packed.put(lines.substring(start, blank), bytes);
            }
        }
    }

    private byte[] read(ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.max(entry.getSize(), 32));
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        }
    }
}
