package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.site.EnclosingMethod;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LambdasInFilesTest {
    private static final String NAME = "com/acme/app/Numbered";

    @Test
    void aNumberedBodyBelongsToTheMethodThatMakesTheLambda() throws Exception {
        Class<?> type = new FileLoader(numbered()).loadClass(NAME.replace('/', '.'));
        assertThat(new LambdasInFiles().ownerOf(type, "lambda$0", "()V"))
                .isEqualTo(new EnclosingMethod("start", "(I)V"));
        assertThat(new LambdasInFiles().ownerOf(type, "start", "(I)V")).isNull();
    }

    @Test
    void withoutAClassFileNothingIsKnown() {
        assertThat(new LambdasInFiles().ownerOf(String.class, "lambda$0", "()V"))
                .isNull();
    }

    private static byte[] numbered() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        MethodVisitor start = writer.visitMethod(Opcodes.ACC_STATIC, "start", "(I)V", null, null);
        start.visitCode();
        start.visitInvokeDynamicInsn(
                "run",
                "()Ljava/lang/Runnable;",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/LambdaMetafactory",
                        "metafactory",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/CallSite;",
                        false),
                new Handle(Opcodes.H_INVOKESTATIC, NAME, "lambda$0", "()V", false));
        start.visitInsn(Opcodes.POP);
        start.visitInsn(Opcodes.RETURN);
        start.visitMaxs(0, 0);
        MethodVisitor body = writer.visitMethod(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "lambda$0", "()V", null, null);
        body.visitCode();
        body.visitInsn(Opcodes.RETURN);
        body.visitMaxs(0, 0);
        return writer.toByteArray();
    }

    private static final class FileLoader extends ClassLoader {
        private final byte[] classFile;

        FileLoader(byte[] classFile) {
            super(null);
            this.classFile = classFile;
        }

        @Override
        protected Class<?> findClass(String name) {
            return defineClass(name, classFile, 0, classFile.length);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.equals(NAME + ".class") ? new ByteArrayInputStream(classFile) : null;
        }
    }
}
