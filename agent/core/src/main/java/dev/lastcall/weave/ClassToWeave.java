package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.ConstantPool;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A class as it comes to be woven. Not thread-safe.
 *
 * @param loader the one that defines it; null: the boot loader
 * @param pool the constants of its class file, without what was woven into that before
 * @param reader reads that file
 * @param facts what the file says of the class
 * @param loaded whether the class exists already, so that no method may be added to it
 * @param hidden whether it is a hidden class: it will have another name, and others may have that of its file
 */
record ClassToWeave(
        @Nullable ClassLoader loader,
        @Nullable ProtectionDomain domain,
        ConstantPool pool,
        ClassReader reader,
        ClassFacts facts,
        boolean loaded,
        boolean hidden) {
    static ClassToWeave of(
            @Nullable ClassLoader loader,
            @Nullable ProtectionDomain domain,
            ConstantPool pool,
            boolean loaded,
            boolean hidden) {
        ClassReader reader = new ClassReader(pool.file());
        return new ClassToWeave(loader, domain, pool, reader, ClassFacts.of(reader), loaded, hidden);
    }

    /** Its class file. */
    byte[] file() {
        return pool.file();
    }

    /** Its binary name, as its class file has it. */
    String name() {
        return facts.className();
    }
}
