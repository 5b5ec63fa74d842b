package dev.lastcall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the benchmarks and prints what they found. Usage: {@code bench [--root FOLDER] [--quick | --trial] [PART…]};
 * without a part, all. A trial says whether a benchmark still runs; its figures mean nothing.
 */
public final class Bench {
    static final int DONE = 0;
    static final int LIMIT_MISSED = 1;
    static final int USAGE = 2;

    private static final double QUICK = 0.1;
    private static final double TRIAL = 0.005;
    private static final List<Part> PARTS = List.of(
            new JarSize(),
            new FilterSpeed(),
            new Calls(),
            new HelloStart(),
            new WebStart(),
            new CachedStart(),
            new Memory(),
            new CheckSpeed(),
            new RealPrograms());

    private Path root = Path.of("").toAbsolutePath();
    private double effort = 1;
    private final List<Part> asked = new ArrayList<>();

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments, System.out));
    }

    /** Returns the exit code: 0 if all limits hold, 1 if one does not, 2 if the arguments are wrong. */
    static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException {
        Bench bench = new Bench();
        return bench.understands(arguments, out) ? bench.measure(out) : USAGE;
    }

    private boolean understands(String[] arguments, PrintStream out) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--quick")) {
                effort = QUICK;
            } else if (argument.equals("--trial")) {
                effort = TRIAL;
            } else if (argument.equals("--root") && i + 1 < arguments.length) {
                root = Path.of(arguments[++i]).toAbsolutePath();
            } else if (!ask(argument)) {
                out.println("usage: bench [--quick] [PART…], with the parts "
                        + String.join(", ", PARTS.stream().map(Part::name).toList()));
                return false;
            }
        }
        return true;
    }

    private boolean ask(String name) {
        for (Part part : PARTS) {
            if (part.name().equals(name)) {
                return asked.add(part);
            }
        }
        return false;
    }

    private int measure(PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lastcall-bench");
        try {
            Workshop workshop = Workshop.in(root, folder);
            out.println("JDK " + System.getProperty("java.vm.version") + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors"
                    + (effort < 1 ? ", quick and noisy" : ""));
            boolean missed = false;
            for (Part part : asked.isEmpty() ? PARTS : asked) {
                for (Row row : part.measure(workshop, effort)) {
                    out.println(row.asLine());
                    missed |= row.verdict() == Row.Verdict.SHORT;
                }
            }
            return missed ? LIMIT_MISSED : DONE;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
