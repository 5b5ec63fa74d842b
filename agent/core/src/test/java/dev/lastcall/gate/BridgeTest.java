package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.acme;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.fixture.Cutting;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.ledger.CellLayout;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Role;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BridgeTest {
    private static final String TICKETS = "com.acme.app.Tickets";
    /** Of the table in which threads' blocks are found. */
    private static final int PLACES = 1_024;
    /** More than the addresses of which lie in a thread's block itself. */
    private static final int MANY_SITES = 17_000;

    @Test
    void theApplicationCannotGetHoldOfTheBridge() throws Exception {
        assertThat(Trial.bridge()).isNotNull();
        assertThatThrownBy(() -> Class.forName("java.lang.LastcallBridge")
                        .getMethod("instance")
                        .invoke(null))
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void threadsWhoseNumbersShareAPlaceCountExactlyByTurns() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Class<?> type = trial.loader().loadClass(TICKETS);
        CyclicBarrier turn = new CyclicBarrier(2);
        ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
        Runnable task = () -> {
            try {
                for (int i = 0; i < 500; i++) {
                    turn.await();
                    Reflected.call(type, "direct");
                }
                Reflected.call(type, "loop");
            } catch (Exception e) {
                failures.add(e);
            }
        };
        Thread first = new Thread(task);
        Thread second = new Thread(task);
        while ((second.getId() - first.getId()) % PLACES != 0) {
            second = new Thread(task);
        }
        first.start();
        second.start();
        first.join();
        second.join();
        assertThat(failures).isEmpty();
        assertThat(trial.calls()).isEqualTo(2 * 500 + 2 * 200_000);
        assertThat(trial.called())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.site().kind()).isEqualTo(Kind.CALL));
        assertThat(trial.gate().takeFault()).isNull();
    }

    @Test
    void aThreadThatGoesOnWithADeadOnesBlockTakesNoTicketOfIt() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        for (int i = 0; i < 200; i++) {
            trial.run(TICKETS, "direct");
        }
        assertThat(trial.calls()).isEqualTo(200);
        assertThat(trial.called())
                .singleElement()
                .satisfies(it -> assertThat(it.site().kind()).isEqualTo(Kind.CALL));
    }

    @Test
    void whatAThreadCallsWhileItWorksForTheAgentIsNotCounted() throws Exception {
        Trial trial = new Trial(acme(Mode.BLOCK));
        Class<?> type = trial.loader().loadClass(TICKETS);
        Trial.onNewThread(() -> {
            assertThat(trial.gate().beginWork()).isTrue();
            assertThat(trial.gate().beginWork()).as("once more").isFalse();
            Reflected.call(type, "direct");
            trial.gate().endWork();
            return true;
        });
        assertThat(trial.calls()).isZero();
        assertThat(trial.walks()).isZero();
    }

    @Test
    void afterItsWorkForTheAgentAThreadCountsInItsOwnCellsAsBefore() throws Exception {
        Trial trial = new Trial(acme(Mode.COUNT));
        Class<?> type = trial.loader().loadClass(TICKETS);
        Trial.onNewThread(() -> {
            Reflected.call(type, "loop");
            trial.gate().beginWork();
            Reflected.call(type, "direct");
            trial.gate().endWork();
            Reflected.call(type, "loop");
            return true;
        });
        assertThat(trial.calls()).isEqualTo(2 * 200_000);
        assertThat(trial.gate().takeFault()).isNull();
    }

    @Test
    void ofManySitesTheLastIsCountedWithoutTheGateToo() throws Exception {
        LedgerWriter ledger = LedgerWriter.inMemory(Trial.process());
        Sites sites = new Sites(ledger::addSite);
        List<Integer> numbers = manyNumbers(sites);
        AtomicInteger asked = new AtomicInteger();
        Gate gate = gate(ledger, sites, asked);
        Method at = Class.forName("java.lang.LastcallBridge").getMethod("at", int.class, int.class);
        Trial.onNewThread(() -> {
            for (int round = 0; round < 10; round++) {
                for (int number : numbers) {
                    at.invoke(null, number, 0);
                }
            }
            return true;
        });
        assertThat(gate.takeFault()).isNull();
        assertThat(asked).hasValue(MANY_SITES);
        assertThat(ledger.snapshot().sites())
                .hasSize(MANY_SITES)
                .allSatisfy(it -> assertThat(it.calls()).isEqualTo(10));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody can cut a mapped file there")
    void chunksThatWereCutOffAreReplacedOnceForAThreadThatGoesOn(@TempDir Path folder) throws Exception {
        LedgerWriter ledger = LedgerWriter.create(folder.toFile(), Trial.process());
        Sites sites = new Sites(ledger::addSite);
        List<Integer> numbers = manyNumbers(sites);
        int[] nearAndFar = {numbers.get(0), numbers.get(MANY_SITES - 1)};
        AtomicInteger asked = new AtomicInteger();
        Gate gate = gate(ledger, sites, asked);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(() -> announce(nearAndFar, 10)).get();
            assertThat(asked).hasValue(2);
            Cutting.setLength(ledger.file(), 0);
            assertThat(ledger.upkeep().mend(1)).contains("the counts of 2 pages");
            gate.replaceCutOffCells();
            sites.tellAgain();
            ledger.upkeep().mended();
            thread.submit(() -> announce(nearAndFar, 10)).get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(gate.takeFault()).isNull();
        assertThat(asked).hasValue(4);
        assertThat(ledger.snapshot().sites())
                .filteredOn(it -> it.calls() > 0)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.calls()).isEqualTo(10));
    }

    private static boolean announce(int[] sites, int times) throws Exception {
        Method at = Class.forName("java.lang.LastcallBridge").getMethod("at", int.class, int.class);
        for (int i = 0; i < times; i++) {
            for (int site : sites) {
                at.invoke(null, site, 0);
            }
        }
        return true;
    }

    private static List<Integer> manyNumbers(Sites sites) {
        List<Integer> numbers = new ArrayList<>();
        for (int line = 1; line <= MANY_SITES; line++) {
            numbers.add(sites.number(site(line)));
        }
        return numbers;
    }

    /** @param asked counts how often the bridge leaves something to the gate */
    private static Gate gate(LedgerWriter ledger, Sites sites, AtomicInteger asked) {
        Gate gate = new Gate(
                Trial.bridge(),
                new PolicyMatcher(acme(Mode.COUNT)),
                null,
                new WovenProcess(sites, OtherAgents.NONE),
                ledger,
                IllegalStateException::new,
                (time, site, message, call, refused, by) -> {});
        new BridgePort(Trial.bridge())
                .connect(
                        (site, target) -> {
                            asked.incrementAndGet();
                            return gate.applyAsInt(site, target);
                        },
                        gate.uses(),
                        IllegalStateException.class,
                        gate);
        gate.takeFault();
        return gate;
    }

    private static Site site(int line) {
        return new Site(
                "acme",
                Role.DEPRECATED,
                Kind.CALL,
                new Caller("com.acme.app.Many", "m", "()V", line, "Many.java", "", ""),
                new Target("com.acme.ws.Legacy", "create", "()Lcom/acme/ws/Legacy;"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
    void virtualThreadsLeaveNoBlocksBehind() throws Exception {
        Cells cells = new Cells(new BridgePort(Trial.bridge()), LedgerWriter.inMemory(Trial.process()));
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            threads.add((Thread) start.invoke(null, (Runnable) () -> {
                cells.prepareThread();
                cells.add(1, CellLayout.PLAIN, 1);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(cells.total(1)).isEqualTo(5_000);
        assertThat(cells.threads()).isEqualTo(1);
    }
}
