package dev.lastcall.runtime;

import dev.lastcall.about.Version;
import dev.lastcall.ledger.ProcessStart;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Settings;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The process in which the agent runs: what the JVM and the launcher gave the agent, what it is called, and its
 * environment. Asks files of {@code /proc} and {@code /dev} first: the JDK's own answers start thread pools, name
 * look-ups or security providers, and cost more than the rest of the agent's start.
 */
class ThisProcess {
    /** By name: {@code StandardCharsets} loads the classes of all its charsets, at each start. */
    private static final Charset UTF_8 = Charset.forName("UTF-8");

    /** An environment that is longer is left to the JDK. */
    private static final int LONGEST_ENVIRONMENT = 1 << 20;

    private final Instrumentation instrumentation;
    private final File jar;
    private final Function<String, RuntimeException> refusal;

    /**
     * @param jar lastcall.jar
     * @param refusal makes the exception of a refused call from its message
     */
    ThisProcess(Instrumentation instrumentation, File jar, Function<String, RuntimeException> refusal) {
        this.instrumentation = instrumentation;
        this.jar = jar;
        this.refusal = refusal;
    }

    Instrumentation instrumentation() {
        return instrumentation;
    }

    File jar() {
        return jar;
    }

    Function<String, RuntimeException> refusal() {
        return refusal;
    }

    /** The bridge in {@code java.lang}, which is defined now if it was not. */
    Object bridge() throws IOException, ReflectiveOperationException {
        return BridgeDefiner.define(instrumentation);
    }

    /**
     * The environment variables; none at all if no setting can be among them, which the JDK takes a millisecond to
     * tell: it makes two texts and three objects of each variable. Only what the JDK's own launcher was started with is
     * known without it: other programs that start a Java virtual machine may have set variables in the process.
     */
    static Map<String, String> environment() {
        boolean asStarted = "SUN_STANDARD".equals(System.getProperty("sun.java.launcher"));
        return asStarted && hasNoSetting("/proc/self/environ") ? Map.of() : System.getenv();
    }

    private static boolean hasNoSetting(String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            byte[] variables = in.readNBytes(LONGEST_ENVIRONMENT);
            return variables.length > 0 && variables.length < LONGEST_ENVIRONMENT && !mayHoldSetting(variables);
        } catch (IOException | RuntimeException notLinuxOrDenied) {
            return false;
        }
    }

    /**
     * Whether one of the variables is a setting, or {@code LD_PRELOAD}, by which others set variables in the process.
     *
     * @param variables {@code NAME=value}, each with a zero behind it
     */
    static boolean mayHoldSetting(byte[] variables) {
        byte before = 0;
        for (int i = 0; i < variables.length; i++) {
            byte b = variables[i];
            if (before == 0
                    && (b == 'L' || b == 'O')
                    && (isAt(i, "LASTCALL_", variables)
                            || isAt(i, "OTEL_SERVICE_NAME=", variables)
                            || isAt(i, "LD_PRELOAD=", variables))) {
                return true;
            }
            before = b;
        }
        return false;
    }

    private static boolean isAt(int start, String text, byte[] bytes) {
        for (int i = 0; i < text.length(); i++) {
            if (start + i >= bytes.length || bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The process under that policy; when it watches is to be added. */
    static ProcessStart start(Settings settings, Policy policy) {
        ByteBuffer random = sixteenRandomBytes();
        String command = System.getProperty("sun.java.command", "");
        String jar = mainJar(command, System.getProperty("java.class.path", ""));
        String main = jar.isEmpty() ? firstWord(command) : jar;
        String service = settings.service() == null ? mainName(main) : settings.service();
        long high = (random.getLong() & ~0xf000L) | 0x4000L; // a version 4 UUID (RFC 9562 §5.4)
        long low = (random.getLong() & ~(3L << 62)) | 1L << 63;
        String environment = settings.environment() == null ? "" : settings.environment();
        String version = settings.version() == null ? "" : settings.version();
        String jvm = System.getProperty("java.vm.name", "") + ' ' + System.getProperty("java.vm.version", "");
        String mainClass = jar.isEmpty() ? main.substring(main.indexOf('/') + 1) : "";
        return ProcessStart.of(high, low, service, pid(), System.currentTimeMillis())
                .withLabels(environment, version, host())
                .withPolicy(policy.mode().label(), policy.hash())
                .withVersions(Version.CURRENT, jvm)
                .withProgram(settings.service() != null, mainClass, fileName(jar));
    }

    /** As below, of a command line. */
    static String mainName(String command, String classPath) {
        String jar = mainJar(command, classPath);
        return mainName(jar.isEmpty() ? firstWord(command) : jar);
    }

    /** The name of the main jar without its ending, or the main class: {@code app} for {@code /opt/app.jar serve}. */
    private static String mainName(String main) {
        String name = fileName(main);
        if (name.endsWith(".jar")) {
            name = name.substring(0, name.length() - ".jar".length());
        }
        return name.isEmpty() ? "java" : name;
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(File.separatorChar)) + 1);
    }

    /**
     * The path of the main jar; empty if the command names a class.
     *
     * @param command the main jar or class, and its arguments
     * @param classPath starts with the main jar, if there is one: only so a blank in its path can be distinguished from
     *     the one that stands before the arguments
     */
    static String mainJar(String command, String classPath) {
        int end = classPath.indexOf(File.pathSeparatorChar);
        String first = end < 0 ? classPath : classPath.substring(0, end);
        return !first.isEmpty() && (command.equals(first) || command.startsWith(first + ' ')) ? first : "";
    }

    private static String firstWord(String command) {
        int end = command.indexOf(' ');
        return end < 0 ? command : command.substring(0, end);
    }

    private static String host() {
        String name = firstLine("/proc/sys/kernel/hostname");
        if (name.isEmpty()) {
            name = variable("HOSTNAME");
        }
        if (name.isEmpty()) {
            name = variable("COMPUTERNAME");
        }
        return name.isEmpty() ? "localhost" : name;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static String firstLine(String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(256), UTF_8).strip();
        } catch (IOException notThere) {
            return "";
        }
    }

    private static long pid() {
        try {
            return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
        } catch (IOException | RuntimeException notLinux) {
            return ProcessHandle.current().pid();
        }
    }

    private static ByteBuffer sixteenRandomBytes() {
        try (FileInputStream random = new FileInputStream("/dev/urandom")) {
            return ByteBuffer.wrap(random.readNBytes(16));
        } catch (IOException notThere) {
            UUID random = UUID.randomUUID();
            return ByteBuffer.allocate(16)
                    .putLong(random.getMostSignificantBits())
                    .putLong(random.getLeastSignificantBits())
                    .flip();
        }
    }
}
