package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherAgentsTest {
    private static final String SKIPPED = "com.acme.shapes.Skipped";
    private static final String OLD = SKIPPED + "$Old";

    @AfterEach
    void clear() {
        System.clearProperty("acme.skip");
    }

    @ParameterizedTest
    @CsvSource({
        "direct, #make(), 25, CALL 25 VIRTUAL 5",
        "fromWithin, '', 10, CALL 5 CALL 5 NEW 1 VIRTUAL 5",
        "onOneLine, #make(), 30, CALL 20 VIRTUAL 20"
    })
    void aSkippedBodyHidesNoCall(String method, String member, int ran, String counted) throws Exception {
        Trial trial = trial(OLD + member);
        trial.loader().behind(OtherAgentsTest::skipping);
        assertThat(trial.run(SKIPPED, method)).isEqualTo(ran);
        assertThat(counted(trial)).isEqualTo(counted);
        assertThat(trial.gate().takeFault()).isNull();
    }

    @Test
    void aBodyThatBeginsWithTheGuardIsTrusted() throws Exception {
        Trial trial = trial(OLD + "#make()");
        assertThat(trial.run(SKIPPED, "direct")).isEqualTo(30);
        assertThat(counted(trial)).isEqualTo("CALL 25 VIRTUAL 5");
        assertThat(trial.walks())
                .as("the first call, and those that are not announced")
                .isEqualTo(6);
    }

    @Test
    void aClassThatGetsOtherCodeIsNotTrustedUntilThatCodeIsSeen() throws Exception {
        Trial trial = trial(OLD + "#make()");
        trial.run(SKIPPED, "calls");
        trial.run(SKIPPED, "calls");
        assertThat(trial.walks()).isEqualTo(1);

        Class<?> old = trial.loader().loadClass(OLD);
        byte[] woven = trial.transformer()
                .transform(
                        old.getModule(),
                        trial.loader(),
                        OLD.replace('.', '/'),
                        old,
                        old.getProtectionDomain(),
                        ClassFileOf.name(OLD.replace('.', '/')));
        assertThat(woven).isNotNull();
        trial.run(SKIPPED, "calls");
        trial.run(SKIPPED, "calls");
        assertThat(trial.walks()).as("this is the old code still").isEqualTo(3);
        assertThat(counted(trial)).isEqualTo("CALL 4");
    }

    private static Trial trial(String deprecated) {
        return new Trial(policy(Mode.COUNT, rule("r", signatures(deprecated), List.of())));
    }

    private static String counted(Trial trial) {
        return String.join(
                " ",
                trial.called().stream()
                        .map(it -> it.site().kind() + " " + it.calls())
                        .sorted()
                        .toList());
    }

    /** What an agent makes of the deprecated class that skips a body when a property says so. */
    private static byte[] skipping(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!reader.getClassName().equals(OLD.replace('.', '/'))) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return name.equals("make") ? new Skip(next) : next;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Skip extends MethodVisitor {
        Skip(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label body = new Label();
            visitLdcInsn("acme.skip");
            visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Boolean", "getBoolean", "(Ljava/lang/String;)Z", false);
            visitJumpInsn(Opcodes.IFEQ, body);
            visitInsn(Opcodes.ICONST_0);
            visitInsn(Opcodes.IRETURN);
            visitLabel(body);
            visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
    }
}
