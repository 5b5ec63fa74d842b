package dev.lastcall.weave;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is woven already is taken back before it is woven once more. */
class UnwovenTest {
    private static final CallTransformer.Listener NOBODY = (className, reason) -> {};

    private final CallTransformer transformer = new CallTransformer(
            new PolicyMatcher(policy(Mode.LOG, rule("r", signatures("com.acme.ws.**"), List.of()))),
            new WovenProcess(new Sites((number, site) -> {}), OtherAgents.NONE),
            NOBODY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.app.DirectCalls",
                "com.acme.app.References",
                "com.acme.app.Tickets",
                "com.acme.ws.Legacy",
                "com.acme.ws.Mixed"
            })
    void whatIsCalledIsWhatItWas(String className) throws Exception {
        byte[] original = ClassFileOf.type(Class.forName(className));
        assertThat(Unwoven.of(original)).isSameAs(original);
        byte[] woven = transform(className, null, original);
        assertThat(calls(woven)).as("calls of the woven class").isNotEqualTo(calls(original));
        assertThat(calls(Unwoven.of(woven))).isEqualTo(calls(original));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.app.DirectCalls", "com.acme.app.References", "com.acme.ws.Legacy"})
    void whatIsHandedBackIsWovenOnce(String className) throws Exception {
        Class<?> type = Class.forName(className);
        byte[] woven = transform(className, null, ClassFileOf.type(type));
        byte[] again = transform(className, type, woven);
        assertThat(calls(again)).isEqualTo(calls(woven));
    }

    private byte[] transform(String className, @Nullable Class<?> redefined, byte[] classFile) {
        byte[] woven = transformer.transform(
                UnwovenTest.class.getModule(),
                ClassLoader.getPlatformClassLoader(),
                className.replace('.', '/'),
                redefined,
                null,
                classFile);
        return Objects.requireNonNull(woven);
    }

    /** A line for each call, and for each reference that a dynamic call is given. */
    private static List<String> calls(byte[] classFile) {
        List<String> calls = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                return callsOf(name + descriptor, calls);
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        return calls;
    }

    private static MethodVisitor callsOf(String method, List<String> calls) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
                calls.add(method + " " + opcode + " " + owner + "." + name + descriptor);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                calls.add(method + " dynamic " + name + List.of(arguments));
            }
        };
    }
}
