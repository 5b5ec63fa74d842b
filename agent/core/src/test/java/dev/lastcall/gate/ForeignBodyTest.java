package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.listed;
import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.fixture.WeavingLoader;
import dev.lastcall.policy.Mode;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call of a listed method may end in a class that does not extend the listed one, where no override ends tickets. */
class ForeignBodyTest {
    private static final String FOREIGN = "com.acme.deep.Foreign";
    private static final String UNREAD = "com.acme.deep.Unread";
    /** In ticks: longer than tickets are withheld. */
    private static final int LONG = 1_000;

    private static final String BETWEEN = "com.acme.gen.Between";

    @ParameterizedTest
    @CsvSource({
        "ofSuperclass, Role, Role#act()",
        "ofJdk, Sized, OwnSize",
        "above, Heir#act(), Sub#act()",
    })
    void eachCallCountsOnceWhereItIsMade(String way, String one, String other) throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, FOREIGN + '$' + one, FOREIGN + '$' + other));
        assertThat(trial.run(FOREIGN, way)).isEqualTo(13);
        trial.transformer().offeredAgain(List.of(), 0);
        trial.transformer().offeredAgain(List.of(), LONG);
        assertThat(trial.run(FOREIGN, way)).as("when no ticket is withheld").isEqualTo(13);
        assertThat(trial.calls(it -> it.caller().method().equals(way)))
                .as("calls that are announced")
                .isEqualTo(26);
        assertThat(trial.calls(it -> it.caller().method().equals("run")
                        && !it.target().member().equals("<init>")))
                .as("calls that are not")
                .isEqualTo(20);
        assertThat(trial.gate().takeFault()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "inherited, Listed, Listed$Heir",
        "inherited, Listed, Listed#act()",
        "both, Role, Known",
    })
    void eachCallCountsOnceWhereNoClassFileCanBeRead(String way, String one, String other) throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, UNREAD + '$' + one, UNREAD + '$' + other));
        trial.loader().hideClassFiles();
        for (int i = 1; i <= 2; i++) {
            assertThat(trial.run(UNREAD, way)).isEqualTo(10);
            assertThat(calls(trial)).isEqualTo(i * 10L);
        }
    }

    @Test
    void eachRuleThatListsTheBodyCountsWhereNoClassFileCanBeRead() throws Exception {
        String body = UNREAD + "$Listed#act()";
        String heir = UNREAD + "$Listed$Heir#act()";
        Trial trial = new Trial(policy(
                Mode.COUNT,
                rule("heir", signatures(heir), signatures()),
                rule("both", signatures(body, heir), signatures()),
                rule("body", signatures(body), signatures())));
        trial.loader().hideClassFiles();
        trial.run(UNREAD, "inherited");
        for (String rule : List.of("heir", "both", "body")) {
            assertThat(trial.calls(it -> it.rule().equals(rule))).as(rule).isEqualTo(10);
        }
    }

    @Test
    void whatASuperclassHasIsKnownOnceItHasLoadedThoughItsClassFileCannotBeRead() throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, UNREAD + "$Role"));
        for (int i = 1; i <= 2; i++) {
            WeavingLoader loader = new WeavingLoader(trial.transformer());
            loader.hideClassFiles();
            assertThat(Reflected.call(loader.loadClass(UNREAD), "ofBody")).isEqualTo(0);
            assertThat(calls(trial)).as("loader " + i).isZero();
        }
    }

    @Test
    void aMethodThatASuperclassMayHaveIsNotTakenForThatOfAnInterfaceIfAGuardTells() throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, UNREAD + "$RoleWithBody"));
        trial.loader().hideClassFiles();
        for (String name : List.of("$Body", "$OtherRole")) {
            assertThat(trial.loader().loadClass(UNREAD + name)).isNotNull();
        }
        assertThat(trial.run(UNREAD, "ofBodyInstead")).isEqualTo(0);
        assertThat(calls(trial)).isZero();
    }

    @Test
    void aMethodThatASuperclassOfTheJdkHasIsNotThatOfAnInterface() throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, UNREAD + "$Sized"));
        assertThat(trial.run(UNREAD, "ofJdk")).isEqualTo(0);
        assertThat(trial.called()).isEmpty();
    }

    private static long calls(Trial trial) {
        return trial.calls(it -> !it.target().member().equals("<init>"));
    }

    @Test
    void aNewVersionInAnotherLoaderThatExtendsNothingListedIsNoTarget() throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, "com.acme.deep.Deep$Old#act()"));
        WeavingLoader first = version(trial, "com/acme/deep/Deep$Old");
        WeavingLoader second = version(trial, "java/lang/Object");
        call(first);
        long before = trial.calls();
        assertThat(before).isEqualTo(1);
        call(second);
        assertThat(trial.calls()).isEqualTo(before);
        call(first);
        assertThat(trial.calls()).isEqualTo(before + 1);
    }

    @Test
    void norIsOneOfWhichNoClassFileCanBeRead() throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, "com.acme.deep.Deep$Old#act()"));
        WeavingLoader first = version(trial, "com/acme/deep/Deep$Old");
        WeavingLoader second = version(trial, "java/lang/Object");
        for (WeavingLoader loader : List.of(first, second)) {
            loader.hideClassFiles();
            assertThat(loader.loadClass(BETWEEN + "Caller")).isNotNull();
            call(loader);
            assertThat(trial.calls()).isEqualTo(1);
        }
    }

    private static void call(WeavingLoader loader) throws Exception {
        Class<?> between = loader.loadClass(BETWEEN);
        loader.loadClass(BETWEEN + "Caller")
                .getMethod("call", between)
                .invoke(null, between.getDeclaredConstructor().newInstance());
    }

    /** A loader in which {@link #BETWEEN} extends that, and has the method that is listed there. */
    private static WeavingLoader version(Trial trial, String superclass) {
        WeavingLoader loader = new WeavingLoader(trial.transformer());
        String between = BETWEEN.replace('.', '/');
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, between, null, superclass, null);
        MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, superclass, "<init>", "()V", false);
        end(constructor);
        if (superclass.equals("java/lang/Object")) {
            MethodVisitor act = type.visitMethod(Opcodes.ACC_PUBLIC, "act", "()V", null, null);
            act.visitCode();
            end(act);
        }
        type.visitEnd();
        loader.add(BETWEEN, type.toByteArray());
        ClassWriter caller = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        caller.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, between + "Caller", null, "java/lang/Object", null);
        MethodVisitor call =
                caller.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "call", "(L" + between + ";)V", null, null);
        call.visitCode();
        call.visitVarInsn(Opcodes.ALOAD, 0);
        call.visitMethodInsn(Opcodes.INVOKEVIRTUAL, between, "act", "()V", false);
        end(call);
        caller.visitEnd();
        loader.add(BETWEEN + "Caller", caller.toByteArray());
        return loader;
    }

    private static void end(MethodVisitor method) {
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
