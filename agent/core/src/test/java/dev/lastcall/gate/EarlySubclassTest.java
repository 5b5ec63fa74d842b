package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.listed;
import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JVM offers a class before those that it extends. One that extends a listed class by way of another is not known
 * to do so then, and overrides a listed method without taking the ticket that was left for it.
 */
class EarlySubclassTest {
    private static final String DEEP = "com.acme.deep.Deep";

    @ParameterizedTest
    @CsvSource({
        "classes, Old#act(), ''",
        "classes, Old#act(), Far#act()",
        "classes, Old#act(), Between#act()",
        "roles, Role#play(), ''",
        "roles, Role#play(), FarRole#play()",
    })
    void eachCallCountsOnceWhereItIsMade(String way, String above, String below) throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, signaturesOf(above, below)));
        assertThat(trial.run(DEEP, way)).isEqualTo(13);
        assertCounts(trial, 1);
        assertThat(trial.gate().takeFault()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"classes, Old#act(), Far, Inside", "roles, Role#play(), FarRole, InsideRole"})
    void whenItIsWovenAgainTicketsAreLeftOnceMore(String way, String above, String early, String other)
            throws Exception {
        Trial trial = new Trial(listed(Mode.COUNT, signaturesOf(above, "")));
        trial.run(DEEP, way);
        Class<?> type = trial.loader().loadClass(DEEP + '$' + early);
        Class<?> harmless = trial.loader().loadClass(DEEP + '$' + other);
        Class<?>[] loaded = {type, EarlySubclassTest.class, harmless};
        List<Class<?>> found = trial.transformer().earlySubclasses(loaded);
        assertThat(found).containsExactly(type, harmless);
        int walks = trial.walks();
        trial.run(DEEP, way);
        assertThat(trial.walks() - walks).as("while no ticket is left").isGreaterThanOrEqualTo(13);

        assertThat(wovenAgain(trial, type)).isNotEmpty();
        assertThat(trial.transformer().awaitsEarlySubclasses()).isTrue();
        trial.transformer().offeredAgain(found, 1);
        assertThat(trial.transformer().awaitsEarlySubclasses()).isFalse();
        walks = trial.walks();
        // the class itself can't be exchanged here: the calls that it overrides are left out
        trial.run(DEEP, way.equals("classes") ? "plainClasses" : "plainRoles");
        trial.run(DEEP, way.equals("classes") ? "plainClasses" : "plainRoles");
        assertThat(trial.walks() - walks).as("until the call site is trusted").isEqualTo(1);
    }

    @Test
    void aCallThatIsAllowedLetsNoOtherPassABlock() throws Exception {
        AllowEntry allowed =
                new AllowEntry(DEEP + "#act", new ClassPattern(DEEP), "act", "still to be migrated", null, null);
        Trial trial = new Trial(
                policy(Mode.BLOCK, rule("acme", signatures(signaturesOf("Old#act()", "")), List.of(), allowed)));
        assertThat(trial.run(DEEP, "classes")).as("bodies that ran").isEqualTo(3);
        assertCounts(trial, 1);
    }

    /** As the JVM does it for this agent; the class keeps the code that it has. */
    private static byte[] wovenAgain(Trial trial, Class<?> type) throws Exception {
        AtomicReference<byte[]> woven = new AtomicReference<>(new byte[0]);
        InvocationHandler machine = (proxy, method, arguments) -> {
            woven.set(trial.transformer()
                    .transform(
                            type.getModule(),
                            type.getClassLoader(),
                            type.getName().replace('.', '/'),
                            type,
                            type.getProtectionDomain(),
                            ClassFileOf.type(Class.forName(type.getName()))));
            return null;
        };
        Class<?>[] types = {Instrumentation.class};
        Object instrumentation = Proxy.newProxyInstance(EarlySubclassTest.class.getClassLoader(), types, machine);
        trial.transformer().retransform((Instrumentation) instrumentation, type);
        return requireNonNull(woven.get());
    }

    private static void assertCounts(Trial trial, int times) {
        assertThat(trial.calls(it -> it.caller().method().matches("act|play"))).isEqualTo(13L * times);
        assertThat(trial.calls(it -> it.caller().method().equals("run"))).isEqualTo(10L * times);
        assertThat(trial.calls()).isEqualTo(23L * times);
    }

    private static String[] signaturesOf(String above, String below) {
        return below.isEmpty()
                ? new String[] {DEEP + '$' + above}
                : new String[] {DEEP + '$' + above, DEEP + '$' + below};
    }
}
