package dev.lastcall.weave;

import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import dev.lastcall.settings.SettingsReader;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenProcess;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Weaves all classes of a jar and prints what that adds to their byte code: bytes in all, announced calls, guards, and
 * of the methods that are woven how many pass each size at which HotSpot decides otherwise. Arguments: signatures, and
 * the jar.
 */
public final class CodeGrowth {
    /** Inlined always; inlined if hot; compiled at all. */
    private static final int[] SIZES = {35, 325, 8_000};

    private final Weaver weaver;
    private final ClassFilter filter;
    private final WovenProcess process = new WovenProcess(new Sites((number, site) -> {}), OtherAgents.NONE);
    private long bytes;
    private long announced;
    private long guards;
    private long methods;
    private final int[] passed = new int[SIZES.length];

    private CodeGrowth(Policy policy) {
        PolicyMatcher matcher = new PolicyMatcher(policy);
        this.filter = new ClassFilter(policy);
        this.weaver = new Weaver(matcher, filter, process, new MovedAtLoad(), new EarlySubclasses(new LatelyOffered()));
    }

    public static void main(String[] arguments) throws IOException, ConfigurationException {
        Properties properties = new Properties();
        properties.setProperty("lastcall.deprecated", arguments[0]);
        CodeGrowth growth = new CodeGrowth(Policies.load(SettingsReader.read(null, properties, Map.of())));
        File jar = new File(arguments[1]);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toURI().toURL()}, null);
                JarFile file = new JarFile(jar)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        growth.add(loader, in.readAllBytes());
                    }
                }
            }
        }
        System.out.println(growth.bytes + "\t" + growth.announced + "\t" + growth.guards + "\t" + growth.methods + "\t"
                + growth.passed[0] + "\t" + growth.passed[1] + "\t" + growth.passed[2]);
    }

    private void add(ClassLoader loader, byte[] classFile) throws IOException {
        if (!filter.concerns(classFile)) {
            return;
        }
        Weaver.Woven woven = weaver.weave(loader, classFile, null, false);
        byte[] after = woven.classFile();
        WovenCode code = process.wovenCalls().code(loader, woven.className());
        if (after == null || code == null) {
            return;
        }
        announced += code.announced().size();
        guards += code.guards().size();
        Map<String, Integer> before = sizes(classFile);
        for (Map.Entry<String, Integer> method : sizes(after).entrySet()) {
            int old = Objects.requireNonNullElse(before.get(method.getKey()), method.getValue());
            bytes += method.getValue() - old;
            methods += method.getValue() > old ? 1 : 0;
            for (int i = 0; i < SIZES.length; i++) {
                passed[i] += old <= SIZES[i] && method.getValue() > SIZES[i] ? 1 : 0;
            }
        }
    }

    /** By name and descriptor, how many bytes of code each method has (JVMS §4). */
    private static Map<String, Integer> sizes(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipBytes(8);
        Map<Integer, String> texts = new HashMap<>();
        int constants = in.readUnsignedShort();
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                default -> in.skipBytes(4);
            }
        }
        in.skipBytes(6);
        in.skipBytes(2 * in.readUnsignedShort());
        members(in, texts);
        return members(in, texts);
    }

    private static Map<String, Integer> members(DataInputStream in, Map<Integer, String> texts) throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (int members = in.readUnsignedShort(); members > 0; members--) {
            in.skipBytes(2);
            String name = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                boolean code = "Code".equals(texts.get(in.readUnsignedShort()));
                int length = in.readInt();
                if (code) {
                    in.skipBytes(4);
                    sizes.put(name, in.readInt());
                    length -= 8;
                }
                in.skipBytes(length);
            }
        }
        return sizes;
    }
}
