package dev.lastcall.launch;

import dev.lastcall.BlockedCallException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.Enumeration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.ZipFile;

/**
 * Starts the agent, and loads it and its libraries from {@code inst/} of the agent's jar. They are stored there in
 * packs or as {@code .classdata}, so that no other class loader finds them. This class does what each start needs; the
 * rest is in {@link Packs} and {@link JarEntries}. A failure here never reaches the application: it is one line on
 * standard error, and the application runs without the agent.
 *
 * <p>It looks in the jar first and then in the platform loader, so that libraries which another agent has put on the
 * boot class path (a second Byte Buddy, another SLF4J) are not used by mistake. Classes of {@code
 * inst/META-INF/versions/N} replace the base ones, as in any multi-release jar. Parallel-capable; the jar stays open
 * until the process ends.
 *
 * <p>This class uses few classes of the JDK and few exceptions, since the verifier loads them: before this class runs,
 * the JVM asks the application's loader for each of them, which takes seventy calls.
 *
 * <p>As a {@code Consumer} it receives the agent from the agent's class when that is initialized, so that no call by
 * reflection is needed. As a {@code Function} it creates the exception of a refused call, since the agent's classes
 * cannot name that class.
 */
@SuppressWarnings("overloads") // nobody calls andThen
final class IsolatedLoader extends ClassLoader
        implements Consumer<Consumer<Object[]>>, Function<String, RuntimeException> {
    static {
        registerAsParallelCapable();
    }

    private static final String AGENT = "dev.lastcall.runtime.Agent";
    private static final int OLDEST_JAVA = 17;

    /** The beginning of an argument that only changes a running agent. */
    private static final String CHANGE = "change=";

    /** The occasion of a start, as the agent gets it; null: the process starts. */
    private static final String AGAIN = "again";

    private static final String ATTACHED = "attached";

    /** The only module of the JDK that is used and is not in the platform loader. */
    private static final String ATTACH_API = "com.sun.tools.attach.";

    /** The pack of what every start needs. */
    private static final String FIRST_PACK = "start";

    private static boolean started;
    /** The loader of the agent that runs; null if none does. */
    private static IsolatedLoader running;

    private final File file;
    private final ZipFile jar;
    /**
     * The first pack, where each class is looked up first: its index, and its classes until the next garbage
     * collection.
     */
    private final byte[] first;

    private final WeakReference<byte[]> firstClasses;
    /**
     * Has the jar as its code source, so that what a security manager's policy grants to the jar reaches its classes.
     */
    private final ProtectionDomain domain;

    private Packs packs;
    private JarEntries entries;
    private Consumer<Object[]> agent;

    private IsolatedLoader(File file, ClassLoader parent) throws IOException {
        super(parent);
        this.file = file;
        this.jar = new ZipFile(file);
        this.domain = domain();
        byte[][] pack = PackFile.read(FIRST_PACK, jar);
        this.first = pack[0];
        this.firstClasses = new WeakReference<byte[]>(pack[1]);
    }

    /**
     * Starts the agent with the process. If an agent already runs, it reports the settings of the second start, which
     * are not used.
     */
    static synchronized void start(String argument, Instrumentation instrumentation) {
        if (!started || running != null) {
            start(argument, instrumentation, started ? AGAIN : null);
        }
    }

    /** Starts the agent in a running process, or changes its settings. */
    static synchronized void attach(String argument, Instrumentation instrumentation) {
        boolean changeOnly = argument != null && argument.startsWith(CHANGE);
        if (isFromJvm(instrumentation) && (!changeOnly || running != null)) {
            start(argument, instrumentation, ATTACHED);
        }
    }

    /**
     * Whether the call comes from the JVM: an application must not change the settings through this class, and it
     * cannot get such an object.
     */
    private static boolean isFromJvm(Instrumentation instrumentation) {
        return instrumentation != null
                && instrumentation.getClass().getName().equals("sun.instrument.InstrumentationImpl");
    }

    private static void start(String argument, Instrumentation instrumentation, String occasion) {
        started = true;
        try {
            String refusal = refusal(specification());
            if (refusal != null) {
                LastWord.say("lastcall: " + refusal + "; the application runs without the agent");
                return;
            }
            handOver(argument, instrumentation, occasion);
        } catch (Throwable failure) {
            LastWord.notStarted(failure, argument, occasion != null);
        }
    }

    private static String specification() {
        try {
            return System.getProperty("java.specification.version", "");
        } catch (Throwable denied) { // there is a security manager: if the Java is too old, the rest will fail
            return String.valueOf(OLDEST_JAVA);
        }
    }

    /**
     * The agent gives itself to its loader and is called through a type of the JDK, so no call by reflection is needed.
     */
    private static void handOver(String argument, Instrumentation instrumentation, String occasion) throws Exception {
        if (running == null) {
            IsolatedLoader loader = open();
            Class.forName(AGENT, true, loader);
            running = loader;
        }
        running.agent().accept(new Object[] {argument, instrumentation, running.file, running, occasion});
    }

    /**
     * Why the agent can't run on that Java; null if it can.
     *
     * @param specification the system property {@code java.specification.version}: {@code 1.8}, {@code 11}, {@code 17}
     */
    static String refusal(String specification) {
        return feature(specification) >= OLDEST_JAVA
                ? null
                : "needs Java " + OLDEST_JAVA + " or later, and this is Java " + specification;
    }

    private static int feature(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        int feature = 0;
        for (int i = 0; i < number.length(); i++) {
            char digit = number.charAt(i);
            if (digit < '0' || digit > '9' || i > 3) {
                return 0;
            }
            feature = feature * 10 + digit - '0';
        }
        return feature;
    }

    /**
     * Opens the jar that this class is from. If that jar or folder has only these few classes (another jar may contain
     * them and be first on the class path), opens the jar that has the rest.
     *
     * @throws IOException if the jar can't be read
     */
    static IsolatedLoader open() throws IOException {
        File own = ownJar();
        if (!own.isDirectory()) {
            IsolatedLoader loader = open(own);
            if (loader.first.length > PackFile.INDEX_ENTRY) {
                return loader;
            }
            loader.jar.close();
        }
        return open(JarEntries.whole(own));
    }

    private static File ownJar() throws IOException {
        URL location =
                IsolatedLoader.class.getProtectionDomain().getCodeSource().getLocation();
        String path = location.getPath();
        boolean isPlain = location.getHost().isEmpty() && path.indexOf('%') < 0;
        return isPlain ? new File(path) : JarEntries.file(location); // to parse a URI takes a millisecond
    }

    /** @throws IOException if the jar can't be read */
    static IsolatedLoader open(File file) throws IOException {
        return new IsolatedLoader(file, platform());
    }

    /**
     * The permissions of the agent's classes: those that were granted when they were loaded. Before the application
     * sets a security manager, that is everything; under a security manager, what its policy grants to the jar.
     */
    @SuppressWarnings({"deprecation", "removal"}) // on a JDK that has removed it the answer is null
    private static ProtectionDomain domain() {
        ProtectionDomain ofJar = IsolatedLoader.class.getProtectionDomain();
        if (System.getSecurityManager() != null) {
            return ofJar;
        }
        Permissions all = new Permissions();
        all.add(new AllPermission());
        return new ProtectionDomain(ofJar.getCodeSource(), all);
    }

    /**
     * The platform loader: the outermost one. Java 8 does not have the JDK's method for it, so a call would need
     * reflection. That costs milliseconds: the JDK reads the method's annotations to find out that it is
     * caller-sensitive.
     */
    private static ClassLoader platform() {
        ClassLoader outermost = IsolatedLoader.class.getClassLoader();
        while (outermost.getParent() != null) {
            outermost = outermost.getParent();
        }
        return outermost;
    }

    @Override
    public synchronized void accept(Consumer<Object[]> initialized) {
        if (agent == null) {
            agent = initialized;
        }
    }

    private synchronized Consumer<Object[]> agent() {
        return agent;
    }

    /** The source of the agent's evidence; null if no agent runs, or it watches nothing. */
    @SuppressWarnings("unchecked") // it is what the agent's class declares
    static Supplier<Map<String, Object>> evidence() {
        IsolatedLoader known = runningNow();
        Object agent = known == null ? null : known.agent();
        return agent == null ? null : (Supplier<Map<String, Object>>) ((Supplier<Object>) agent).get();
    }

    private static synchronized IsolatedLoader runningNow() {
        return running;
    }

    @Override
    public RuntimeException apply(String message) {
        // as an object, or the verifier loads its class at the start
        Object made = BlockedCallException.withoutTrace(message);
        return (RuntimeException) made;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> loaded = find(name);
        if (loaded == null) {
            return name.startsWith(ATTACH_API)
                    ? getSystemClassLoader().loadClass(name)
                    : super.loadClass(name, resolve);
        }
        if (resolve) {
            resolveClass(loaded);
        }
        return loaded;
    }

    /**
     * A class of the agent, its libraries or the boot loader; null if none has that name. Takes no lock for the class:
     * if it is already defined, or another thread is defining it, the JVM refuses to define it again, and the existing
     * class is used.
     */
    private Class<?> find(String name) throws ClassNotFoundException {
        try {
            Class<?> packed = define(name, FIRST_PACK, first);
            if (packed != null) {
                return packed;
            }
            return name.startsWith("java.") ? ofBootLoader(name) : findLater(name);
        } catch (LinkageError refused) {
            Class<?> defined = findLoadedClass(name);
            if (defined == null) {
                throw refused;
            }
            return defined;
        }
    }

    private Class<?> findLater(String name) throws ClassNotFoundException {
        Class<?> defined = findLoadedClass(name);
        if (defined != null) {
            return defined;
        }
        String pack = packs().packOf(name);
        Class<?> packed = pack == null ? null : define(name, pack, packs().index(pack));
        return packed == null ? defineFromEntry(name) : packed;
    }

    /**
     * Asks the boot loader first, since most classes of the JDK are there. The way through this loader and the platform
     * loader is slow during a start, since nothing is compiled yet.
     */
    private static Class<?> ofBootLoader(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (Exception notThereOrDenied) { // ClassNotFoundException, SecurityException
            return null;
        }
    }

    private Class<?> defineFromEntry(String name) throws ClassNotFoundException {
        byte[] bytes = entries().bytes(name.replace('.', '/') + ".classdata");
        return bytes == null ? null : defineClass(name, bytes, 0, bytes.length, domain);
    }

    /**
     * Returns null if the pack has no such class. Makes few calls, since most names that a start asks for are not here,
     * and nothing is compiled yet.
     */
    private Class<?> define(String name, String pack, byte[] index) throws ClassNotFoundException {
        int hash = name.hashCode();
        int mask = index.length - 1;
        for (int at = (hash * PackFile.INDEX_ENTRY) & mask;
                (index[at + 4] | index[at + 5] | index[at + 6] | index[at + 7]) != 0; ) {
            if (index[at + 3] == (byte) hash && PackFile.u4(index, at) == hash) {
                byte[] held = index == first ? firstClasses.get() : null;
                Class<?> defined =
                        define(name, held == null ? packs().classes(pack) : held, PackFile.u4(index, at + 4));
                if (defined != null) {
                    return defined;
                }
            }
            at = (at + PackFile.INDEX_ENTRY) & mask;
        }
        return null;
    }

    /**
     * Returns null if the class there has another name. The class is defined without a name: with one, the JDK looks at
     * its package again, which is half of the calls that it makes for a class.
     */
    private Class<?> define(String name, byte[] classes, int offset) {
        int at = offset + 2;
        int end = at + ((classes[offset] & 0xff) << 8) + (classes[offset + 1] & 0xff);
        try {
            Class<?> defined = defineClass(null, classes, end + 4, PackFile.u4(classes, end), domain);
            return defined.getName().equals(name) ? defined : null;
        } catch (LinkageError refused) {
            if (name.equals(PackFile.text(classes, at, end - at))) {
                throw refused;
            }
            return null;
        }
    }

    /** The other packs. Created when first needed: most starts need only the first pack. */
    private synchronized Packs packs() {
        if (packs == null) {
            packs = new Packs(jar);
        }
        return packs;
    }

    /** Classes and files in no pack. Also created when first needed. */
    private synchronized JarEntries entries() {
        if (entries == null) {
            entries = new JarEntries(file, jar);
        }
        return entries;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return entries().has(name) ? entries().stream(name) : super.getResourceAsStream(name);
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    protected URL findResource(String name) {
        return entries().place(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return entries().places(name);
    }
}
