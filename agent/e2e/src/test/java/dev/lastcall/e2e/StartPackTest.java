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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start loads. {@code agent/src/packs/start.txt} lists what one loads in which no class matters: no less, and no
 * more.
 */
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

    private static final Pattern LAMBDA = Pattern.compile("dev\\.lastcall\\.[\\w.$]+\\$\\$Lambda");

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

    /** To link a lambda takes as long as to load several classes from a pack. */
    @OnEachJdk
    void aProcessWithHitsLinksNoLambdaOfTheAgent(Jdk jdk) throws IOException {
        String loaded = log(jdk, "deprecated=com.acme.legacy.Factory", "3");
        assertThat(LAMBDA.matcher(loaded).results().map(MatchResult::group))
                .filteredOn(
                        it -> !it.startsWith("dev.lastcall.ledger.FileMapping$$")) // makes its two for JDK 22 and later
                .isEmpty();
        assertThat(loaded).contains("dev.lastcall.reference.LoadedReferences source");
    }

    private Set<String> loaded(Jdk jdk, String settings) throws IOException {
        Set<String> loaded = new TreeSet<>();
        Matcher matcher = LOADED.matcher(log(jdk, settings, "0"));
        while (matcher.find()) {
            loaded.add(matcher.group(1));
        }
        return loaded;
    }

    /** What the JVM logs of the classes that it loads in a process with that number of calls. */
    private String log(Jdk jdk, String settings, String calls) throws IOException {
        Path log = folder.resolve("loaded.txt");
        Fork.of(jdk, folder)
                .option("-Xlog:class+load:file=" + log)
                .agent(settings)
                .run(ManyCalls.class, calls)
                .well();
        return Files.readString(log);
    }
}
