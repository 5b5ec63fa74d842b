package dev.lastcall.site;

import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has made of a class file.
 *
 * @param agent the agent's {@code Instrumentation}
 * @param name internal; null if the code that defines the class gave none
 * @param redefined null: the class loads
 * @param classFile not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once
public record ChangedClass(
        Object agent,
        Module module,
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
    /** Where the class file is in what the bridge gives. */
    public static final int CLASS_FILE = 6;

    /** From what the bridge gives. */
    public static ChangedClass of(@Nullable Object[] given) {
        return new ChangedClass(
                Objects.requireNonNull(given[0]),
                (Module) Objects.requireNonNull(given[1]),
                (ClassLoader) given[2],
                (String) given[3],
                (Class<?>) given[4],
                (ProtectionDomain) given[5],
                (byte[]) Objects.requireNonNull(given[CLASS_FILE]));
    }
}
