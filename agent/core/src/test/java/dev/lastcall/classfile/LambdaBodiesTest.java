package dev.lastcall.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.site.EnclosingMethod;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LambdaBodiesTest {
    private static final String TABLE = "$SWITCH_TABLE$com$acme$Color";

    @Test
    void theTableOfASwitchIsOfTheFirstMethodThatSwitches() {
        ClassWriter made = new ClassWriter(0);
        made.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/App", null, "java/lang/Object", null);
        method(made, Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, TABLE, "()[I", null);
        method(made, Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "other", "()V", null);
        method(made, Opcodes.ACC_PUBLIC, "pick", "(I)V", TABLE);
        method(made, Opcodes.ACC_PUBLIC, "again", "()V", TABLE);
        made.visitEnd();
        ClassReader reader = new ClassReader(made.toByteArray());
        LambdaBodies bodies = new LambdaBodies(ClassFacts.of(reader), reader);
        assertThat(bodies.enclosing(TABLE, "()[I")).isEqualTo(new EnclosingMethod("pick", "(I)V"));
        assertThat(bodies.enclosing("other", "()V")).isEqualTo(new EnclosingMethod("other", "()V"));
    }

    @Test
    void aNameMayHoldParentheses() {
        ClassWriter made = new ClassWriter(0);
        made.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "com/acme/App", null, "java/lang/Object", null);
        method(made, Opcodes.ACC_PUBLIC, "send (twice)", "(I)V", null);
        method(made, Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, "send (twice)$lambda$0", "()V", null);
        made.visitEnd();
        ClassReader reader = new ClassReader(made.toByteArray());
        LambdaBodies bodies = new LambdaBodies(ClassFacts.of(reader), reader);
        assertThat(bodies.enclosing("send (twice)", "(I)V")).isEqualTo(new EnclosingMethod("send (twice)", "(I)V"));
        assertThat(bodies.enclosing("send (twice)$lambda$0", "()V")).isEqualTo(new EnclosingMethod("send (twice)", ""));
    }

    private static void method(ClassWriter made, int access, String name, String descriptor, @Nullable String calls) {
        MethodVisitor code = made.visitMethod(access, name, descriptor, null, null);
        code.visitCode();
        if (calls != null) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/App", calls, "()[I", false);
        }
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 2);
        code.visitEnd();
    }
}
