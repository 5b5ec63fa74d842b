package dev.lastcall.gate;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Kind;
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

    @Test
    void aCallThatABridgePassesOnToTheOverriddenBodyIsOneCall() throws Exception {
        Trial trial = run("hidden", "com.acme.shapes.Shapes$Hidden#make()");
        assertThat(trial.called()).hasSize(1).allSatisfy(it -> {
            assertThat(it.calls()).isEqualTo(20);
            assertThat(it.site().kind()).isEqualTo(Kind.CALL);
            assertThat(it.site().caller().method()).isEqualTo("callHidden");
        });
        assertThat(trial.walks()).as("only until the call site is trusted").isEqualTo(1);
    }

    @Test
    void aCallFromInsideIntoAnOverriddenBodyCostsNoWalkAfterTheFirst() throws Exception {
        Trial trial = run("whole", "com.acme.shapes.Shapes$Whole", "com.acme.shapes.Shapes$Part");
        assertThat(trial.gate().takeFault()).isNull();
        assertThat(trial.walks()).isLessThanOrEqualTo(5);
    }

    @Test
    void aTicketThatABridgeCarriesEndsWithTheBridge() throws Exception {
        Trial trial =
                run("taken", "com.acme.shapes.Shapes$Taker#take(**)", "com.acme.shapes.Shapes$TakesText#take(**)");
        assertThat(trial.called().stream()
                        .map(it -> it.site().kind() + " " + it.calls())
                        .toList())
                .containsExactlyInAnyOrder("CALL 20", "CALL 5", "REFLECTION 5");
    }

    @Test
    void anOverrideThatRunsBeforeTheBodyMakesNoSecondCall() throws Exception {
        Trial trial = begun();
        trial.run("com.acme.shapes.Begun");
        assertThat(trial.called().stream()
                        .filter(it -> it.site().caller().method().equals("run"))
                        .map(it -> it.site().kind() + " " + it.calls())
                        .toList())
                .containsExactlyInAnyOrder("CALL 5", "CALL 5");
    }

    @Test
    void argumentsOfAllSizesStayInTheirPlaces() throws Exception {
        Trial trial = begun();
        assertThat(trial.run("com.acme.shapes.Begun", "arguments")).isEqualTo("10 8 6 1");
        assertThat(trial.called().stream()
                        .filter(it -> it.site().kind() == Kind.CALL)
                        .toList())
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.calls()).isEqualTo(1));
    }

    private static Trial begun() {
        return new Trial(policy(
                Mode.COUNT,
                rule("r", signatures("com.acme.shapes.Begun$Late", "com.acme.shapes.Begun$Plain"), List.of())));
    }

    private static Trial run(String method, String... deprecated) throws Exception {
        Trial trial = new Trial(policy(Mode.COUNT, rule("r", signatures(deprecated), List.of())));
        trial.run("com.acme.shapes.Shapes", method);
        return trial;
    }
}
