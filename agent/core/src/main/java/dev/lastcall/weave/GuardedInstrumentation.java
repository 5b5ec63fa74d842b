package dev.lastcall.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Gives the JDK's {@code Instrumentation}, of which each agent has one, a guard: what the transformers of an agent have
 * made of a class file comes by the bridge before the JVM hands it to the next agent. So an agent that comes after this
 * one, and drops what was woven, is seen whenever it does so. No method is added, so that the class can be
 * retransformed.
 */
final class GuardedInstrumentation extends ClassVisitor {
    /** What the JVM calls, for an agent, to have a class file transformed. */
    private static final String TRANSFORM = "transform";

    private static final String DESCRIPTOR =
            "(Ljava/lang/Module;Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/lang/Class;"
                    + "Ljava/security/ProtectionDomain;[BZ)[B";

    private boolean found;

    private GuardedInstrumentation(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /**
     * Weaves the class.
     *
     * @throws RuntimeException if it can't be read, or this JDK's is another; it must stay as it is
     */
    static byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        GuardedInstrumentation guarded = new GuardedInstrumentation(writer);
        reader.accept(guarded, 0);
        if (!guarded.found) {
            throw new IllegalStateException("this JDK hands class files to agents in another way");
        }
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean transforms =
                name.equals(TRANSFORM) && descriptor.equals(DESCRIPTOR) && (access & Opcodes.ACC_STATIC) == 0;
        if (next == null || !transforms) {
            return next;
        }
        found = true;
        return new Transform(next);
    }

    private static final class Transform extends MethodVisitor {
        /** What the call of the bridge takes. */
        private static final int STACK = 8;

        private static final int LAST_REFERENCE = 5;
        private static final int RETRANSFORMS = 7;

        Transform(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN) {
                for (int local = 0; local <= LAST_REFERENCE; local++) {
                    mv.visitVarInsn(Opcodes.ALOAD, local);
                }
                mv.visitVarInsn(Opcodes.ILOAD, RETRANSFORMS);
                BridgeCalls.changed(mv);
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, STACK), maxLocals);
        }
    }
}
