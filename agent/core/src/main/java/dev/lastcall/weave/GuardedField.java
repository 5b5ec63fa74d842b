package dev.lastcall.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@link java.lang.reflect.Field} a guard: each of its accessors hands the field to the bridge before it does
 * anything. A field has no body of its own to guard, and code that reads one through reflection comes by here. No
 * method is added, so that the class can be retransformed.
 */
final class GuardedField extends ClassVisitor {
    private GuardedField(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** @throws RuntimeException if the class can't be read; it must stay as it is */
    static byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new GuardedField(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean isAccessor = (access & Opcodes.ACC_PUBLIC) != 0 && ReflectiveUse.isFieldAccess(name, descriptor);
        return next == null || !isAccessor ? next : new Accessor(next);
    }

    private static final class Accessor extends MethodVisitor {
        Accessor(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            BridgeCalls.guardField(mv);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, BridgeCalls.STACK), maxLocals);
        }
    }
}
