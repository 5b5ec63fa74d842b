package dev.lastcall.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.probe.Callers;
import com.acme.probe.Probed;
import dev.lastcall.evidence.Kind;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.gate.CallerFinder.Walk;
import dev.lastcall.gate.FrameSorter.Sort;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.WovenCalls;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerFinderTest {
    private final FrameSorter sorter =
            new FrameSorter(Trial.bridge().getClass(), Objects.requireNonNull(CallerFinderTest.class.getClassLoader()));
    private final CallerFinder finder =
            new CallerFinder(sorter, new WovenCalls(), OtherAgents.NONE, new BridgePort(Trial.bridge()));

    @AfterEach
    void closeProbe() {
        Probed.guard = () -> "";
    }

    @ParameterizedTest
    @CsvSource({"direct, false", "reflection, false", "handle, false", "reference, false", "throughJdk, true"})
    void whatTheJdkCallsOfItselfCanBeToldApart(String way, boolean byJdk) throws Exception {
        List<Boolean> found = new ArrayList<>();
        Probed.guard = () -> {
            Walk walk = finder.walk(1, 1);
            walk.walker().walk(walk);
            return found.add(walk.isCalledByJdk());
        };
        Trial.onNewThread(() -> Reflected.call(Callers.class, way));
        assertThat(found).containsExactly(byJdk);
    }

    @ParameterizedTest
    @CsvSource({
        "direct, direct, VIRTUAL, true",
        "reflection, reflection, REFLECTION, false",
        "muchReflection, muchReflection, REFLECTION, false",
        "handle, handle, METHOD_HANDLE, false",
        "reference, reference, METHOD_REF, false",
        "lambda, lambda$lambda$0, VIRTUAL, true",
        "throughJdk, throughJdk, VIRTUAL, false",
        "throughAnInterface, throughAnInterface, VIRTUAL, true"
    })
    void theNearestFrameOfTheApplicationIsTheCaller(String way, String method, Kind kind, boolean direct)
            throws Exception {
        List<FoundCaller> found = new ArrayList<>();
        Probed.guard = () -> found.add(finder.find());
        Trial.onNewThread(() -> Reflected.call(Callers.class, way));
        assertThat(found).isNotEmpty().allSatisfy(it -> {
            assertThat(it.className()).isEqualTo("com.acme.probe.Callers");
            assertThat(it.type()).isEqualTo(Callers.class);
            assertThat(it.method().replaceAll("\\d", "0")).isEqualTo(method);
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it.source()).isEqualTo("Callers.java");
            assertThat(it.line()).isPositive();
        });
        assertThat(found.get(0).direct()).isEqualTo(direct);
    }

    @Test
    void aCallerIsKnownTheSecondTimeUntilTheRegimeChangesOrItsCode() throws Exception {
        WovenCalls wovenCalls = new WovenCalls();
        CallerFinder remembering =
                new CallerFinder(sorter, wovenCalls, OtherAgents.NONE, new BridgePort(Trial.bridge()));
        AtomicLong activePolicy = new AtomicLong(1);
        List<Walk> walks = new ArrayList<>();
        Probed.guard = () -> {
            Walk walk = remembering.walk(7, activePolicy.get());
            walk.walker().walk(walk);
            if (walk.known() == null) {
                walk.remember(new int[] {5}, true);
            }
            return walks.add(walk);
        };
        assertThat(unknown(walks, "muchReflection")).isEqualTo(1);
        assertThat(walks.get(39).known()).satisfies(it -> assertThat(it.sites()).containsExactly(5));
        assertThat(unknown(walks, "muchReflection")).isZero();
        assertThat(unknown(walks, "throughAnInterface")).isEqualTo(1);
        assertThat(unknown(walks, "throughAnInterface")).isZero();
        activePolicy.set(2);
        assertThat(unknown(walks, "muchReflection")).isEqualTo(1);
        int begun = wovenCalls.exchangeBegins(Callers.class, false);
        assertThat(unknown(walks, "muchReflection"))
                .describedAs("while it has one code or the other")
                .isEqualTo(40);
        wovenCalls.exchangeEnds(Callers.class, begun);
        assertThat(unknown(walks, "muchReflection")).isEqualTo(1);
        wovenCalls.exchangeBegins(Callers.class, true);
        assertThat(unknown(walks, "muchReflection"))
                .describedAs("another agent does not say when it is over")
                .isEqualTo(40);
    }

    /** In how many walks the caller was not known. */
    private static long unknown(List<Walk> walks, String way) throws Exception {
        walks.clear();
        Trial.onNewThread(() -> Reflected.call(Callers.class, way));
        return walks.stream().filter(it -> it.known() == null).count();
    }

    @Test
    void withoutAnApplicationFrameTheOutermostIsTheCaller() throws Exception {
        List<FoundCaller> found = new ArrayList<>();
        Probed.guard = () -> found.add(finder.find());
        Method enter = Probed.class.getMethod("enter");
        // the handler's frames are the agent's own here, and passed over
        Thread thread = new Thread(java.lang.invoke.MethodHandleProxies.asInterfaceInstance(
                Runnable.class, java.lang.invoke.MethodHandles.publicLookup().unreflect(enter)));
        thread.start();
        thread.join();
        assertThat(found).singleElement().satisfies(it -> {
            assertThat(it.className()).isEqualTo("java.lang.Thread");
            assertThat(it.method()).isEqualTo("run");
            assertThat(it.direct()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.reflect.Method, invoke, REFLECTION",
        "java.lang.reflect.Constructor, newInstance, REFLECTION",
        "jdk.internal.reflect.Reflection, any, REFLECTION",
        "java.lang.Class, newInstance, REFLECTION",
        "java.lang.Class, forName, OTHER",
        "java.lang.invoke.MethodHandle, invokeWithArguments, METHOD_HANDLE",
        "java.lang.invoke.LambdaForm, interpret, METHOD_HANDLE",
        "java.lang.invoke.MethodHandleNatives, linkCallSite, BOOTSTRAP",
        "java.lang.invoke.MethodHandleNatives, linkDynamicConstant, BOOTSTRAP",
        "java.util.ArrayList, forEach, OTHER",
        "com.acme.probe.Callers, direct, APPLICATION",
        "java.lang.LastcallBridge, at, OTHER",
        "dev.lastcall.gate.Gate, applyAsInt, OTHER"
    })
    void aFrameIsSortedByItsClassAndMethod(String className, String method, Sort sort) throws Exception {
        assertThat(sorter.sort(Class.forName(className), method)).isEqualTo(sort);
    }

    @Test
    void proxiesAndClassesBehindLambdasArePassedOver() throws Exception {
        InvocationHandler handler = (self, method, arguments) -> null;
        Object ofPublic = Proxy.newProxyInstance(null, new Class<?>[] {Runnable.class}, handler);
        Object ofOurs = Proxy.newProxyInstance(
                Callers.class.getClassLoader(), new Class<?>[] {CallListener.class, Runnable.class}, handler);
        assertThat(sorter.sort(ofPublic.getClass(), "run")).isEqualTo(Sort.OTHER);
        assertThat(sorter.sort(ofOurs.getClass(), "run")).isEqualTo(Sort.OTHER);
        Supplier<Object> reference = Probed::enter;
        assertThat(sorter.isAgent(reference.getClass())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.codehaus.groovy.runtime.X",
                "groovy.lang.Closure0",
                "org.jruby.runtime.X",
                "org.python.core.X",
                "clojure.lang.X",
                "kotlin.reflect.X",
                "scala.runtime.X"
            })
    void aLanguagesRuntimeIsPassedOver(String name) {
        assertThat(sorter.sort(made(name), "call")).isEqualTo(Sort.OTHER);
    }

    @Test
    void whatIsOnlyNamedAlikeIsTheApplications() {
        assertThat(sorter.sort(made("groovy.language.Script"), "call")).isEqualTo(Sort.APPLICATION);
        // in another loader than the agent's
        assertThat(sorter.sort(made("dev.lastcall.Fake"), "call")).isEqualTo(Sort.APPLICATION);
        assertThat(sorter.sort(made("java_.Script$$Lambda"), "call")).isEqualTo(Sort.APPLICATION);
    }

    private static Class<?> made(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
        byte[] file = writer.toByteArray();
        return new ClassLoader(CallerFinderTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(name, file, 0, file.length);
            }
        }.define();
    }
}
