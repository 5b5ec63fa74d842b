package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.LambdaBodies;
import dev.lastcall.site.EnclosingMethod;
import dev.lastcall.site.LambdaOwners;
import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/** Reads the class file of a loaded class once more, for the few lambda bodies whose names don't tell. Thread-safe. */
final class LambdasInFiles implements LambdaOwners {
    @Override
    public @Nullable EnclosingMethod ownerOf(Class<?> type, String method, String descriptor) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return null;
        }
        try (InputStream in = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            if (in == null) {
                return null;
            }
            ClassReader reader = new ClassReader(in.readAllBytes());
            EnclosingMethod owner = new LambdaBodies(ClassFacts.of(reader), reader).enclosing(method, descriptor);
            return owner.name().equals(method) ? null : owner;
        } catch (IOException | RuntimeException | LinkageError applicationCodeFailed) {
            return null;
        }
    }
}
