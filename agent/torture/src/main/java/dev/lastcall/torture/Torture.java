package dev.lastcall.torture;

import dev.lastcall.jdks.Jdk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Hurts, and prints a line for each case and JDK (with {@code --one-jdk} one for each case): what was checked, and
 * {@code pass}, {@code FAIL} or {@code skipped}. Usage: {@code torture [--root FOLDER] [--work FOLDER]
 * [--this-jdk|--one-jdk] [--short] [CASE…]}; without a case, all.
 */
public final class Torture {
    static final int HELD = 0;
    static final int BROKEN = 1;
    static final int USAGE = 2;

    static final List<Case> CASES = List.of(
            Deaths.KILLS,
            Deaths.KILLS_OF_VIRTUAL_THREADS,
            Deaths.HALTS,
            Deaths.CRASHES,
            new FullAtStart(),
            new FullWhileRunning(),
            new FullWhileGrowing(),
            new ReadOnlyFolder(),
            new RemovedFolder(),
            new CutFile(),
            new Damage(),
            new SamePid(),
            new ManyLedgers(),
            new BlockedCalls(),
            new ManyCallSites(),
            new Redeploys(),
            new FullLog(),
            new UnreadLog(),
            new LogBound());

    private Path root = Path.of("").toAbsolutePath();
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));
    private boolean shortForm;
    private boolean thisJdk;
    private boolean oneJdk;
    private final List<Case> asked = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.out));
    }

    /** Returns the exit code: 0 if all held, 1 if one did not, 2 if the arguments are wrong. */
    static int run(String[] arguments, PrintStream out) throws IOException {
        Torture torture = new Torture();
        return torture.understands(arguments, out) ? torture.hurt(out) : USAGE;
    }

    private boolean understands(String[] arguments, PrintStream out) {
        for (int i = 0; i < arguments.length; i++) {
            boolean hasValue = i + 1 < arguments.length;
            switch (arguments[i]) {
                case "--short" -> shortForm = true;
                case "--this-jdk" -> thisJdk = true;
                case "--one-jdk" -> oneJdk = true;
                case "--root" -> root = Path.of(hasValue ? arguments[++i] : "").toAbsolutePath();
                case "--work" -> work = Path.of(hasValue ? arguments[++i] : "").toAbsolutePath();
                default -> {
                    if (!ask(arguments[i])) {
                        out.println("usage: torture [--short] [CASE…], with the cases "
                                + String.join(
                                        ", ", CASES.stream().map(Case::name).toList()));
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean ask(String name) {
        for (Case one : CASES) {
            if (one.name().equals(name)) {
                return asked.add(one);
            }
        }
        return false;
    }

    private int hurt(PrintStream out) throws IOException {
        boolean held = true;
        for (Case one : asked.isEmpty() ? CASES : asked) {
            for (Jdk jdk : jdks(one)) {
                held &= hurt(one, jdk, out);
            }
        }
        return held ? HELD : BROKEN;
    }

    private List<Jdk> jdks(Case one) {
        if (thisJdk) {
            return List.of(Jdk.running());
        }
        // virtual threads are not on all of them
        return oneJdk && !one.name().endsWith("virtual") ? Jdk.chosenFor(one.name()) : Jdk.installed();
    }

    private boolean hurt(Case one, Jdk jdk, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory(work, "lastcall-torture");
        Trial trial = new Trial(
                jdk,
                folder,
                shortForm,
                root.resolve("agent/target/lastcall.jar"),
                root.resolve("agent/torture/target/torture.jar"));
        long began = System.nanoTime();
        String verdict = "pass";
        String what;
        try {
            what = one.run(trial);
        } catch (Skipped skipped) {
            verdict = "skipped";
            what = skipped.getMessage();
        } catch (Broken broken) {
            verdict = "FAIL";
            what = broken.getMessage();
        } catch (Exception failure) {
            verdict = "FAIL";
            what = failure.toString();
        } finally {
            delete(folder);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        out.println(String.format(Locale.ROOT, "%-18s %-7s %-8s %4d s  %s", one.name(), jdk, verdict, seconds, what));
        return !verdict.equals("FAIL");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
