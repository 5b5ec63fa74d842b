package dev.lastcall.launch;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads the agent and its libraries from {@code inst/} of the agent's jar, where they lie as {@code .classdata}, so that
 * no other class loader finds them.
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

    private final JarFile jar;
    private final String[] folders;
    private final String urlPrefix;

    private IsolatedLoader(JarFile jar, String[] folders, String urlPrefix, ClassLoader parent) {
        super(parent);
        this.jar = jar;
        this.folders = folders;
        this.urlPrefix = urlPrefix;
    }

    /** @throws IOException if the jar can't be read */
    static IsolatedLoader open(File file) throws IOException {
        JarFile jar = new JarFile(file, false);
        return new IsolatedLoader(jar, foldersOf(jar), "jar:" + file.toURI() + "!/", platform());
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

    /** The folders to search, those of the newest Java first. */
    private static String[] foldersOf(JarFile jar) {
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
        ZipEntry entry = entry(name.replace('.', '/') + ".classdata");
        if (entry == null) {
            return null;
        }
        try {
            byte[] bytes = read(entry);
            return defineClass(name, bytes, 0, bytes.length);
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
        } catch (MalformedURLException impossible) {
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
        for (String folder : folders) {
            ZipEntry entry = jar.getEntry(folder + name);
            if (entry != null) {
                return entry;
            }
        }
        return null;
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
