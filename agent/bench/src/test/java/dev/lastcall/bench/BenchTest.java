package dev.lastcall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short form of the benchmarks: that each still measures something. How fast the machine is doesn't matter here. */
class BenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void callsAreMeasuredInEachShapeAndMode() throws IOException, InterruptedException {
        assertThat(run("--root", root(), "--trial", "jar", "calls")).isIn(Bench.DONE, Bench.LIMIT_MISSED);
        assertThat(printed())
                .containsPattern("direct call adds, 2 threads, log +≤ 0.88 +\\d")
                .containsPattern("call through a subclass adds, 1 thread, count +≤ 2.88 +\\d")
                .containsPattern("call through an interface adds, 2 threads, log +≤ 2.88 +\\d")
                .containsPattern("direct call adds, 1 thread, AspectJ")
                .containsPattern("reflective call adds, stack depth 100, count +≤ 150 ns +-?\\d")
                .containsPattern("call by a method handle adds, count +≤ 150 ns +-?\\d")
                .containsPattern("an interface's method on 24 classes, count +≤ 150 ns +-?\\d")
                .containsPattern("through an interface adds, 24 classes of receivers, count +≤ 150 ns +-?\\d")
                .containsPattern("call by a bound method handle adds, count +\\d")
                .containsPattern("call by invokeWithArguments adds, count +\\d")
                .containsPattern("through an interface adds, 600 classes of receivers, count +\\d")
                .containsPattern("the same, by one with a StackWalker in it +≤ \\d")
                .containsPattern("blocked call, by its exception +≤")
                .containsPattern("allocation per counted call, direct +≤ 0.01 B +-?[\\d.]+ B +pass")
                .containsPattern("allocation per counted call, method reference +≤ 0.01 B +-?[\\d.]+ B +pass")
                .containsPattern("allocation per counted call, reflective +\\d");
    }

    @Test
    void theApplicationIsMeasuredWithoutJmh() {
        assertThat(jars("harness")).anyMatch(jar -> jar.startsWith("jmh-core"));
        assertThat(jars("lib")).isNotEmpty().doesNotContainAnyElementsOf(jars("harness"));
    }

    @Test
    void startsOfProcessesAreMeasured() throws IOException, InterruptedException {
        assertThat(run("--root", root(), "--trial", "hello")).isIn(Bench.DONE, Bench.LIMIT_MISSED);
        assertThat(printed()).containsPattern("start, hello world, no hit, by an empty agent +≤ 1.15 +\\d");
    }

    @Test
    void checksOfManyLedgersAreMeasured() throws IOException, InterruptedException {
        assertThat(run("--root", root(), "--trial", "check")).isIn(Bench.DONE, Bench.LIMIT_MISSED);
        assertThat(printed())
                .containsPattern("check, CPU, ledgers x sites: 50 x 50 +≤ 10 s +\\d")
                .containsPattern("check, CPU, ledgers x sites: 1 x 500 +≤ 5 s +\\d");
    }

    @Test
    void theCallSitesWhoseMemoryIsMeasuredCompile(@TempDir Path folder) throws IOException {
        Path callers = Workshop.in(Path.of(root()), folder).callers(200);
        assertThat(callers.resolve("Callers.class")).isNotEmptyFile();
    }

    @Test
    void whatAspectJIsToWeaveNamesEachListedClass() {
        assertThat(RealProgram.h2().aspects())
                .contains("call(* org.h2.value.Value.*(..)) || call(org.h2.value.Value.new(..))")
                .contains("call(org.h2.expression.Expression.new(..))\"/>");
        assertThat(RealProgram.ecj().jar()).isEqualTo("ecj-3.33.0.jar");
    }

    @Test
    void aPartThatDoesNotExistIsAUsageError() throws IOException, InterruptedException {
        assertThat(run("cals")).isEqualTo(Bench.USAGE);
        assertThat(printed()).startsWith("usage: ").contains("calls");
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        return Bench.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static List<String> jars(String folder) {
        return List.of(new File(root(), "agent/bench/target/" + folder).list());
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The root of the project, from the place of the shipped jar. */
    private static String root() {
        return Path.of(System.getProperty("lastcall.test.jar", ""))
                .resolve("../../..")
                .normalize()
                .toString();
    }
}
