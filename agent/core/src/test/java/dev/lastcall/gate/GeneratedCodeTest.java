package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.acme;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.fixture.Trial.Refused;
import dev.lastcall.policy.Mode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that no compiler wrote and no file holds, named after a listed class. */
class GeneratedCodeTest {
    private static final String LEGACY = "com/acme/ws/Legacy";

    @ParameterizedTest
    @ValueSource(strings = {"$$FastClass$$1", "$Instantiator$x8k", "_$$_jvst1_0", "$Proxy$_$$_Client"})
    void theCallerOfGeneratedCodeIsTheCaller(String tail) throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        runTwice(trial, define(trial, LEGACY + tail, GeneratedCodeTest::callsAll));
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(told(trial))
                .containsExactlyInAnyOrder(
                        "NEW 2 com.acme.app.Runs.twice <init>",
                        "VIRTUAL 2 com.acme.app.Runs.twice touch",
                        "CALL 2 com.acme.app.Runs.twice create",
                        "FIELD_READ 2 com.acme.app.Runs.twice shared");
    }

    @Test
    void aCallThatGeneratedCodeAnnouncesIsRefusedBeforeTheBodyRuns() throws Exception {
        Trial trial = new Trial(acme(Mode.BLOCK));
        Runnable generated = define(trial, LEGACY + "$$Fast$$1", GeneratedCodeTest::callsAll);
        assertThatThrownBy(() -> runTwice(trial, generated))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("add com.acme.app.Runs to the rule's allow list");
    }

    @Test
    void withoutAnotherFrameTheGeneratedClassIsNamedWithoutItsCounter() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Runnable generated = define(trial, LEGACY + "$$Fast$$77ab", GeneratedCodeTest::callsAll);
        Trial.onNewThread(() -> {
            generated.run();
            return null;
        });
        assertThat(callers(trial)).allSatisfy(it -> {
            assertThat(it.className()).isEqualTo("com.acme.ws.Legacy$$Fast");
            assertThat(it.method()).isEqualTo("<generated>");
        });
        assertThat(trial.calls()).isEqualTo(4);
    }

    @Test
    void aClassWithoutDebugInformationIsItselfTheCaller() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        runTwice(trial, define(trial, "com/acme/app/Stripped$$Thing", GeneratedCodeTest::callsAll));
        assertThat(callers(trial))
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.app.Stripped$$Thing"));
        assertThat(trial.calls()).isEqualTo(8);
    }

    @Test
    void aClassFromTheSourceFileOfAListedOneIsInsideIt() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        runTwice(trial, define(trial, LEGACY + "$fn__7", code -> {
            Label line = new Label();
            code.visitLabel(line);
            code.visitLineNumber(7, line);
            callsAll(code);
        }));
        assertThat(trial.called()).isEmpty();
    }

    @Test
    void aClassThatClaimsToBeNestedInOneThatKnowsNothingOfItIsOutside() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        ClassWriter writer = classWriter(LEGACY + "$Claims", GeneratedCodeTest::callsAll);
        writer.visitSource("Claims.java", null);
        writer.visitInnerClass(LEGACY + "$Claims", LEGACY, "Claims", Opcodes.ACC_STATIC);
        runTwice(trial, instance(trial, LEGACY + "$Claims", writer));
        assertThat(trial.calls()).isEqualTo(8);
    }

    @Test
    void codeGeneratedInThePackageOfWhatItCallsIsAPasserByWhateverItsName() throws Exception {
        Trial trial = new Trial(TestPolicies.policy(
                Mode.COUNT, TestPolicies.rule("all", TestPolicies.signatures("com.acme.ws.**"), List.of())));
        ClassWriter writer = classWriter("com/acme/ws/LegacyAccess", GeneratedCodeTest::callsAll, null);
        runTwice(trial, instance(trial, "com/acme/ws/LegacyAccess", writer));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.app.Runs"));
    }

    @Test
    void codeWithAHashInItsNameAndLinesIsAPasserByBesideWhatItCalls() throws Exception {
        Trial trial = new Trial(TestPolicies.policy(
                Mode.COUNT, TestPolicies.rule("all", TestPolicies.signatures("com.acme.ws.**"), List.of())));
        String name = "com/acme/ws/LegacyCodec_1_1625635731_257895351";
        runTwice(
                trial,
                instance(trial, name, classWriter(name, GeneratedCodeTest::callsAllInALine, "LegacyCodec.java")));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.app.Runs"));
    }

    @Test
    void elsewhereCodeWithAHashInItsNameCallsUnderTheNameWithout() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        String name = "com/acme/empty/Mapper13166419117683$0";
        runTwice(trial, instance(trial, name, classWriter(name, GeneratedCodeTest::callsAllInALine, "Mapper.java")));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.empty.Mapper"));
    }

    @Test
    void codeWithShortCountersWithinItsNameCallsUnderTheNameWithout() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        String name = "com/acme/empty/Writer_1_3_Legacy";
        runTwice(trial, instance(trial, name, classWriter(name, GeneratedCodeTest::callsAll, null)));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.empty.Writer_Legacy"));
    }

    private static void callsAllInALine(MethodVisitor code) {
        Label line = new Label();
        code.visitLabel(line);
        code.visitLineNumber(7, line);
        callsAll(code);
    }

    @Test
    void codeThatSaysItIsGeneratedIsAPasserByThoughItIsNamedAfterNoClass() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        String name = "com/acme/empty/Object$$BeanCopier$$7d5be874";
        ClassWriter writer = classWriter(name, GeneratedCodeTest::callsAll, "<generated>");
        runTwice(trial, instance(trial, name, writer));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.app.Runs"));
    }

    @Test
    void codeThatTheRuntimeOfALanguageGeneratesIsAPasserBy() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        runTwice(
                trial,
                instance(
                        trial,
                        "com/acme/ruby/Wrapper",
                        classWriter(
                                "com/acme/ruby/Wrapper",
                                code -> {
                                    code.visitInsn(Opcodes.ACONST_NULL);
                                    code.visitTypeInsn(Opcodes.CHECKCAST, "org/jruby/Ruby"); // which null passes
                                    code.visitInsn(Opcodes.POP);
                                    callsAll(code);
                                },
                                null)));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.app.Runs"));
    }

    @Test
    void whatTheRuntimeGeneratesUnderANameOfItsOwnPackageCountsOnce() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        String name = "org/openjdk/nashorn/javaadapters/com_acme_ws_Legacy";
        runTwice(trial, instance(trial, name, classWriter(name, GeneratedCodeTest::callsAll, null)));
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(8);
        assertThat(callers(trial)).allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.app.Runs"));
    }

    @Test
    void whatTheRuntimeOfALanguageCallsItselfCountsOnce() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        String name = "kotlin/text/Strings";
        Runnable runtime = instance(
                trial,
                name,
                classWriter(
                        name,
                        code -> {
                            Label line = new Label();
                            code.visitLabel(line);
                            code.visitLineNumber(7, line);
                            callsAll(code);
                        },
                        "Strings.kt"));
        for (int i = 0; i < 10; i++) {
            runTwice(trial, runtime);
        }
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(told(trial))
                .containsExactlyInAnyOrder(
                        "NEW 20 kotlin.text.Strings.run <init>",
                        "CALL 20 kotlin.text.Strings.run touch",
                        "CALL 20 kotlin.text.Strings.run create",
                        "FIELD_READ 20 kotlin.text.Strings.run shared");
    }

    @Test
    void generatedCodeWithANameOfItsOwnIsACallerWithoutItsCounter() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        String name = "com/acme/expressions/Compiled00017";
        runTwice(trial, instance(trial, name, classWriter(name, GeneratedCodeTest::callsAll, null)));
        assertThat(callers(trial))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.className()).isEqualTo("com.acme.expressions.Compiled"));
        assertThat(trial.calls()).isEqualTo(8);
    }

    @Test
    void membersOfGeneratedClassesAreNoTargetsOfAGlob() throws Exception {
        Trial trial = new Trial(TestPolicies.policy(
                Mode.COUNT, TestPolicies.rule("all", TestPolicies.signatures("com.acme.ws.**"), List.of())));
        String name = LEGACY + "$$Fast$$1";
        runTwice(trial, define(trial, name, code -> {
            code.visitTypeInsn(Opcodes.NEW, name);
            code.visitInsn(Opcodes.DUP);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
            code.visitInsn(Opcodes.POP);
            callsAll(code);
        }));
        assertThat(trial.called())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.site().target().className()).isEqualTo("com.acme.ws.Legacy"));
    }

    @Test
    void aCallThatAGeneratedOverrideGoesOnWithIsTheSameCall() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Object proxy = proxy(trial, LEGACY + "$Proxy$1a");
        Method call = touches(trial);
        Trial.onNewThread(() -> {
            for (int i = 0; i < 10; i++) {
                call.invoke(null, proxy);
            }
            return null;
        });
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(told(trial))
                .as("Runs runs twice what the override gives it: once for the call, once on its own account")
                .contains("CALL 10 com.acme.app.Touches.touch touch", "VIRTUAL 10 com.acme.app.Runs.twice touch");
    }

    @Test
    void aCallThatNobodyAnnouncesIsMadeByWhoTheOverrideGoesOnThrough() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Object proxy = proxy(trial, LEGACY + "$Proxy$1a");
        Method call = trial.loader().loadClass("com.acme.ws.Legacy").getMethod("touch");
        Trial.onNewThread(() -> {
            for (int i = 0; i < 10; i++) {
                call.invoke(proxy);
            }
            return null;
        });
        assertThat(told(trial)).contains("VIRTUAL 20 com.acme.app.Runs.twice touch");
    }

    private static Method touches(Trial trial) throws ReflectiveOperationException {
        Method found = trial.loader()
                .loadClass("com.acme.app.Touches")
                .getDeclaredMethod("touch", trial.loader().loadClass("com.acme.ws.Legacy"));
        found.setAccessible(true);
        return found;
    }

    /** A subclass of the listed class whose override has the overridden body run by other code, as proxies do. */
    private static Object proxy(Trial trial, String name) throws Exception {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, LEGACY, new String[] {"java/lang/Runnable"});
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, LEGACY, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        MethodVisitor override = writer.visitMethod(Opcodes.ACC_PUBLIC, "touch", "()L" + LEGACY + ";", null, null);
        override.visitCode();
        override.visitVarInsn(Opcodes.ALOAD, 0);
        override.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/app/Runs", "twice", "(Ljava/lang/Runnable;)V", false);
        override.visitVarInsn(Opcodes.ALOAD, 0);
        override.visitInsn(Opcodes.ARETURN);
        override.visitMaxs(0, 0);
        MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
        run.visitCode();
        run.visitVarInsn(Opcodes.ALOAD, 0);
        run.visitMethodInsn(Opcodes.INVOKESPECIAL, LEGACY, "touch", "()L" + LEGACY + ";", false);
        run.visitInsn(Opcodes.POP);
        run.visitInsn(Opcodes.RETURN);
        run.visitMaxs(0, 0);
        return instance(trial, name, writer);
    }

    private static void callsAll(MethodVisitor code) {
        code.visitTypeInsn(Opcodes.NEW, LEGACY);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, LEGACY, "<init>", "()V", false);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LEGACY, "touch", "()L" + LEGACY + ";", false);
        code.visitInsn(Opcodes.POP);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, LEGACY, "create", "()L" + LEGACY + ";", false);
        code.visitInsn(Opcodes.POP);
        code.visitFieldInsn(Opcodes.GETSTATIC, LEGACY, "shared", "I");
        code.visitInsn(Opcodes.POP);
    }

    private static Runnable define(Trial trial, String name, Consumer<MethodVisitor> body) throws Exception {
        return instance(trial, name, classWriter(name, body));
    }

    private static ClassWriter classWriter(String name, Consumer<MethodVisitor> body) {
        return classWriter(name, body, "Legacy.java");
    }

    private static ClassWriter classWriter(String name, Consumer<MethodVisitor> body, @Nullable String source) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[] {"java/lang/Runnable"});
        if (source != null) {
            writer.visitSource(source, null);
        }
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
        run.visitCode();
        body.accept(run);
        run.visitInsn(Opcodes.RETURN);
        run.visitMaxs(0, 0);
        return writer;
    }

    private static Runnable instance(Trial trial, String name, ClassWriter writer) throws Exception {
        String className = name.replace('/', '.');
        trial.loader().add(className, writer.toByteArray());
        return (Runnable)
                trial.loader().loadClass(className).getDeclaredConstructor().newInstance();
    }

    private static void runTwice(Trial trial, Runnable generated) throws Exception {
        Class<?> runs = trial.loader().loadClass("com.acme.app.Runs");
        Trial.onNewThread(() -> {
            try {
                return runs.getMethod("twice", Runnable.class).invoke(null, generated);
            } catch (InvocationTargetException e) {
                throw (Exception) e.getCause();
            }
        });
    }

    private static List<Caller> callers(Trial trial) {
        return trial.called().stream().map(it -> it.site().caller()).toList();
    }

    private static List<String> told(Trial trial) {
        List<String> told = new ArrayList<>();
        for (SiteCounts site : trial.called()) {
            Kind kind = site.site().kind();
            Caller caller = site.site().caller();
            told.add(kind + " " + site.calls() + " " + caller.className() + '.' + caller.method() + ' '
                    + site.site().target().member());
        }
        return told;
    }
}
