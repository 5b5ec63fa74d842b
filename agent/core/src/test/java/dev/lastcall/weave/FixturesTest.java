package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Kind;
import dev.lastcall.fixture.Markers;
import dev.lastcall.fixture.Reflected;
import dev.lastcall.fixture.TestPolicies;
import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the fixtures, woven, and compares what each line counted with what it says of itself. */
class FixturesTest {
    private static final List<String> FIXTURES = List.of("com.acme.app.DirectCalls", "com.acme.app.References");

    @ParameterizedTest
    @MethodSource("fixturesInModes")
    void eachLineCountsWhatItsMarkerSays(String fixture, Mode mode) throws Exception {
        Trial trial = new Trial(TestPolicies.acme(mode));
        Object plain = Reflected.call(Class.forName(fixture), "run");
        Object woven = trial.run(fixture);
        assertThat(trial.notWoven()).isEmpty();
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(Markers.counted(fixture, trial.called())).isEqualTo(Markers.expected(fixture));
        assertThat(woven).isEqualTo(plain);
    }

    @Test
    void theReplacementDelegatesToWhatItReplaces() throws Exception {
        Trial trial = new Trial(TestPolicies.acme(Mode.BLOCK));
        trial.run("com.acme.ws.Modern", "get");
        assertThat(Markers.counted("com.acme.ws.Modern", trial.called()))
                .isEqualTo(Markers.expected("com.acme.ws.Modern"));
    }

    @Test
    void aSerializableReferenceIsLeftToTheGuard() throws Exception {
        Trial trial = new Trial(TestPolicies.acme(Mode.COUNT));
        Supplier<?> supplier = (Supplier<?>) trial.run("com.acme.app.References", "serializable");
        String name =
                Trial.onNewThread(() -> String.valueOf(supplier.get().getClass().getName()));
        assertThat(name).isEqualTo("com.acme.ws.Legacy");
        assertThat(trial.called()).singleElement().satisfies(it -> {
            assertThat(it.calls()).isEqualTo(1);
            assertThat(it.site().kind()).isEqualTo(Kind.METHOD_REF);
        });
    }

    static Stream<Arguments> fixturesInModes() {
        return FIXTURES.stream()
                .flatMap(fixture -> Stream.of(Mode.COUNT, Mode.LOG).map(mode -> Arguments.of(fixture, mode)));
    }
}
