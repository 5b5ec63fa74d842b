package dev.lastcall.weave;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.fixture.Trial;
import dev.lastcall.policy.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatedTest {

    @Test
    void whatIsMarkedIsFoundAsClassesLoad() throws Exception {
        Trial trial = run("@Deprecated in com.acme.marks.**");
        assertThat(trial.called())
                .extracting(it -> it.site().target().asReference() + " " + it.calls())
                .containsExactlyInAnyOrder(
                        "com.acme.marks.Marks$Old.<init>(int) 1",
                        "com.acme.marks.Marks$Old.gone() 1",
                        "com.acme.marks.Marks$Old.count 1",
                        "com.acme.marks.Marks$Whole.any() 1");
    }

    @Test
    void onlyWhatIsMarkedForRemovalIsMeantIfThePolicySaysSo() throws Exception {
        Trial trial = run("@Deprecated(forRemoval) in com.acme.marks.*");
        assertThat(trial.called())
                .extracting(it -> it.site().target().asReference())
                .containsExactly("com.acme.marks.Marks$Old.gone()");
    }

    @Test
    void aConstantThatIsNamedIsABlindSpot() throws Exception {
        Trial trial = run("com.acme.marks.Marks$Old#LIMIT");
        assertThat(trial.notWoven())
                .singleElement()
                .asString()
                .startsWith("com.acme.marks.Marks$Old#LIMIT: ")
                .contains("LIMIT is a compile-time constant");
        assertThat(run("com.acme.marks.Marks$Old").notWoven()).isEmpty();
    }

    @Test
    void aMethodThatIsNamedAsAFieldIsABlindSpotWithWhatToWrite() throws Exception {
        Trial trial = run("com.acme.marks.Marks$Old#gone");
        assertThat(trial.called()).isEmpty();
        assertThat(trial.notWoven())
                .singleElement()
                .asString()
                .contains("com.acme.marks.Marks$Old#gone names a field, and there is only a method of that name: write"
                        + " com.acme.marks.Marks$Old#gone(**)");
        assertThat(run("com.acme.marks.Marks$Old#count").notWoven()).isEmpty();
        assertThat(run("com.acme.marks.Marks$Old#none").notWoven()).isEmpty();
    }

    private static Trial run(String deprecated) throws Exception {
        Trial trial = new Trial(policy(Mode.COUNT, rule("r", signatures(deprecated), List.of())));
        trial.run("com.acme.marks.Marks$User", "run");
        return trial;
    }
}
