package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classfile.Access;
import dev.lastcall.classfile.ClassFileReader;
import dev.lastcall.evidence.Kind;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.lang.invoke.ConstantBootstraps;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.ByteVector;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class files that the JVM takes, and that no compiler writes. */
class OddClassFilesTest {
    private static final String CALLER = "com.acme.made.Caller";
    private static final String LEGACY = "com/acme/ws/Legacy";

    private final ClassWriter made = new ClassWriter(0);

    @ParameterizedTest
    @ValueSource(ints = {65_531, 65_532, 65_535})
    void aCallerWhoseStackIsAsDeepAsCanBeRuns(int stack) throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        create(code);
        end(code, stack, 0);
        Trial trial = trial();
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.calls()).isEqualTo(1);
        assertThat(trial.notWoven()).hasSize(stack > 65_531 ? 1 : 0);
    }

    @Test
    void aCallerWithAsManyLocalVariablesAsCanBeRuns() throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, LEGACY, "create", "()L" + LEGACY + ";", false);
        code.visitLdcInsn(2L);
        code.visitLdcInsn(3.0);
        code.visitLdcInsn("four");
        code.visitInsn(Opcodes.ICONST_5);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LEGACY, "mix", "(JDLjava/lang/String;I)J", false);
        code.visitInsn(Opcodes.POP2);
        end(code, 12, 65_534);
        Trial trial = trial();
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.calls()).isEqualTo(2);
        assertThat(trial.notWoven()).hasSize(1);
    }

    @Test
    void aGuardNeedsNoMoreStackThanABodyMayHave() throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        end(code, 65_535, 0);
        Trial trial = new Trial(
                TestPolicies.policy(Mode.COUNT, TestPolicies.rule("made", TestPolicies.signatures(CALLER), List.of())));
        trial.loader().add(CALLER, made.toByteArray());
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(1);
    }

    @Test
    void aHandleOnAFieldCountsWhereCodeLoadsIt() throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        load(code, new Handle(Opcodes.H_GETSTATIC, LEGACY, "shared", "I", false));
        load(code, new Handle(Opcodes.H_PUTSTATIC, LEGACY, "shared", "I", false));
        load(code, new Handle(Opcodes.H_GETFIELD, LEGACY, "value", "D", false));
        load(code, new Handle(Opcodes.H_PUTFIELD, LEGACY, "value", "D", false));
        end(code, 1, 0);
        assertKinds(Kind.FIELD_READ, Kind.FIELD_WRITE, Kind.FIELD_READ, Kind.FIELD_WRITE);
    }

    @Test
    void aDynamicConstantCountsTheFieldsThatItIsMadeOf() throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        String bootstraps = Type.getInternalName(ConstantBootstraps.class);
        String start = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
        load(
                code,
                new ConstantDynamic(
                        "shared",
                        "Ljava/lang/invoke/VarHandle;",
                        new Handle(
                                Opcodes.H_INVOKESTATIC,
                                bootstraps,
                                "staticFieldVarHandle",
                                start + "Ljava/lang/Class;Ljava/lang/Class;)Ljava/lang/invoke/VarHandle;",
                                false),
                        Type.getObjectType(LEGACY),
                        new ConstantDynamic(
                                "I",
                                "Ljava/lang/Class;",
                                new Handle(
                                        Opcodes.H_INVOKESTATIC,
                                        bootstraps,
                                        "primitiveClass",
                                        start + ")Ljava/lang/Class;",
                                        false))));
        load(
                code,
                new ConstantDynamic(
                        "it",
                        "Ljava/lang/Object;",
                        new Handle(
                                Opcodes.H_INVOKESTATIC,
                                bootstraps,
                                "invoke",
                                start + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
                                false),
                        new Handle(Opcodes.H_GETSTATIC, LEGACY, "shared", "I", false)));
        end(code, 1, 0);
        assertKinds(Kind.METHOD_HANDLE, Kind.FIELD_READ);
    }

    @Test
    void aHandleOnAMemberOfTheJdkCountsWhereCodeLoadsIt() throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        load(code, new Handle(Opcodes.H_INVOKEVIRTUAL, "java/lang/Thread", "getId", "()J", false));
        end(code, 1, 0);
        Trial trial = new Trial(TestPolicies.policy(
                Mode.COUNT, TestPolicies.rule("jdk", TestPolicies.signatures("java.lang.Thread#getId()"), List.of())));
        trial.loader().add(CALLER, made.toByteArray());
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.calls()).isEqualTo(1);
    }

    /** Both by the agent and by a scan. */
    private void assertKinds(Kind... kinds) throws Exception {
        Trial trial = trial();
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(kinds.length);
        List<Access> scanned = new ArrayList<>();
        ClassFileReader.accesses(made.toByteArray(), scanned::add);
        scanned.removeIf(access -> !access.owner().equals(LEGACY.replace('/', '.')));
        assertThat(scanned).extracting(Access::kind).containsExactly(kinds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AnnotationDefault",
                "RuntimeVisibleAnnotations",
                "RuntimeInvisibleAnnotations",
                "RuntimeVisibleParameterAnnotations",
                "RuntimeVisibleTypeAnnotations",
                "RuntimeInvisibleTypeAnnotations",
                "ConstantValue",
                "Record",
                "NestHost"
            })
    void anAttributeThatTheJvmDoesNotLookIntoMayHoldAnything(String attribute) throws Exception {
        int version = attribute.equals("NestHost") ? Opcodes.V1_8 : Opcodes.V11;
        MethodVisitor code = run(version);
        create(code);
        code.visitAttribute(new Garbage(attribute));
        end(code, 1, 0);
        if (!attribute.equals("ConstantValue")) {
            made.visitAttribute(new Garbage(attribute));
        }
        Trial trial = trial();
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.called())
                .singleElement()
                .satisfies(it -> assertThat(it.site().kind()).isEqualTo(Kind.CALL));
        List<Access> scanned = new ArrayList<>();
        ClassFileReader.accesses(made.toByteArray(), scanned::add);
        assertThat(scanned).hasSize(1);
    }

    @Test
    void anotherStackMapThanTheJvmReadsIsLeftAsItIs() throws Exception {
        MethodVisitor code = run(Opcodes.V17);
        create(code);
        Label end = new Label();
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.IFNE, end);
        create(code);
        code.visitLabel(end);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitAttribute(new Garbage("StackMap"));
        end(code, 1, 0);
        Trial trial = trial();
        assertThat(trial.run(CALLER)).isEqualTo("done");
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.calls()).isEqualTo(2);
    }

    private Trial trial() throws Exception {
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        trial.loader().add(CALLER, made.toByteArray());
        return trial;
    }

    private MethodVisitor run(int version) {
        made.visit(
                version,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
                CALLER.replace('.', '/'),
                null,
                "java/lang/Object",
                null);
        MethodVisitor code =
                made.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()Ljava/lang/String;", null, null);
        code.visitCode();
        return code;
    }

    private static void create(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, LEGACY, "create", "()L" + LEGACY + ";", false);
        code.visitInsn(Opcodes.POP);
    }

    private static void load(MethodVisitor code, Object constant) {
        code.visitLdcInsn(constant);
        code.visitInsn(Opcodes.POP);
    }

    private static void end(MethodVisitor code, int stack, int locals) {
        code.visitLdcInsn("done");
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(stack, locals);
        code.visitEnd();
    }

    /** Says that it has many entries, and has none. */
    private static final class Garbage extends Attribute {
        Garbage(String type) {
            super(type);
        }

        @Override
        protected ByteVector write(
                ClassWriter classWriter, byte @Nullable [] code, int codeLength, int maxStack, int maxLocals) {
            return new ByteVector().putShort(0x7fff).putShort(0x7fff).putShort(0x7fff);
        }
    }
}
