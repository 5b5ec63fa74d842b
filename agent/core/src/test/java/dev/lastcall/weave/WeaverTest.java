package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.ByteVector;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaverTest {
    private static final String CALLER = "com.acme.made.Caller";
    private static final String LEGACY = "com/acme/ws/Legacy";

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_2, Opcodes.V1_3, Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6})
    void aClassFileFromTheTimeOfSubroutinesRunsWoven(int version) throws Exception {
        ClassWriter made = caller(version);
        MethodVisitor code = run(made);
        boolean subroutine = version < Opcodes.V1_6;
        createAndMix(code);
        if (subroutine) {
            Label routine = new Label();
            Label end = new Label();
            code.visitJumpInsn(Opcodes.JSR, routine);
            code.visitJumpInsn(Opcodes.JSR, routine);
            code.visitJumpInsn(Opcodes.GOTO, end);
            code.visitLabel(routine);
            code.visitVarInsn(Opcodes.ASTORE, 2);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, LEGACY, "create", "()L" + LEGACY + ";", false);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.RET, 2);
            code.visitLabel(end);
        }
        returnText(code, 12, 3);
        Trial trial = new Trial(TestPolicies.acme(Mode.LOG));
        trial.loader().add(CALLER, made.toByteArray());
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(subroutine ? 4 : 2);
    }

    @Test
    void aMethodNearTheLimitIsWoven() throws Exception {
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        trial.loader().add(CALLER, bigMethod(4_000));
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(4_000);
    }

    @Test
    void aMethodThatWouldGrowTooLargeLeavesTheClassAsItIs() throws Exception {
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        trial.loader().add(CALLER, bigMethod(16_000));
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).singleElement().asString().startsWith(CALLER + ": ");
        // the guard still counts
        assertThat(trial.calls()).isEqualTo(16_000);
        Weaver.Woven woven = weaver().weave(null, bigMethod(16_000), null, false);
        assertThat(woven.classFile()).isNull();
        assertThat(woven.blindSpots()).singleElement().asString().contains("method run(");
    }

    @Test
    void aConstantPoolWithoutRoomLeavesTheClassAsItIs() throws Exception {
        ClassWriter made = caller(Opcodes.V17);
        for (int i = 0; i < 0xffff - 60; i++) {
            made.newUTF8("filler" + i);
        }
        MethodVisitor code = run(made);
        createAndMix(code);
        returnText(code, 12, 1);
        byte[] full = made.toByteArray();
        int room = 0xffff - new ClassReader(full).getItemCount();
        for (int i = 0; i < room; i++) {
            made.newUTF8("last" + i);
        }
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        trial.loader().add(CALLER, made.toByteArray());
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).hasSize(1);
        assertThat(trial.calls()).isEqualTo(2);
    }

    @Test
    void aBigFrameIsLeftAlone() throws Exception {
        ClassWriter made = caller(Opcodes.V17);
        MethodVisitor code = run(made);
        Object[] locals = new Object[250];
        for (int i = 0; i < locals.length; i++) {
            code.visitLdcInsn((double) i);
            code.visitVarInsn(Opcodes.DSTORE, 2 * i);
            locals[i] = Opcodes.DOUBLE;
        }
        createAndMix(code);
        Label loop = new Label();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.IFNE, loop);
        createAndMix(code);
        code.visitLabel(loop);
        code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        createAndMix(code);
        returnText(code, 12, 500);
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        trial.loader().add(CALLER, made.toByteArray());
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(6);
    }

    @Test
    void aClassThatIsLoadedAlreadyKeepsItsMethods() throws Exception {
        byte[] original = ClassFileOf.name("com/acme/app/References");
        Set<String> before = methods(original);
        byte[] neverSeen = woven(weaver(), original, true);
        assertThat(methods(neverSeen)).isEqualTo(before);
    }

    @Test
    void aClassThatIsRetransformedKeepsTheMethodsThatItGotWhenItLoaded() throws Exception {
        Weaver weaver = weaver();
        byte[] original = ClassFileOf.name("com/acme/app/References");
        byte[] atLoad = woven(weaver, original, false);
        byte[] later = woven(weaver, original, true);
        assertThat(methods(atLoad)).isNotEqualTo(methods(original));
        assertThat(methods(later)).isEqualTo(methods(atLoad));
    }

    @Test
    void weavingTheSameClassTwiceGivesTheSameBytes() throws Exception {
        Weaver weaver = weaver();
        byte[] original = ClassFileOf.name("com/acme/app/DirectCalls");
        assertThat(woven(weaver, original, false)).isEqualTo(woven(weaver, original, false));
    }

    @Test
    void aClassWithoutAListedCallIsLeftAsItIs() throws Exception {
        // it names a listed class, as the type of a parameter of a method that isn't listed
        ClassWriter made = caller(Opcodes.V17);
        MethodVisitor code = run(made);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitTypeInsn(Opcodes.CHECKCAST, LEGACY);
        code.visitInsn(Opcodes.POP);
        returnText(code, 2, 1);
        assertThat(weaver().weave(loader(), made.toByteArray(), null, false).classFile())
                .isNull();
    }

    @Test
    void aClassFileOfTheFutureOrCutShortIsReportedAndLeftAsItIs() throws Exception {
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        byte[] file = ClassFileOf.name("com/acme/app/DirectCalls");
        byte[] future = file.clone();
        future[7] = (byte) 200;
        for (byte[] bad : new byte[][] {future, Arrays.copyOf(file, file.length - 100), Arrays.copyOf(file, 9)}) {
            byte[] result = trial.transformer()
                    .transform(getClass().getModule(), trial.loader(), "com/acme/app/DirectCalls", null, null, bad);
            assertThat(result).isNull();
        }
        assertThat(trial.notWoven())
                .hasSize(3)
                .allSatisfy(it -> assertThat(it).startsWith("com.acme.app.DirectCalls: "));
    }

    @Test
    void framesThatTheJvmDoesNotReadMayBeBroken() throws Exception {
        ClassWriter made = caller(Opcodes.V1_1);
        MethodVisitor code = run(made);
        createAndMix(code);
        code.visitAttribute(new Attribute("StackMap") {
            @Override
            protected ByteVector write(
                    ClassWriter classWriter, byte @Nullable [] bytes, int length, int maxStack, int maxLocals) {
                return new ByteVector()
                        .putShort(1)
                        .putShort(0)
                        .putShort(1)
                        .putByte(77)
                        .putShort(0);
            }
        });
        returnText(code, 12, 3);
        Trial trial = new Trial(TestPolicies.acme(Mode.LOG));
        trial.loader().add(CALLER, made.toByteArray());
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(2);
    }

    private static ClassWriter caller(int version) {
        ClassWriter made = new ClassWriter(0);
        made.visit(
                version,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
                CALLER.replace('.', '/'),
                null,
                "java/lang/Object",
                null);
        return made;
    }

    private static MethodVisitor run(ClassWriter made) {
        MethodVisitor code =
                made.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()Ljava/lang/String;", null, null);
        code.visitCode();
        return code;
    }

    private static void returnText(MethodVisitor code, int stack, int locals) {
        code.visitLdcInsn("done");
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(stack, locals);
        code.visitEnd();
    }

    /** Two calls, with wide values below and among the arguments. */
    private static void createAndMix(MethodVisitor code) {
        code.visitLdcInsn(7L);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, LEGACY, "create", "()L" + LEGACY + ";", false);
        code.visitLdcInsn(2L);
        code.visitLdcInsn(3.0);
        code.visitLdcInsn("four");
        code.visitInsn(Opcodes.ICONST_5);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LEGACY, "mix", "(JDLjava/lang/String;I)J", false);
        code.visitInsn(Opcodes.LADD);
        code.visitInsn(Opcodes.POP2);
    }

    /** A method of so many calls, four bytes each. */
    private static byte[] bigMethod(int calls) {
        ClassWriter made = caller(Opcodes.V17);
        MethodVisitor code = run(made);
        for (int i = 0; i < calls; i++) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, LEGACY, "create", "()L" + LEGACY + ";", false);
            code.visitInsn(Opcodes.POP);
        }
        returnText(code, 1, 0);
        return made.toByteArray();
    }

    private static Weaver weaver() {
        PolicyMatcher matcher = new PolicyMatcher(TestPolicies.acme(Mode.LOG));
        return new Weaver(
                matcher,
                new ClassFilter(matcher.policy()),
                new WovenProcess(new Sites((number, site) -> {}), OtherAgents.NONE),
                new MovedAtLoad(),
                new EarlySubclasses(new LatelyOffered()));
    }

    private static byte[] woven(Weaver weaver, byte[] original, boolean loaded) {
        return Objects.requireNonNull(
                weaver.weave(loader(), original, null, loaded).classFile());
    }

    private static ClassLoader loader() {
        return WeaverTest.class.getClassLoader();
    }

    private static Set<String> methods(byte[] file) {
        Set<String> methods = new TreeSet<>();
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                methods.add(access + " " + name + descriptor);
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return methods;
    }
}
