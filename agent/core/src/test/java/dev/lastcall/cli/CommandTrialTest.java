package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTrialTest {
    @TempDir
    Path folder;

    /**
     * As when somebody ends {@code bisect} from outside. The shell would go on to {@code true} after its child's end.
     */
    @Test
    void aCommandThatIsEndedWithItsSearchEndsAndHasNoOutcome() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CommandTrial trial = trial("echo $$ > pipe; sleep 60; true");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> fails = pool.submit(() -> trial.fails(Set.of()));
            ProcessHandle shell = ProcessHandle.of(
                            Long.parseLong(Files.readString(pipe).strip()))
                    .orElseThrow();
            CompletableFuture<ProcessHandle> ended = shell.onExit();
            trial.endRuns();
            assertThatThrownBy(fails::get).hasCauseInstanceOf(InterruptedException.class);
            assertThat(ended.get().isAlive()).isFalse();
        } finally {
            pool.shutdownNow();
        }
        assertThat(folder.resolve("search/outcomes.txt")).doesNotExist();
        assertThat(trial("exit 1").fails(Set.of()))
                .as("a new search runs it anew")
                .isTrue();
        assertThat(folder.resolve("search/outcomes.txt")).exists();
    }

    private CommandTrial trial(String script) throws Exception {
        return new CommandTrial(
                List.of("sh", "-c", script),
                folder,
                folder.resolve("search"),
                List.of(),
                10,
                Duration.ofMinutes(2),
                line -> {});
    }
}
