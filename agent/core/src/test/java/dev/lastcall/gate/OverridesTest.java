package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverridesTest {

    @Test
    void aCallThroughAListedInterfaceIntoAListedImplementationIsOneCall() throws Exception {
        Trial trial = run("both", "com.acme.shapes.Shapes$Api#size()", "com.acme.shapes.Shapes$Both#size()");
        assertThat(trial.calls()).isEqualTo(1);
    }

    @Test
    void aBridgeMethodOfTheTargetsClassIsNotTheCaller() throws Exception {
        Trial trial = run("bridge", "com.acme.shapes.Shapes$Both#compareTo(com.acme.shapes.Shapes$Both)");
        assertThat(trial.called().get(0).site().caller().className()).isEqualTo("com.acme.shapes.Shapes");
    }

    private static Trial run(String method, String... deprecated) throws Exception {
        Trial trial = new Trial(policy(Mode.COUNT, rule("r", signatures(deprecated), List.of())));
        trial.run("com.acme.shapes.Shapes", method);
        return trial;
    }
}
