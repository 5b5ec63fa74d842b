package dev.lastcall.field;

import dev.lastcall.jdks.Jdk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs real programs, and prints a table. Usage: {@code field [--root FOLDER] [--work FOLDER] [--this-jdk] [--jdk
 * VERSION]… [--keep] [--short] [--beside NAME]… [PROGRAM…]}; without a program, all.
 */
public final class Field {
    static final int HELD = 0;
    static final int BROKEN = 1;
    static final int USAGE = 2;

    static final List<Program> PROGRAMS = List.of(
            new H2(),
            new Ecj(),
            new Lucene(),
            new Tomcat(),
            new SpringBoot(),
            new ModularImage(),
            new Jetty(),
            new WildFly(),
            new Kafka(),
            new Quarkus(),
            new Groovy(),
            new Kotlin(),
            new MockedTests());

    /** What else every program's policy lists. */
    private static final int FIRST_WITH_METHOD_TRACE = 25;

    private static final List<String> OF_JDK =
            List.of("java.net.URL#<init>(**)", "java.util.StringTokenizer#<init>(**)");

    private static final List<Beside> IN_TURN =
            List.of(Beside.NONE, Beside.OPENTELEMETRY, Beside.JACOCO, Beside.MOCKITO);

    private Path root = Path.of("").toAbsolutePath();
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));
    private boolean thisJdk;
    private boolean keep;
    /** Compiles only as far as short runs need. */
    private boolean shortForm;

    private final List<String> versions = new ArrayList<>();
    private final List<Beside> besides = new ArrayList<>();
    private final List<Program> asked = new ArrayList<>();
    private final Set<Path> prepared = new HashSet<>();
    /** By program and what ran beside, what was counted on a JDK whose trace said the same. */
    private final Map<String, SortedMap<Site, Long>> proven = new HashMap<>();

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments, System.out));
    }

    /** Returns the exit code: 0 if all held, 1 if one did not, 2 if the arguments are wrong. */
    static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException {
        Field field = new Field();
        return field.understands(arguments, out) ? field.table(out) : USAGE;
    }

    private boolean understands(String[] arguments, PrintStream out) {
        for (int i = 0; i < arguments.length; i++) {
            String next = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--this-jdk" -> thisJdk = true;
                case "--keep" -> keep = true;
                case "--short" -> shortForm = true;
                case "--root" -> root = Path.of(next).toAbsolutePath();
                case "--work" -> work = Path.of(next).toAbsolutePath();
                case "--jdk" -> versions.add(next);
                case "--beside" -> {
                    if (!askBeside(next)) {
                        return usage(out);
                    }
                }
                default -> {
                    if (!ask(arguments[i])) {
                        return usage(out);
                    }
                }
            }
            i += Set.of("--root", "--work", "--jdk", "--beside").contains(arguments[i]) ? 1 : 0;
        }
        return true;
    }

    private static boolean usage(PrintStream out) {
        out.println("usage: field [--keep] [--jdk VERSION]… [--beside NAME]… [PROGRAM…]");
        out.println("  programs: "
                + String.join(", ", PROGRAMS.stream().map(Program::name).toList()));
        out.println("  beside:   "
                + String.join(
                        ", ",
                        Arrays.stream(Beside.values()).map(Beside::toString).toList()));
        return false;
    }

    private boolean ask(String name) {
        for (Program program : PROGRAMS) {
            if (program.name().equals(name)) {
                return asked.add(program);
            }
        }
        return false;
    }

    private boolean askBeside(String name) {
        for (Beside beside : Beside.values()) {
            if (beside.toString().equals(name)) {
                return besides.add(beside);
            }
        }
        return false;
    }

    private int table(PrintStream out) throws IOException, InterruptedException {
        out.println(Row.header());
        List<Jdk> jdks = new ArrayList<>(thisJdk ? List.of(Jdk.running()) : Jdk.installed());
        jdks.removeIf(jdk -> !versions.isEmpty() && !versions.contains(String.valueOf(jdk.feature())));
        Collections.reverse(jdks); // what a trace has proven on the newest is a measure for the others
        int failed = 0;
        int rows = 0;
        for (Program program : asked.isEmpty() ? PROGRAMS : asked) {
            for (Jdk jdk : jdks) {
                for (Beside beside : besides.isEmpty() ? IN_TURN : besides) {
                    if (program.takes(beside)) {
                        Row row = row(program, jdk, beside);
                        out.println(row);
                        out.flush();
                        rows++;
                        failed += row.verdict().equals(Row.FAIL) ? 1 : 0;
                    }
                }
            }
        }
        out.println(failed == 0 ? "pass: " + rows + " rows" : "FAIL: " + failed + " of " + rows + " rows");
        return failed == 0 ? HELD : BROKEN;
    }

    private Row row(Program program, Jdk jdk, Beside beside) throws IOException, InterruptedException {
        Path runs = Files.createTempDirectory(work, "lastcall-field");
        try {
            return compared(program, place(program, jdk), beside, runs);
        } catch (Skipped skipped) {
            return Row.without(program, jdk, beside, Row.SKIPPED, String.valueOf(skipped.getMessage()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception failure) {
            return Row.without(program, jdk, beside, Row.FAIL, failure.toString());
        } finally {
            if (!keep) {
                Folders.delete(runs);
            }
        }
    }

    /** Resolves and prepares it, once for each JDK. */
    private Place place(Program program, Jdk jdk) throws Exception {
        Path field = root.resolve("agent/field/target/field");
        Libraries.resolve(Beside.libraries(), field.resolve("beside"));
        if (program.takes(Beside.MOCKITO)) {
            Libraries.resolve(Beside.mockitoLibraries(), field.resolve("beside/mockito"));
        }
        Path shared = field.resolve(program.name());
        Libraries.resolve(program.libraries(), shared);
        Place place = new Place(jdk, root, shared, shared.resolve("on-" + jdk.feature()));
        if (!prepared.contains(place.own())) {
            Folders.delete(place.own());
            Files.createDirectories(place.own());
            program.prepare(place);
            prepared.add(place.own());
        }
        return place;
    }

    private Row compared(Program program, Place place, Beside beside, Path runs) throws Exception {
        List<String> signatures = new ArrayList<>(program.deprecated());
        signatures.addAll(OF_JDK);
        Traced traced = new Traced(Traced.listed(signatures), beside);
        Ended plain = program.run(started(place, beside, runs.resolve("without"), traced, signatures, ""));
        Path folder = runs.resolve("with");
        String agent = "-javaagent:" + place.agentJar() + "=ledger=" + runs.resolve("ledger") + ",log="
                + runs.resolve("log.txt") + ",deprecated=" + String.join(";", signatures);
        Ended guarded = program.run(started(place, beside, folder, traced, signatures, agent));
        Reported report = report(place, runs);
        SortedMap<Site, Long> counted = report.calls(beside);
        boolean traces = tracesMethods(place.jdk()) && program.isTraced();
        Row row = new Comparison(plain, guarded, counted)
                .withTrace(traces ? traced.read(runs.resolve("with.jfr")) : null, report.calledSince(guarded.stopped()))
                .withOtherJdk(traces ? null : provenElsewhere(program, beside))
                .withKnown(guarded.known())
                .withBlindSpots(report.blindSpots())
                .row(program, place.jdk(), beside);
        if (traces && row.verdict().equals(Row.PASS)) {
            proven.put(program.name() + beside, counted);
        }
        return row;
    }

    private @Nullable SortedMap<Site, Long> provenElsewhere(Program program, Beside beside) {
        return program.isRepeatable() ? proven.get(program.name() + beside) : null;
    }

    /** A run in that folder; Flight Recorder traces what is listed, with the agent and without. */
    private Run started(Place place, Beside beside, Path folder, Traced traced, List<String> signatures, String agent)
            throws IOException {
        Files.createDirectories(folder);
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Duser.language=en"));
        if (shortForm) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        if (tracesMethods(place.jdk())) {
            options.addAll(traced.options(folder.resolveSibling(folder.getFileName() + ".jfr")));
        }
        options.addAll(beside.options(place.shared().resolveSibling("beside"), agent));
        if (beside == Beside.MOCKITO) {
            options.add("-Dfield.listed=" + String.join(";", signatures));
        }
        return new Run(place, folder, beside, options);
    }

    private static Reported report(Place place, Path runs) throws Broken, IOException, InterruptedException {
        Path folder = Files.createDirectories(runs.resolve("report"));
        List<String> command = List.of(
                place.jdk().tool("java").toString(),
                "-jar",
                place.agentJar().toString(),
                "report",
                "--format",
                "json",
                runs.resolve("ledger").toString());
        try (Running report = Running.start(folder, command)) {
            report.ended(0);
            return Reported.of(report.read("out.txt"));
        }
    }

    /** Whether Flight Recorder has {@code jdk.MethodTrace}. */
    private static boolean tracesMethods(Jdk jdk) {
        return jdk.feature() >= FIRST_WITH_METHOD_TRACE;
    }
}
