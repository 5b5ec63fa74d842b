package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class GuardWatchTest {
    private static final String LEGACY = "com.acme.ws.Legacy";

    @Test
    void aClassTellsWhetherItHasItsGuards() throws Exception {
        Trial trial = trial();
        Class<?> woven = trial.loader().loadClass(LEGACY);
        assertThat(trial.gate().hasGuards(woven, 0)).isTrue();
        assertThat(trial.gate().hasGuards(woven, 1)).as("it was woven once").isFalse();
        assertThat(trial.gate().hasGuards(Class.forName(LEGACY), 0))
                .as("as it was compiled")
                .isFalse();
    }

    /** As JaCoCo adds to each class; the JDK has no tag for it. */
    @Test
    void aDynamicConstantIsNone() {
        ClassWriter code = new ClassWriter(0);
        code.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "com/acme/ws/Covered", null, "java/lang/Object", null);
        code.newConstantDynamic(
                "constant",
                "Ljava/lang/Object;",
                new Handle(Opcodes.H_INVOKESTATIC, "com/acme/ws/Covered", "constant", "()V", false));
        byte[] covered = code.toByteArray();
        Class<?> type = new ClassLoader(getClass().getClassLoader()) {
            Class<?> define() {
                return defineClass("com.acme.ws.Covered", covered, 0, covered.length);
            }
        }.define();
        assertThat(trial().gate().hasGuards(type, 0)).isFalse();
        assertThat(trial().gate().hasGuards(type, 1)).isFalse();
    }

    @Test
    void codeThatWasWovenAgainHasTheMarkOfItsGeneration() throws Exception {
        Trial trial = trial();
        Class<?> woven = trial.loader().loadClass(LEGACY);
        byte[] again = Objects.requireNonNull(trial.transformer()
                .transform(
                        woven.getModule(),
                        trial.loader(),
                        LEGACY.replace('.', '/'),
                        woven,
                        woven.getProtectionDomain(),
                        ClassFileOf.name(LEGACY.replace('.', '/'))));
        Class<?> next = new ClassLoader(trial.loader()) {
            Class<?> define() {
                return defineClass(LEGACY, again, 0, again.length);
            }
        }.define();
        assertThat(trial.gate().hasGuards(next, 1)).isTrue();
        assertThat(trial.gate().hasGuards(next, 2)).isFalse();
    }

    private static Trial trial() {
        return new Trial(
                TestPolicies.policy(Mode.COUNT, TestPolicies.rule("r", TestPolicies.signatures(LEGACY), List.of())));
    }
}
