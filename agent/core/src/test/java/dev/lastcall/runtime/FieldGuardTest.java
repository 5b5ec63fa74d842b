package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FieldGuardTest {
    private final Trial trial = new Trial(TestPolicies.acme(Mode.LOG));
    private final List<Thread> retransforming = new CopyOnWriteArrayList<>();
    private final List<String> notWoven = new CopyOnWriteArrayList<>();
    private boolean stands = true;

    @Test
    void itStandsWhenTheLoadingThreadGoesOn() {
        FieldGuard guard = guard(() -> null);
        guard.set();
        guard.set();
        assertThat(retransforming).singleElement().satisfies(it -> {
            assertThat(it).isNotSameAs(Thread.currentThread());
            assertThat(it.isDaemon()).isTrue();
            assertThat(it.getContextClassLoader()).isNull();
        });
        assertThat(notWoven).isEmpty();
    }

    @Test
    void oneThatAnotherAgentHasTakenOutIsABlindSpot() {
        stands = false;
        FieldGuard guard = guard(() -> null);
        guard.set();
        guard.set();
        assertThat(notWoven).singleElement().asString().contains("another agent gives the class other code");
    }

    @Test
    @SuppressWarnings("removal") // from JDK 19 on, groups are not destroyed
    void theGroupOfTheThreadThatMadeItMayBeGone() throws Exception {
        ThreadGroup group = new ThreadGroup("short-lived");
        FutureTask<FieldGuard> making = new FutureTask<>(() -> guard(() -> null));
        Thread maker = new Thread(group, making);
        maker.start();
        FieldGuard guard = making.get();
        maker.join();
        group.destroy();
        guard.set();
        assertThat(retransforming).hasSize(1);
        assertThat(notWoven).isEmpty();
    }

    @Test
    void anInterruptedThreadWaitsAndStaysInterrupted() throws Exception {
        CountDownLatch retransforms = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FieldGuard guard = guard(() -> {
            retransforms.countDown();
            goOn.await();
            return null;
        });
        boolean[] done = {false};
        boolean interrupted = Trial.onNewThread(() -> {
            Thread loading = Thread.currentThread();
            Thread interrupting = new Thread(() -> {
                await(retransforms);
                loading.interrupt();
                done[0] = true;
                goOn.countDown();
            });
            interrupting.start();
            guard.set();
            assertThat(done[0]).isTrue();
            return Thread.interrupted();
        });
        assertThat(interrupted).isTrue();
        assertThat(notWoven).isEmpty();
    }

    @Test
    void aFailureIsABlindSpotAndToldOnce() {
        FieldGuard guard = guard(() -> {
            throw new InternalError("poisoned");
        });
        guard.set();
        guard.set();
        assertThat(retransforming).hasSize(1);
        assertThat(notWoven)
                .containsExactly("java.lang.reflect.Field: fields read or written through reflection may be missed: "
                        + "java.lang.InternalError: poisoned");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private FieldGuard guard(Callable<?> retransformation) {
        Instrumentation instrumentation = (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("retransformClasses");
                    assertThat((Class<?>[]) arguments[0]).containsExactly(Field.class);
                    retransforming.add(Thread.currentThread());
                    return retransformation.call();
                });
        return new FieldGuard(
                new ClassWatch(
                        instrumentation, trial.transformer(), (name, reason) -> notWoven.add(name + ": " + reason)),
                type -> stands);
    }
}
