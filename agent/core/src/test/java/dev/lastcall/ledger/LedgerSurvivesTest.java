package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of a real process that is alive, then killed. */
@Timeout(600)
class LedgerSurvivesTest {
    private static final int ACKNOWLEDGED = 20;

    @TempDir
    Path folder;

    @Test
    void aLiveProcessIsRunningAndAKilledOneKeepsWhatItAcknowledged() throws Exception {
        Process child = start("forever");
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
            Path file = Path.of(out.readLine());
            int acknowledged = 0;
            while (acknowledged < ACKNOWLEDGED) {
                acknowledged = Integer.parseInt(out.readLine());
                ProcessEvidence live = LedgerReader.read(file);
                assertThat(live.process().state()).isEqualTo(ProcessState.RUNNING);
                assertThat(live.problems()).isEmpty();
            }
            child.destroyForcibly();
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertKept(LedgerReader.read(file), acknowledged);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aHaltedProcessKeepsAllItCounted() throws Exception {
        Process child = start("halt");
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
            Path file = Path.of(out.readLine());
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            ProcessEvidence dead = LedgerReader.read(file);
            assertKept(dead, ACKNOWLEDGED);
            assertThat(dead.sites()).hasSize(ACKNOWLEDGED);
        } finally {
            child.destroyForcibly();
        }
    }

    private static void assertKept(ProcessEvidence dead, int acknowledged) {
        assertThat(dead.process().state()).isEqualTo(ProcessState.KILLED);
        assertThat(dead.problems()).isEmpty();
        assertThat(dead.sites()).hasSizeGreaterThanOrEqualTo(acknowledged);
        for (SiteCounts site : dead.sites().subList(0, acknowledged)) {
            assertThat(site.calls()).isEqualTo(1_000);
        }
    }

    private Process start(String end) throws IOException, URISyntaxException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = place(LedgerWriter.class)
                + File.pathSeparator
                + place(Site.class)
                + File.pathSeparator
                + place(LedgerSurvivesTest.class);
        return new ProcessBuilder(java, "-cp", classPath, Child.class.getName(), folder.toString(), end)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    }

    /** Adds a site, calls it 1,000 times and acknowledges that; again and again. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            LedgerWriter writer = LedgerWriter.create(new File(args[0]), Samples.process(), Samples.SMALL);
            System.out.println(writer.file());
            boolean halt = args[1].toLowerCase(Locale.ROOT).equals("halt");
            // bounded, so that it ends even if the parent is gone
            for (int i = 0; i < (halt ? ACKNOWLEDGED : 100_000) && !System.out.checkError(); i++) {
                writer.addSite(i * 64 + 1, Samples.site(i));
                Chunk chunk = writer.newChunk(i, 0);
                for (int call = 0; call < 1_000; call++) {
                    Samples.add(chunk, 1, CellLayout.PLAIN, 1);
                }
                System.out.println(i + 1);
            }
            Runtime.getRuntime().halt(halt ? 0 : 1);
        }
    }
}
