package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.fixture.ClassFileOf;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedInstrumentationTest {
    @Test
    void whateverIsReturnedToTheJvmComesByTheBridge() throws Exception {
        byte[] woven = GuardedInstrumentation.weave(ofThisJdk());
        List<String> instructions = new ArrayList<>();
        new ClassReader(woven).accept(new Instructions(instructions), 0);
        assertThat(instructions).contains("return");
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i).equals("return")) {
                assertThat(instructions.get(i - 1)).isEqualTo(BridgeCalls.NAME + ".changed");
            }
        }
    }

    @Test
    void anotherClassIsRefused() {
        assertThatThrownBy(() -> GuardedInstrumentation.weave(ClassFileOf.name("com/acme/ws/Legacy")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static byte[] ofThisJdk() throws Exception {
        try (ModuleReader reader = ModuleFinder.ofSystem()
                        .find("java.instrument")
                        .orElseThrow()
                        .open();
                InputStream in =
                        reader.open("sun/instrument/InstrumentationImpl.class").orElseThrow()) {
            return in.readAllBytes();
        }
    }

    /** Of the method that the JVM calls. */
    private static final class Instructions extends ClassVisitor {
        private final List<String> found;

        Instructions(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return !name.equals("transform")
                    ? null
                    : new MethodVisitor(Opcodes.ASM9) {
                        @Override
                        public void visitInsn(int opcode) {
                            found.add(opcode == Opcodes.ARETURN ? "return" : "other");
                        }

                        @Override
                        public void visitMethodInsn(
                                int opcode, String owner, String called, String type, boolean isInterface) {
                            found.add(owner + "." + called);
                        }
                    };
        }
    }
}
