package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.DoubtCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody can do about a doubt depends on why it is there. */
class RemediesTest {
    @Test
    void anEnvironmentThatIsLeftOutCanBeAskedAbout() {
        Story story =
                inStaging().of(new Population(List.of(), List.of(new ClassPattern("staging")), List.of(), null, null));
        assertThat(remedyOf(story, DoubtCode.ENVIRONMENT_MISSING))
                .isEqualTo("ask about it, too, or say with --expect-environment which are expected here");
    }

    @Test
    void servicesHaveToRunInAnEnvironmentInWhichNobodyWatched() {
        assertThat(remedyOf(inStaging(), DoubtCode.ENVIRONMENT_MISSING))
                .isEqualTo("run the services there with the agent, or drop it from verdict.environments");
    }

    private static Story inStaging() {
        return Story.migrated().first().in("staging").and().environments("staging", "production");
    }

    private static String remedyOf(Story story, String code) {
        List<Reason> doubts = story.verdict().doubts();
        assertThat(doubts).singleElement().extracting(Reason::code).isEqualTo(code);
        return doubts.get(0).remedy();
    }
}
