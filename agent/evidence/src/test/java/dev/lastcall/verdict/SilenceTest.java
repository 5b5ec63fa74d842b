package dev.lastcall.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.ProcessState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process of which nothing is heard any more: a warning, not a doubt. */
class SilenceTest {
    private static final Duration DAY = Duration.ofDays(2);

    @Test
    void aProcessThatWasNotHeardOfForTenHeartbeatsIsNamed() {
        Story story = Story.migrated();
        story.first().ran(DAY, Duration.ofSeconds(11));
        assertThat(silent(story))
                .containsExactly(
                        "chat 1@host has been silent since 2026-11-28T11:59:49Z: not heard of for ten heartbeats,"
                                + " and not known to have ended");
        assertThat(story.verdict().result()).isEqualTo(Verdict.Result.GO);
    }

    @Test
    void aProcessThatMissedFewerHeartbeatsIsNot() {
        Story story = Story.migrated();
        story.first().ran(DAY, Duration.ofSeconds(10));
        assertThat(silent(story)).isEmpty();
    }

    @Test
    void aProcessThatIsKnownToHaveEndedIsNot() {
        for (ProcessState ended : List.of(ProcessState.EXITED, ProcessState.KILLED)) {
            Story story = Story.migrated();
            story.first().state(ended).ran(DAY, Duration.ofHours(1));
            assertThat(silent(story)).isEmpty();
        }
    }

    @Test
    void manyProcessesOfAServiceAreOneWarning() {
        Story story = Story.migrated();
        for (int i = 0; i < 5; i++) {
            story.process("chat").ran(DAY, Duration.ofMinutes(10 + i));
        }
        assertThat(silent(story))
                .containsExactly(
                        "6 processes of chat (chat 1@host, chat 2@host, chat 3@host and 3 more) have been silent"
                                + " since 2026-11-28T11:59:00Z or before: not heard of for ten heartbeats, and not known to have"
                                + " ended");
    }

    private static List<String> silent(Story story) {
        return story.verdict().warnings().stream()
                .filter(warning -> warning.code().equals(Warnings.SILENT))
                .map(Reason::sentence)
                .toList();
    }
}
