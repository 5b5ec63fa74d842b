package ways.run;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * An agent that makes a class look newer to those who come after it, and another time gives it its version back: so an
 * agent in between sees a class file that it can't know. Argument: {@code up:} or {@code down:} and an internal name.
 */
public final class VersionPatch implements ClassFileTransformer {
    private static final int MAJOR = 7;
    private static final byte NEWER = 120;
    private static final byte JAVA_17 = 61;

    private final String name;
    private final byte major;

    private VersionPatch(String name, byte major) {
        this.name = name;
        this.major = major;
    }

    /** JVMs run transformers that can't retransform first, so {@code up} is before others and {@code down} after. */
    public static void premain(String argument, Instrumentation instrumentation) {
        boolean up = argument.startsWith("up:");
        String name = argument.substring(argument.indexOf(':') + 1);
        instrumentation.addTransformer(new VersionPatch(name, up ? NEWER : JAVA_17), !up);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (!name.equals(className)) {
            return null;
        }
        byte[] patched = classFile.clone();
        patched[MAJOR] = major;
        return patched;
    }
}
