package dev.lastcall.weave;

import dev.lastcall.classfile.ConstantPool;
import dev.lastcall.classfile.ModifiedUtf8;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@link java.lang.invoke.MethodHandles.Lookup} a guard: what defines a hidden class hands its class file to the
 * bridge first, and goes on with the one that it gets back. The JVM offers a hidden class to no transformer, and here
 * every definition of one comes by, the JDK apart. No method is added, so that the class can be retransformed.
 */
final class GuardedLookup extends ClassVisitor {
    private static final byte[][] DEFINERS = {
        ModifiedUtf8.encode(ReflectionNames.DEFINE_HIDDEN), ModifiedUtf8.encode(ReflectionNames.DEFINE_HIDDEN_WITH_DATA)
    };

    private GuardedLookup(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** Whether a class names what defines hidden classes. */
    static boolean isNamedIn(byte[] classFile) {
        return ConstantPool.hasText(classFile, DEFINERS);
    }

    /** @throws RuntimeException if the class can't be read; it must stay as it is */
    static byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new GuardedLookup(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean defines =
                (name.equals(ReflectionNames.DEFINE_HIDDEN) || name.equals(ReflectionNames.DEFINE_HIDDEN_WITH_DATA))
                        && (access & Opcodes.ACC_PUBLIC) != 0
                        && descriptor.startsWith("([B");
        return next == null || !defines ? next : new Definer(next);
    }

    private static final class Definer extends MethodVisitor {
        Definer(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitVarInsn(Opcodes.ALOAD, 1);
            BridgeCalls.hidden(mv);
            mv.visitVarInsn(Opcodes.ASTORE, 1);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, BridgeCalls.STACK), maxLocals);
        }
    }
}
