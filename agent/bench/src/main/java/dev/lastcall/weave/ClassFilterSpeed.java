package dev.lastcall.weave;

import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import dev.lastcall.settings.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Prints how many classes a second the class filter looks at when warm, and how many it thinks matter. Arguments: a
 * policy file, and the jars whose classes it looks at.
 */
public final class ClassFilterSpeed {
    private static final int ROUNDS = 31;

    private ClassFilterSpeed() {}

    public static void main(String[] arguments) throws IOException, ConfigurationException {
        Properties properties = new Properties();
        properties.setProperty("lastcall.policy", arguments[0]);
        ClassFilter filter = new ClassFilter(Policies.load(SettingsReader.read(null, properties, Map.of())));
        List<byte[]> classes = new ArrayList<>();
        for (String jar : Arrays.asList(arguments).subList(1, arguments.length)) {
            addClasses(new File(jar), classes);
        }
        double[] speeds = new double[ROUNDS];
        int concerned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            concerned = 0;
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (byte[] classFile : classes) {
                concerned += filter.concerns(classFile) ? 1 : 0;
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            speeds[round] = classes.size() * 1e9 / nanos;
        }
        double[] warm = Arrays.copyOfRange(speeds, ROUNDS / 3, ROUNDS);
        Arrays.sort(warm);
        System.out.println(Math.round(warm[warm.length / 2]) + "\t" + classes.size() + "\t" + concerned);
    }

    private static void addClasses(File jar, List<byte[]> classes) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        classes.add(in.readAllBytes());
                    }
                }
            }
        }
    }
}
