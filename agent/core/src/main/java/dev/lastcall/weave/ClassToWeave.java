package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A class as it comes to be woven. Not thread-safe.
 *
 * @param loader the one that defines it; null: the boot loader
 * @param file its class file, without what was woven into it before
 * @param reader reads that file
 * @param facts what the file says of the class
 * @param loaded whether the class exists already, so that no method may be added to it
 * @param hidden whether it is a hidden class: it will have another name, and others may have that of its file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassToWeave(
        @Nullable ClassLoader loader,
        @Nullable ProtectionDomain domain,
        byte[] file,
        ClassReader reader,
        ClassFacts facts,
        boolean loaded,
        boolean hidden) {
    /** @param file as {@link #file} */
    static ClassToWeave of(
            @Nullable ClassLoader loader,
            @Nullable ProtectionDomain domain,
            byte[] file,
            boolean loaded,
            boolean hidden) {
        ClassReader reader = new ClassReader(file);
        return new ClassToWeave(loader, domain, file, reader, ClassFacts.of(reader), loaded, hidden);
    }

    /** Its binary name, as its class file has it. */
    String name() {
        return facts.className();
    }
}
