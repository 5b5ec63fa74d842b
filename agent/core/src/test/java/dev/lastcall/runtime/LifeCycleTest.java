package dev.lastcall.runtime;

import static dev.lastcall.fixture.TestPolicies.acme;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.Trial;
import dev.lastcall.fixture.WeavingLoader;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.LedgerReader;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Policies;
import dev.lastcall.settings.Settings;
import dev.lastcall.settings.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dormant, active, ended: without a forked JVM and without the agent's own thread, whose turns the tests take. */
class LifeCycleTest {
    private static final String CALLER = "com.acme.app.DirectCalls";

    private final ExecutorService agentsThread = Executors.newSingleThreadExecutor();
    private final List<Throwable> bridgeFailures = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        agentsThread.shutdownNow();
    }

    @Test
    void aDormantAgentSaysThatItLivesAndThatItEnded() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        turn(agent, 5_000_000_000_000L, true);
        assertThat(read().process().lastSeenAt().toEpochMilli()).isEqualTo(5_000_000_000_000L);
        assertThat(read().process().state()).isEqualTo(ProcessState.RUNNING);
        end(agent);
        assertThat(agent.active()).isNull();
        assertThat(read().process().state()).isEqualTo(ProcessState.EXITED);
        assertThat(read().sites()).isEmpty();
    }

    @Test
    void aTickThatIsNoHeartbeatLeavesTheLedgerAlone() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        byte[] before = Files.readAllBytes(ledger());
        turn(agent, 5_000_000_000_000L, false);
        assertThat(Files.readAllBytes(ledger())).isEqualTo(before);
    }

    @Test
    void theFirstClassThatMattersMakesItActiveOnce() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        agent.aClassMatters();
        ActiveAgent active = agent.active();
        agent.aClassMatters();
        assertThat(active).isNotNull().isSameAs(agent.active()).isSameAs(agent.call());
    }

    @Test
    void anActiveAgentCountsUntilTheEndAndAfterIt() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        ActiveAgent active = agent.activate();
        callOnce(active);
        turn(agent, System.currentTimeMillis(), true);
        assertThat(calls(active.get())).isPositive();
        end(agent);
        assertThat(read().process().state()).isEqualTo(ProcessState.EXITED);
        long atTheEnd = calls(read());
        assertThat(atTheEnd).isEqualTo(calls(active.get()));
        callOnce(active);
        assertThat(calls(read())).isEqualTo(2 * atTheEnd);
    }

    @Test
    void whatCannotBeMadeIsTriedThreeTimes() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        bridgeFailures.addAll(List.of(new IOException("one"), new IOException("two"), new IOException("three")));
        assertThatThrownBy(agent::aClassMatters).hasMessage("one");
        assertThatThrownBy(agent::aClassMatters).hasMessage("two");
        assertThatThrownBy(agent::aClassMatters).hasMessage("three");
        assertThatThrownBy(agent::aClassMatters).hasMessage("the agent could not be set up");
        assertThat(states())
                .containsExactly(
                        WatchState.WATCHING, WatchState.GUARDS_LATE, WatchState.GUARDS_LATE, WatchState.GUARDS_LATE);
        end(agent);
        assertThat(read().process().state()).isEqualTo(ProcessState.EXITED);
    }

    @Test
    void theLedgerSaysWhenTheProcessStoodStill() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        long millis = System.currentTimeMillis();
        long nanos = System.nanoTime();
        agent.lookAtClock(millis, nanos);
        agent.lookAtClock(millis + 60_000, nanos + 60_000_000_000L);
        agent.activate();
        agent.lookAtClock(millis + 3_660_000, nanos + 3_660_000_000_000L);
        assertThat(read().facts().standstills())
                .extracting(still -> Duration.between(still.from(), still.until()))
                .containsExactly(Duration.ofMinutes(1), Duration.ofHours(1));
        assertThat(read().facts().clockJumps()).isEmpty();
    }

    @Test
    void theLedgerSaysWhenTheClockWasSet() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        long millis = System.currentTimeMillis();
        turn(agent, millis, true);
        turn(agent, millis + 3_600_000, true);
        agent.activate();
        turn(agent, millis, true);
        assertThat(read().facts().clockJumps()).hasSize(2);
        assertThat(read().facts().standstills()).isEmpty();
    }

    @Test
    void theLedgerSaysWhenTheGuardsCameLate() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        bridgeFailures.add(new IOException("not yet"));
        assertThatThrownBy(agent::aClassMatters).hasMessage("not yet");
        agent.aClassMatters();
        assertThat(agent.active()).isNotNull();
        assertThat(states()).endsWith(WatchState.GUARDS_LATE, WatchState.WATCHING);
    }

    @Test
    void onErrorExitToleratesAFullStackAndOnErrorContinueToleratesAll() throws Exception {
        DormantAgent exits = agent(acme(Mode.BLOCK), "on-error=exit");
        bridgeFailures.add(new StackOverflowError("deep"));
        assertThatThrownBy(exits::aClassMatters).isInstanceOf(StackOverflowError.class);
        DormantAgent goesOn = agent(acme(Mode.BLOCK), "on-error=continue");
        bridgeFailures.add(new IOException("no"));
        assertThatThrownBy(goesOn::aClassMatters).hasMessage("no");
    }

    @Test
    void aPolicyFileThatChangesIsPutIntoForceAtTheSecondHeartbeat() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.txt"), "com.acme.ws.Legacy\n");
        Settings settings = settings("policy=" + file);
        DormantAgent agent = agent(settings, PolicyKeeper.Stamp.of(settings.policy()), Policies.load(settings));
        Files.writeString(file, "com.acme.ws.Legacy\ncom.acme.ws.Late\n");
        turn(agent, 1_000, true);
        assertThat(agent.active()).as("the file may still be written").isNull();
        turn(agent, 2_000, true);
        assertThat(policyInForce(agent).signatureCount()).isEqualTo(2);
    }

    @Test
    void aStartInModeOffWatchesNothingUntilThatChanges() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.txt"), "com.acme.ws.Legacy\n");
        Settings settings = settings("mode=off,policy=" + file);
        DormantAgent agent = agent(settings, PolicyKeeper.Stamp.of(settings.policy()), Policies.load(settings));
        turn(agent, 1_000, true);
        assertThat(agent.active()).isNull();
        assertThat(read().facts().watch().periods())
                .extracting(WatchPeriod::state)
                .containsExactly(WatchState.OFF);
        assertThat(agent.change(settings("mode=count"))).startsWith("mode count, 1 rule, 1 signature");
        ActiveAgent active = Objects.requireNonNull(agent.active());
        callOnce(active);
        assertThat(calls(active.get())).isPositive();
    }

    @Test
    void eachHeartbeatOfAnActiveAgentCallsItsExporters() throws Exception {
        DormantAgent agent = agent(acme(Mode.COUNT));
        List<Long> seen = new ArrayList<>();
        agent.activate().exportTo(new Exporters(List.of((now, living) -> seen.add(calls(living.get())))));
        turn(agent, System.currentTimeMillis(), true);
        callOnce(agent.activate());
        turn(agent, System.currentTimeMillis(), false);
        turn(agent, System.currentTimeMillis(), true);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isZero();
        assertThat(seen.get(1)).isPositive();
    }

    @Test
    void anExporterThatFailsIsNotedInTheLogAndTheHeartGoesOn() throws Exception {
        Path log = folder.resolve("calls.log");
        DormantAgent agent = agent(acme(Mode.COUNT), "log=" + log);
        agent.activate().exportTo(new Exporters(List.of((now, living) -> {
            throw new IOException("no route");
        })));
        turn(agent, 5_000_000_000_000L, true);
        turn(agent, 5_000_000_001_000L, true);
        assertThat(log).content().containsOnlyOnce("could not export: java.io.IOException: no route");
        assertThat(agent.activate().get().process().lastSeenAt().toEpochMilli()).isEqualTo(5_000_000_001_000L);
    }

    private DormantAgent agent(Policy policy, String... settings) throws Exception {
        return agent(settings(String.join(",", settings)), List.of(), policy);
    }

    private DormantAgent agent(Settings settings, List<PolicyKeeper.Stamp> read, Policy policy) {
        Instrumentation instrumentation = instrumentation();
        LedgerDraft draft = new LedgerOpening(settings, policy, instrumentation).open(false, null);
        ThisProcess process = new ThisProcess(instrumentation, new File("lastcall.jar"), IllegalStateException::new) {
            @Override
            Object bridge() throws IOException {
                Throwable failure = bridgeFailures.isEmpty() ? null : bridgeFailures.remove(0);
                if (failure instanceof IOException wrong) {
                    throw wrong;
                }
                if (failure instanceof Error wrong) {
                    throw wrong;
                }
                return Trial.bridge();
            }
        };
        return new DormantAgent(settings, read, policy, draft, process, null);
    }

    /** Logs nothing unless the test says otherwise. */
    private Settings settings(String argument) throws Exception {
        String log = argument.contains("log=") ? "" : ",log=none";
        return SettingsReader.read(
                "ledger=" + folder.resolve("ledgers") + log + "," + argument, new Properties(), Map.of());
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses", "getInitiatedClasses" -> new Class<?>[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private void turn(DormantAgent agent, long nowMillis, boolean heartbeat) throws Exception {
        onAgentsThread(() -> {
            agent.work(nowMillis, heartbeat);
            return null;
        });
    }

    private void end(DormantAgent agent) throws Exception {
        onAgentsThread(() -> {
            agent.end(true);
            return null;
        });
    }

    private void onAgentsThread(Callable<@Nullable Object> turn) throws Exception {
        agentsThread.submit(turn).get();
    }

    private static void callOnce(ActiveAgent active) throws Exception {
        WeavingLoader loader = new WeavingLoader(active.enforcement().transformer());
        Trial.onNewThread(() -> Reflected.call(loader.loadClass(CALLER), "run"));
    }

    private static Policy policyInForce(DormantAgent agent) throws Exception {
        return agent.call().enforcement().matcher().policy();
    }

    private static long calls(ProcessEvidence evidence) {
        return evidence.sites().stream().mapToLong(SiteCounts::calls).sum();
    }

    private List<WatchState> states() throws Exception {
        return read().facts().watch().periods().stream().map(WatchPeriod::state).toList();
    }

    private ProcessEvidence read() throws Exception {
        return LedgerReader.read(ledger());
    }

    private Path ledger() throws IOException {
        try (var files = Files.list(folder.resolve("ledgers"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
