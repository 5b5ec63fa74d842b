package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import dev.lastcall.site.OwnWork;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
    private final Trial trial = new Trial(TestPolicies.acme(Mode.LOG));
    private final List<Class<?>> retransformed = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<String> notWoven = new ArrayList<>();

    @Test
    void onlyClassesThatMatterAreRetransformed() throws Exception {
        Class<?> caller = loaded("com.acme.app.Tickets");
        Runnable hidden = () -> {};
        weave(
                Set.of(),
                caller,
                String.class,
                int.class,
                caller.arrayType(),
                hidden.getClass(),
                loaded("com.acme.probe.Probed"));
        assertThat(retransformed).isEqualTo(List.of(caller));
        assertThat(notWoven).isEmpty();
    }

    @Test
    void oneClassThatFailsDoesNotKeepTheOthersFromBeingWoven() throws Exception {
        Class<?> poisoned = loaded("com.acme.app.References");
        Class<?> one = loaded("com.acme.app.DirectCalls");
        Class<?> other = loaded("com.acme.app.Tickets");
        weave(Set.of(poisoned), one, poisoned, other);
        assertThat(retransformed).isEqualTo(List.of(one, other));
        assertThat(notWoven)
                .singleElement()
                .asString()
                .startsWith("com.acme.app.References: ")
                .contains("poisoned");
    }

    @Test
    void batchesAreSmall() throws Exception {
        weave(Set.of(), Collections.nCopies(170, loaded("com.acme.app.Tickets")).toArray(new Class<?>[0]));
        assertThat(retransformed).hasSize(170);
        assertThat(batches).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(50));
    }

    private Class<?> loaded(String name) throws ClassNotFoundException {
        return trial.loader().loadClass(name);
    }

    private void weave(Set<Class<?>> poisoned, Class<?>... loaded) {
        new LoadedClasses(
                        new ClassWatch(
                                instrumentation(loaded, poisoned),
                                trial.transformer(),
                                (name, reason) -> notWoven.add(name + ": " + reason)),
                        OwnWork.UNTOLD)
                .weave();
    }

    private Instrumentation instrumentation(Class<?>[] loaded, Set<Class<?>> poisoned) {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses" -> loaded;
                    case "isModifiableClass" -> true;
                    case "retransformClasses" -> {
                        retransform((Class<?>[]) arguments[0], poisoned);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private void retransform(Class<?>[] batch, Set<Class<?>> poisoned) {
        batches.add(batch.length);
        if (Arrays.stream(batch).anyMatch(poisoned::contains)) {
            throw new InternalError("poisoned");
        }
        retransformed.addAll(Arrays.asList(batch));
    }
}
