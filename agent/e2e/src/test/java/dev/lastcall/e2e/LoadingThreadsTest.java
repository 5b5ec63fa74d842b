package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.LoadingThreads;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/**
 * Virtual threads load classes and make first calls on few carriers. One that is unmounted with a monitor of the
 * agent's in its hands would never get a carrier again, if the others wait for that monitor while they define classes.
 */
class LoadingThreadsTest {
    private static final int PACKAGES = 48;
    private static final int CALLS = 12;

    @TempDir
    Path folder;

    @OnEachJdk
    void noVirtualThreadWaitsForEver(Jdk jdk) throws IOException {
        assumeTrue(jdk.hasVirtualThreads(), jdk + " has no virtual threads");
        Path classes = compiled();

        Ended ended = Fork.of(jdk, folder)
                .option("-Djdk.virtualThreadScheduler.parallelism=2")
                .agent("mode=count,policy=" + Files.writeString(folder.resolve("policy.txt"), "made.**.Old#act(**)\n"))
                .run(LoadingThreads.class, classes.toString(), String.valueOf(PACKAGES))
                .well();

        assertThat(ended.printedNumber("loaded")).isEqualTo(PACKAGES);
        assertThat(LedgerReport.of(folder).sum("calls")).isGreaterThanOrEqualTo(2 * PACKAGES * CALLS);
    }

    /** Of each package: a listed class, what extends it by way of another, and a class that has many call sites. */
    private Path compiled() throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("made"));
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-d", classes.toString()));
        for (int i = 0; i < PACKAGES; i++) {
            Path file = sources.resolve("p" + i).resolve("Calls.java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source(i)).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .as("exit code of the compiler")
                .isZero();
        return classes;
    }

    private static String source(int number) {
        StringBuilder methods = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
            methods.append("static int m%d(Old old) { return old.act(%d); }\n".formatted(i, i));
            calls.append("sum += m%d(%s());\n".formatted(i, i % 2 == 0 ? "far" : "other"));
        }
        return """
                package made.p%d;
                class Old { int act(int i) { return i; } }
                class Mid extends Old { }
                class Far extends Mid { @Override int act(int i) { return super.act(i) + 1; } }
                class Other extends Mid { @Override int act(int i) { return i; } }
                public class Calls {
                    static Old far() { return new Far(); }
                    static Old other() { return new Other(); }
                    %s
                    public static int run() {
                        int sum = 0;
                        %s
                        return sum;
                    }
                }
                """.formatted(number, methods, calls);
    }
}
