package ways.run;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * An agent that skips bodies: those of {@code void make()} in the class of that internal name, whenever {@link Skips}
 * says so. Argument: {@code skip:} or {@code throw:}, and the name.
 */
public final class SkipAgent implements ClassFileTransformer {
    private final boolean throwing;
    private final String name;

    private SkipAgent(String argument) {
        this.throwing = argument.startsWith("throw:");
        this.name = argument.substring(argument.indexOf(':') + 1);
    }

    /** JVMs run transformers that can't retransform first: this one comes after others. */
    public static void premain(String argument, Instrumentation instrumentation) {
        instrumentation.addTransformer(new SkipAgent(argument), true);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (!name.equals(className)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
                        return method.equals("make") ? new Skipping(next) : next;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private final class Skipping extends MethodVisitor {
        Skipping(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label body = new Label();
            visitMethodInsn(Opcodes.INVOKESTATIC, "ways/run/Skips", "skip", "()Z", false);
            visitJumpInsn(Opcodes.IFEQ, body);
            if (throwing) {
                visitInsn(Opcodes.ACONST_NULL);
                visitInsn(Opcodes.ATHROW);
            } else {
                visitInsn(Opcodes.RETURN);
            }
            visitLabel(body);
            visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(1, maxStack), maxLocals);
        }
    }
}
