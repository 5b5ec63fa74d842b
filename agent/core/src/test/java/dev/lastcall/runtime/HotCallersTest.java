package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.site.HotCalls;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HotCallersTest {
    private final Trial trial = new Trial(TestPolicies.acme(Mode.LOG));
    private final List<List<Class<?>>> exchanges = new ArrayList<>();

    @Test
    void thoseThatWaitGetTheirCodeTogether() throws Exception {
        Class<?> one = loaded("com.acme.app.DirectCalls");
        Class<?> other = loaded("com.acme.app.Tickets");
        HotCallers callers = callers(Set.of());
        callers.add(one);
        callers.add(other);
        callers.add(one);
        callers.weave();
        assertThat(exchanges).containsExactly(List.of(one, other));
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromBeingWoven() throws Exception {
        Class<?> poisoned = loaded("com.acme.app.References");
        Class<?> one = loaded("com.acme.app.DirectCalls");
        HotCallers callers = callers(Set.of(poisoned));
        callers.add(poisoned);
        callers.add(one);
        callers.weave();
        callers.add(poisoned);
        callers.weave();
        assertThat(exchanges).containsExactly(List.of(one));
    }

    @Test
    void pausesGrow() throws Exception {
        HotCallers callers = callers(Set.of());
        List<Integer> ticks = new ArrayList<>();
        Class<?>[] types = {
            loaded("com.acme.app.DirectCalls"), loaded("com.acme.app.Tickets"), loaded("com.acme.app.References")
        };
        for (int tick = 0, before = 0; tick < 100; tick++) {
            callers.add(types[exchanges.size() % types.length]);
            callers.tick();
            if (exchanges.size() > before) {
                before = exchanges.size();
                ticks.add(tick);
            }
        }
        assertThat(ticks).containsExactly(0, 2, 6, 14, 30, 62, 94);
    }

    private Class<?> loaded(String name) throws ClassNotFoundException {
        return trial.loader().loadClass(name);
    }

    private HotCallers callers(Set<Class<?>> poisoned) {
        Instrumentation instrumentation = (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isModifiableClass")) {
                        return true;
                    }
                    List<Class<?>> types = Arrays.asList((Class<?>[]) arguments[0]);
                    if (types.stream().anyMatch(poisoned::contains)) {
                        throw new VerifyError("poisoned");
                    }
                    exchanges.add(types);
                    return null;
                });
        return new HotCallers(
                new ClassWatch(instrumentation, trial.transformer(), (name, reason) -> {}), new HotCalls());
    }
}
