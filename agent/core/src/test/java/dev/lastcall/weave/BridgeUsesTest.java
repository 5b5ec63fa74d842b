package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class BridgeUsesTest {
    /** Writes the code of a static method without parameters. */
    private interface Body {
        void write(MethodVisitor code);
    }

    @Test
    void codeWithTheSameCallsIncludesThem() {
        BridgeUses woven = in("make", BridgeUsesTest::guarded);
        assertThat(in("make", BridgeUsesTest::guarded).include(woven)).isTrue();
        assertThat(in("make", code -> {
                            code.visitInsn(Opcodes.NOP);
                            guarded(code);
                            BridgeCalls.at(code, 9, 9);
                        })
                        .include(woven))
                .isTrue();
    }

    @Test
    void aBodyWithoutTheCallIsNoticedThoughTheConstantsStay() {
        BridgeUses woven = in("make", BridgeUsesTest::guarded);
        BridgeUses replaced = in("make", code -> code.visitLdcInsn(BridgeCalls.NAME));
        assertThat(replaced.include(woven)).isFalse();
        assertThat(replaced.include(BridgeUses.NONE)).isTrue();
    }

    @Test
    void aCallInAnotherMethodOrWithAnotherNumberIsAnotherCall() {
        BridgeUses woven = in("make", BridgeUsesTest::guarded);
        assertThat(in("make$original", BridgeUsesTest::guarded).include(woven)).isFalse();
        assertThat(in("make", code -> BridgeCalls.enter(code, false, 8, new Label()))
                        .include(woven))
                .isFalse();
    }

    @Test
    void eachOfSeveralEqualCallsMustBeThere() {
        BridgeUses twice = in("make", code -> {
            BridgeCalls.at(code, 5, 6);
            BridgeCalls.at(code, 5, 6);
        });
        BridgeUses once = in("make", code -> BridgeCalls.at(code, 5, 6));
        assertThat(once.include(twice)).isFalse();
        assertThat(twice.include(once)).isTrue();
    }

    @Test
    void aGuardIsLateWhereCodeBeforeItMayEndTheCall() {
        assertThat(in("make", BridgeUsesTest::guarded).lateGuards()).isEmpty();
        assertThat(in("make", code -> {
                            code.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/Probe", "hit", "()V", false);
                            guarded(code);
                        })
                        .lateGuards())
                .isEmpty();
        assertThat(in("make", BridgeUsesTest::skippable).lateGuards()).containsExactly("make");
    }

    @Test
    void aGuardIsLateBehindACallWhoseExceptionEndsTheMethod() {
        assertThat(in("make", BridgeUsesTest::returningFromHandler).lateGuards())
                .containsExactly("make");
    }

    private static void returningFromHandler(MethodVisitor code) {
        Label start = new Label();
        Label end = new Label();
        Label body = new Label();
        Label handler = new Label();
        code.visitTryCatchBlock(start, end, handler, null);
        code.visitLabel(start);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/Rule", "run", "()V", false);
        code.visitLabel(end);
        guarded(code);
        code.visitJumpInsn(Opcodes.GOTO, body);
        code.visitLabel(handler);
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.RETURN);
        code.visitLabel(body);
    }

    @Test
    void aGuardIsNotLateBehindABranchThatComesBackToIt() {
        assertThat(in("make", code -> {
                            Label guard = new Label();
                            code.visitInsn(Opcodes.ICONST_0);
                            code.visitJumpInsn(Opcodes.IFEQ, guard);
                            code.visitInsn(Opcodes.NOP);
                            code.visitLabel(guard);
                            guarded(code);
                        })
                        .lateGuards())
                .isEmpty();
    }

    private static void guarded(MethodVisitor code) {
        BridgeCalls.enter(code, false, 7, new Label());
    }

    private static void skippable(MethodVisitor code) {
        Label end = new Label();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.IFEQ, end);
        guarded(code);
        code.visitLabel(end);
    }

    private static BridgeUses in(String method, Body body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "com/acme/Old", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, method, "()V", null, null);
        code.visitCode();
        body.write(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return BridgeUses.in(writer.toByteArray());
    }
}
