package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.acme;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastcall.evidence.Counts;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.fixture.Cutting;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.fixture.Trial.Refused;
import dev.lastcall.fixture.WeavingLoader;
import dev.lastcall.ledger.CellLayout;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String TICKETS = "com.acme.app.Tickets";

    @ParameterizedTest
    @CsvSource({
        "nested, 2, CALL 1 CALL 1",
        "initializerBetween, 2, CALL 1 CALL 1",
        "receiverIsNull, 0, ''",
        "thrownFromArguments, 1, CALL 1",
        "recursion, 2, CALL 1 CALL 1",
        "reflective, 2, REFLECTION 1 REFLECTION 1",
        "throughAnUnlistedType, 3, VIRTUAL 1 VIRTUAL 2",
        "handle, 2, METHOD_HANDLE 1 METHOD_HANDLE 1"
    })
    void aCallCountsOnceHoweverItIsMade(String method, long calls, String kinds) throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        trial.run(TICKETS, method);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(String.join(
                        " ",
                        trial.called().stream()
                                .map(it -> it.site().kind() + " " + it.calls())
                                .sorted()
                                .toList()))
                .isEqualTo(kinds);
        assertThat(trial.calls()).isEqualTo(calls);
        assertThat(trial.called())
                .allSatisfy(it -> assertThat(it.site().caller().className()).startsWith("com.acme."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passedOn",
                "caughtInPlace",
                "cleanedUpInPlace",
                "byReference",
                "inConstructor",
                "inConstructorCaughtInPlace",
                "inArgumentsOfSuper",
                "inArgumentsOfThis",
                "inBranchesOfArguments"
            })
    void aCallThatFailsBeforeTheBodyHidesNoOther(String method) throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        trial.run("com.acme.app.Failing", method);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.called())
                .filteredOn(it -> it.site().target().member().equals("touch"))
                .extracting(it -> it.site().kind() == Kind.REFLECTION, SiteCounts::calls)
                .containsExactlyInAnyOrder(tuple(false, 20L), tuple(true, 10L));
    }

    @Test
    void theLastCallIsNotBeforeTheFirst() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        trial.tick(5_000); // as the clock of the hot path, which is behind that of the first call
        trial.run("com.acme.ws.Legacy", "busy");
        trial.run(TICKETS, "recursion");
        trial.run(TICKETS, "recursion");
        assertThat(trial.called()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.firstSeen()).isEqualTo(Instant.ofEpochMilli(5_000));
            assertThat(it.lastSeen()).isAfterOrEqualTo(it.firstSeen());
        });
    }

    @Test
    void callsFromInsideTheDeprecatedClassesCostNoStackWalk() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        trial.run(TICKETS, "busyInside");
        int once = trial.walks();
        trial.run("com.acme.ws.Legacy", "busy");
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(once)
                .as("the first call of each of its five members, until their guards were seen to run first")
                .isLessThanOrEqualTo(5);
        assertThat(trial.walks() - once).as("the test's own call by reflection").isEqualTo(1);
        assertThat(trial.calls()).isEqualTo(2);
    }

    @Test
    void aCallWithoutACallerIsThatOfNativeCodeIfNobodyIsKnownToMakeTheInstance() throws Exception {
        Trial trial = new Trial(TestPolicies.policy(
                Mode.COUNT,
                TestPolicies.rule("thread", TestPolicies.signatures("com.acme.ws.LegacyThread#run()"), List.of())));
        trial.run(TICKETS, "bottomOfTheStack");
        assertThat(trial.called()).singleElement().satisfies(it -> {
            assertThat(it.calls()).isEqualTo(1);
            assertThat(it.site().kind()).isEqualTo(Kind.NATIVE);
            assertThat(it.site().caller().className()).isEqualTo("<native>");
        });
    }

    @Test
    void aRefusedCallReachesNothing() throws Exception {
        Trial trial = new Trial(acme(Mode.BLOCK));
        for (String method : List.of("direct", "direct", "constructed", "read", "written")) {
            assertThatThrownBy(() -> trial.run(TICKETS, method))
                    .as(method)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("[acme] com.acme.ws.Legacy")
                    .hasMessageContaining("com.acme.app.Tickets")
                    .hasMessageContaining("Use Modern.");
        }
        assertThatThrownBy(() -> trial.run(TICKETS, "reflective"))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(Refused.class);
        assertThat(trial.called()).allSatisfy(it -> assertThat(it.blocked()).isEqualTo(it.calls()));
        assertThat(trial.calls()).isEqualTo(6);
        assertThat(trial.gate().takeFault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"noneOf", "allOf", "map", "valueOf", "constants"})
    void aRefusalThatTheJdkWouldSwallowReachesTheCaller(String method) throws Exception {
        String old = "com.acme.shapes.Constants$Old#values()";
        Trial blocking = new Trial(
                TestPolicies.policy(Mode.BLOCK, TestPolicies.rule("r", TestPolicies.signatures(old), List.of())));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> blocking.run("com.acme.shapes.Constants", method))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("com.acme.shapes.Constants." + method);
        }
        assertThat(blocking.called())
                .hasSize(1)
                .allSatisfy(it -> assertThat(it.blocked()).isEqualTo(2));

        Trial counting = new Trial(
                TestPolicies.policy(Mode.COUNT, TestPolicies.rule("r", TestPolicies.signatures(old), List.of())));
        counting.run("com.acme.shapes.Constants", method);
        counting.run("com.acme.shapes.Constants", method);
        assertThat(counting.calls()).as("the JDK asks once").isEqualTo(1);
    }

    @Test
    void onlyARefusalBelowTheJdksQuestionForConstantsIsSwallowed() throws Exception {
        Trial trial = new Trial(TestPolicies.policy(
                Mode.BLOCK,
                TestPolicies.rule("r", TestPolicies.signatures("com.acme.shapes.Constants$Old#values()"), List.of())));
        String reader = "com.acme.shapes.EnumReader";
        Class<?> type = trial.loader().loadClass(reader);
        for (int i = 0; i < 3; i++) {
            assertThat(Reflected.call(type, "constants"))
                    .as("taken for no enum")
                    .isNull();
            assertThatThrownBy(() -> Reflected.call(type, "values"))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> trial.run("com.acme.shapes.Constants", "constants"))
                .isInstanceOf(Refused.class);
        assertThat(trial.called())
                .extracting(
                        it -> it.site().caller().className() + "."
                                + it.site().caller().method(),
                        SiteCounts::blocked,
                        Counts::swallowed)
                .containsExactlyInAnyOrder(
                        tuple(reader + ".constants", 3L, 3L),
                        tuple(reader + ".values", 3L, 0L),
                        tuple("com.acme.shapes.Constants.constants", 1L, 0L));
    }

    @Test
    void theTraceOfARefusalBeginsWithTheRefusedCall() throws Exception {
        Trial trial = new Trial(acme(Mode.BLOCK));
        for (String method : List.of("direct", "constructed", "read")) {
            assertThatThrownBy(() -> trial.run(TICKETS, method))
                    .isInstanceOf(Refused.class)
                    .satisfies(it -> assertThat(it.getStackTrace()[0])
                            .as(method)
                            .returns(TICKETS, StackTraceElement::getClassName)
                            .returns(method, StackTraceElement::getMethodName));
        }
        assertThatThrownBy(() -> trial.run(TICKETS, "reflective"))
                .rootCause()
                .isInstanceOf(Refused.class)
                .satisfies(
                        it -> assertThat(it.getStackTrace()[0].getClassName()).isEqualTo("com.acme.ws.Legacy"));
    }

    @Test
    void theReplacementAndAllowedCallersAreNotRefused() throws Exception {
        AllowEntry entry = new AllowEntry(TICKETS, new ClassPattern(TICKETS), null, "shim", null, null);
        List<String> allowed = new ArrayList<>();
        Trial trial = new Trial(
                TestPolicies.policy(
                        Mode.BLOCK,
                        TestPolicies.rule(
                                "acme",
                                TestPolicies.signatures("com.acme.ws.Legacy"),
                                TestPolicies.signatures("com.acme.ws.Modern"),
                                entry)),
                (time, site, message, call, refused, by) -> allowed.add(refused + " " + entry.equals(by)));
        trial.run(TICKETS, "direct");
        trial.run("com.acme.ws.Modern", "get");
        assertThat(allowed).containsExactly("false true");
        assertThat(trial.called()).extracting(SiteCounts::allowed).containsOnlyOnce(1L);
        assertThat(trial.called().stream().mapToLong(SiteCounts::blocked).sum()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"COUNT", "LOG"})
    void countsAreExactUnderEightThreads(Mode mode) throws Exception {
        Map<Long, Integer> logged = new TreeMap<>();
        Trial trial = new Trial(acme(mode), (time, site, message, call, refused, by) -> {
            synchronized (logged) {
                logged.merge(call, 1, Integer::sum);
            }
        });
        Class<?> type = trial.loader().loadClass(TICKETS);
        together(8, () -> Reflected.call(type, "loop"));
        assertThat(trial.calls()).isEqualTo(8 * 200_000);
        assertThat(trial.called()).hasSize(1);
        Map<Long, Integer> once = Map.of(1L, 1, 10L, 1, 100L, 1, 1_000L, 1, 10_000L, 1, 100_000L, 1, 1_000_000L, 1);
        assertThat(logged).isEqualTo(mode == Mode.COUNT ? Map.of() : once);
        assertThat(trial.gate().takeFault()).isNull();
    }

    @Test
    void oneThreadIsLoggedAtTheVeryCallsThatAreDue() throws Exception {
        List<Long> dueAt = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(acme(Mode.LOG), (time, site, message, call, refused, by) -> {
            dueAt.add(call);
            dueAt.add(trials.get(0).calls());
        }));
        trials.get(0).run(TICKETS, "loop");
        assertThat(dueAt)
                .containsExactly(1L, 1L, 10L, 10L, 100L, 100L, 1_000L, 1_000L, 10_000L, 10_000L, 100_000L, 100_000L);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
    void countsAreExactUnderVirtualThreads() throws Exception {
        Map<Long, Integer> logged = new TreeMap<>();
        Trial trial = new Trial(acme(Mode.LOG), (time, site, message, call, refused, by) -> {
            synchronized (logged) {
                logged.merge(call, 1, Integer::sum);
            }
        });
        Class<?> type = trial.loader().loadClass(TICKETS);
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            threads.add((Thread) start.invoke(null, (Runnable) () -> callUnchecked(type, "thousand")));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(trial.calls()).isEqualTo(500_000);
        assertThat(logged.keySet()).containsExactly(1L, 10L, 100L, 1_000L, 10_000L, 100_000L);
        assertThat(logged.values()).containsOnly(1);
    }

    @Test
    void aListenerThatFailsIsKeptFromTheApplicationAndTheCallCountsOnce() throws Exception {
        IllegalStateException failure = new IllegalStateException("full");
        Trial trial = new Trial(acme(Mode.LOG), (time, site, message, call, refused, by) -> {
            throw failure;
        });
        assertThat(trial.run(TICKETS, "direct")).isNotNull();
        assertThat(trial.gate().takeFault()).isSameAs(failure);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.calls()).isEqualTo(1);
        assertThat(trial.run(TICKETS, "reflective")).isNotNull();
        assertThat(trial.calls()).isEqualTo(3);
    }

    @Test
    void aRefusedCallIsRefusedThoughTheListenerFails() throws Exception {
        OutOfMemoryError failure = new OutOfMemoryError("full");
        Trial trial = new Trial(acme(Mode.BLOCK), (time, site, message, call, refused, by) -> {
            throw failure;
        });
        assertThatThrownBy(() -> trial.run(TICKETS, "direct")).isInstanceOf(Refused.class);
        assertThat(trial.gate().takeFault()).isSameAs(failure);
        assertThat(trial.gate().takeFault()).isNull();
        assertThatThrownBy(() -> trial.run(TICKETS, "reflective")).hasRootCauseInstanceOf(Refused.class);
    }

    @Test
    void aListenerThatCallsTheTargetIsCountedAndEnds() throws Exception {
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial(acme(Mode.LOG), (time, site, message, call, refused, by) -> {
            if (site.caller().method().equals("direct")) {
                callUnchecked(loaded(trials.get(0), "com.acme.app.Tickets"), "constructed");
            }
        }));
        trials.get(0).run(TICKETS, "direct");
        assertThat(trials.get(0).calls()).isEqualTo(2);
    }

    @Test
    void blocksOfDeadThreadsAreUsedAgain() throws Exception {
        LedgerWriter ledger = LedgerWriter.inMemory(Trial.process());
        Cells cells = new Cells(new BridgePort(Trial.bridge()), ledger);
        for (int i = 0; i < 1_000; i++) {
            Trial.onNewThread(() -> {
                cells.prepareThread();
                cells.add(1, CellLayout.PLAIN, 1);
                return true;
            });
        }
        assertThat(cells.total(1)).isEqualTo(1_000);
        assertThat(cells.threads()).isLessThan(30);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "the common pool keeps its thread locals in Java 17")
    void aThreadWhoseThreadLocalsAreErasedKeepsItsBlock() throws Exception {
        LedgerWriter ledger = LedgerWriter.inMemory(Trial.process());
        Cells cells = new Cells(new BridgePort(Trial.bridge()), ledger);
        for (int i = 0; i < 500; i++) {
            CountDownLatch done = new CountDownLatch(1);
            ForkJoinPool.commonPool().execute(() -> {
                cells.prepareThread();
                cells.add(1, CellLayout.PLAIN, 1);
                done.countDown();
            });
            done.await();
        }
        assertThat(cells.total(1)).isEqualTo(500);
        assertThat(cells.threads()).isLessThan(30);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody can cut a mapped file there")
    void aTotalIsNotCertainWhileTheFileIsCut(@TempDir Path folder) throws Exception {
        LedgerWriter ledger = LedgerWriter.create(folder.toFile(), Trial.process());
        Cells cells = new Cells(new BridgePort(Trial.bridge()), ledger);
        Trial.onNewThread(() -> {
            for (int i = 0; i < 3; i++) {
                cells.add(1, CellLayout.PLAIN, 1);
            }
            return true;
        });
        assertThat(cells.certainTotal(1, 3)).isEqualTo(3);

        Cutting.setLength(ledger.file(), new File(ledger.file()).length() - CellLayout.PAGE); // a free one
        assertThat(cells.certainTotal(1, 3)).isZero();
        assertThat(cells.certainTotal(1, 4)).as("where nothing depends on it").isEqualTo(3);

        assertThat(ledger.upkeep().mend(1)).contains("no counts are lost");
        ledger.upkeep().mended();
        assertThat(cells.certainTotal(1, 3)).isEqualTo(3);
    }

    @Test
    void callsInALambdaBelongToTheMethodThatWroteIt() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        trial.run(TICKETS, "inLambda");
        assertThat(trial.called()).hasSize(2).allSatisfy(it -> {
            assertThat(it.site().caller().method()).isEqualTo("inLambda");
            assertThat(it.site().kind()).isIn(Kind.CALL, Kind.REFLECTION);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "reflective, REFLECTION 40",
        "overloads, REFLECTION 40 REFLECTION 40",
        "throughAnUnlistedType, VIRTUAL 40"
    })
    void callersThatAreKnownAreToldApart(String method, String kinds) throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        trial.run("com.acme.app.Repeated", method);
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(String.join(
                        " ",
                        trial.called().stream()
                                .map(it -> it.site().kind() + " " + it.calls())
                                .sorted()
                                .toList()))
                .isEqualTo(kinds);
        assertThat(trial.called().stream().map(it -> it.site().caller().line()).distinct())
                .hasSameSizeAs(trial.called());
    }

    @Test
    void aKnownCallersLoaderIsCollected() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        WeakReference<ClassLoader> loader = loaderOfKnownCaller(trial);
        assertThat(trial.calls()).isEqualTo(40);
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> loaderOfKnownCaller(Trial trial) throws Exception {
        WeavingLoader loader = new WeavingLoader(trial.transformer());
        Trial.onNewThread(() -> Reflected.call(loader.loadClass("com.acme.app.Repeated"), "reflective"));
        return new WeakReference<>(loader);
    }

    private static Class<?> loaded(Trial trial, String name) {
        try {
            return trial.loader().loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static void callUnchecked(Class<?> type, String method) {
        try {
            Reflected.call(type, method);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void together(int count, Task task) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    task.run();
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
