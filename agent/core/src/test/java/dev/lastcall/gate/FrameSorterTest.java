package dev.lastcall.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSorterTest {
    private static final String SCRIPTS = "org.openjdk.nashorn.internal.scripts.";

    @ParameterizedTest
    @CsvSource({
        "a.B, a.B",
        "a.B/0x0000000800c03800, a.B",
        SCRIPTS + "Script$first_rule, " + SCRIPTS + "Script$first_rule",
        SCRIPTS + "Script$2$first_rule, " + SCRIPTS + "Script$first_rule",
        SCRIPTS + "Script$Recompilation$1$32$first_rule, " + SCRIPTS + "Script$first_rule",
        SCRIPTS + "Script$3$\\^eval\\_, " + SCRIPTS + "Script$\\^eval\\_",
        SCRIPTS + "Script$7, " + SCRIPTS + "Script$7",
        "org.mozilla.javascript.gen.rules_js_12, org.mozilla.javascript.gen.rules_js",
        "org.mozilla.javascript.gen.c3, org.mozilla.javascript.gen.c3",
        "org.python.pycode._pyx12, org.python.pycode._pyx"
    })
    void whatDiffersFromRunToRunIsNoPartOfAName(String name, String stable) {
        assertThat(FrameSorter.stableName(name)).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource({
        "org.python.pycode._pyx12, rules/prices.py, prices$py",
        "org.python.pycode._pyx12, prices.py, prices$py",
        "org.python.pycode._pyx12, <string>, org.python.pycode._pyx",
        "org.python.pycode._pyx12, , org.python.pycode._pyx",
        "prices$py, prices.py, prices$py",
        "a.B, B.java, a.B"
    })
    void aScriptThatIsNumberedIsNamedAfterItsFile(String name, String source, String stable) {
        assertThat(FrameSorter.stableName(name, source)).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource({
        "org.mozilla.javascript.NativeJavaMethod, true",
        "org.mozilla.javascript.gen.rules_js_12, false",
        SCRIPTS + "Script$first_rule, false",
        "kotlin.collections.CollectionsKt, true",
        "org.python.pycode._pyx0, false"
    })
    void aClassThatWasMadeOfAScriptIsNoRuntime(String name, boolean runtime) {
        assertThat(FrameSorter.isRuntime(name)).isEqualTo(runtime);
    }

    @ParameterizedTest
    @CsvSource({
        "a.B$$Lambda/0x00007f0398090400, a.B",
        "a.B$$Lambda$14/0x0000000800c03800, a.B",
        "a.B_0x0000000800c03800$$Lambda$14/0x0000000800c04000, a.B",
        "a.B_0xyz$$Lambda$14/0x0000000800c04000, a.B_0xyz",
        "a.B_0x12$Inner$$Lambda/0x0000000800c04000, a.B_0x12$Inner"
    })
    void whoWroteAReferenceIsInTheNameOfItsClass(String name, String host) {
        assertThat(FrameSorter.hostOfReference(name)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "kotlinx.coroutines.DispatchedTask, true",
        "kotlin.coroutines.jvm.internal.BaseContinuationImpl, true",
        "scala.concurrent.impl.Promise, true",
        "org.openjdk.nashorn.internal.runtime.ScriptFunction, true",
        SCRIPTS + "Script$first_rule, false",
        "kotlinx.serialization.json.Json, false",
        "com.acme.App, false"
    })
    void theScriptIsTheCallerNotItsRuntime(String name, boolean runtime) {
        assertThat(FrameSorter.isRuntime(name)).isEqualTo(runtime);
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.Thread, true",
        "java.util.TimerThread, true",
        "java.util.concurrent.ThreadPoolExecutor$Worker, true",
        "java.util.concurrent.CompletableFuture$UniApply, true",
        "java.util.concurrent.FutureTask, true",
        "java.util.concurrent.ForkJoinTask, true",
        "java.util.concurrent.CompletableFuture, false",
        "java.util.concurrent.ConcurrentHashMap, false",
        "java.util.Arrays, false"
    })
    void aRunnerRunsWhatItWasGivenBefore(String name, boolean runner) {
        assertThat(FrameSorter.isRunner(name)).isEqualTo(runner);
    }

    @ParameterizedTest
    @CsvSource({
        "first-rule.js, first_rule.js",
        "rules/first-rule.js, rules.first_rule.js",
        "Unnamed, Unnamed",
        "/a b, _a_b"
    })
    void aScriptIsNamedAsAnAllowEntryMayNameIt(String script, String name) {
        assertThat(GuestCode.className(script)).isEqualTo(name);
    }
}
