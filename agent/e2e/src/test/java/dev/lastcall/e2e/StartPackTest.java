package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** {@code agent/src/packs/start.txt} lists what a start loads in which no class matters: no less, and no more. */
class StartPackTest {
    /** The launcher's classes, which the application's loader loads from the same jar, apart. */
    private static final Pattern LOADED =
            Pattern.compile("(dev\\.lastcall\\.(?!launch\\.)[\\w.$]+) source: file:\\S+/lastcall\\.jar");

    /** What the agent's thread loads if the process lives for a second. */
    private static final Set<String> LATER = Set.of(
            "dev.lastcall.ledger.MappedFile",
            "dev.lastcall.ledger.Space",
            "dev.lastcall.ledger.WatchNote",
            "dev.lastcall.runtime.ClockWatch",
            "dev.lastcall.policy.LocalDayClock",
            "dev.lastcall.runtime.JvmStart",
            "dev.lastcall.runtime.DeferredPolicyTarget",
            "dev.lastcall.runtime.PolicyKeeper",
            "dev.lastcall.runtime.PolicyTarget");

    @TempDir
    Path folder;

    @OnEachJdk
    void theFirstPackHoldsJustWhatAStartLoads(Jdk jdk) throws IOException {
        Path policy = Files.writeString(folder.resolve("none.txt"), "com.acme.Nothing\n");
        Set<String> loaded = new TreeSet<>(loaded(
                jdk,
                "deprecated=com.acme.Nothing;com.acme.None#make(int),canonical=com.acme.New#get(),allow=com.acme.**"));
        loaded.addAll(loaded(jdk, "policy=" + policy));
        loaded.removeAll(LATER);
        assertThat(loaded).containsExactlyElementsOf(Packs.classesOf("start"));
    }

    private Set<String> loaded(Jdk jdk, String settings) throws IOException {
        Path log = folder.resolve("loaded.txt");
        Fork.of(jdk, folder)
                .option("-Xlog:class+load:file=" + log)
                .agent(settings)
                .run(ManyCalls.class, "0")
                .well();
        Set<String> loaded = new TreeSet<>();
        Matcher matcher = LOADED.matcher(Files.readString(log));
        while (matcher.find()) {
            loaded.add(matcher.group(1));
        }
        return loaded;
    }
}
