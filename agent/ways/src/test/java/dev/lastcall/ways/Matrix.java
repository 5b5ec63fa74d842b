package dev.lastcall.ways;

import com.google.gson.Gson;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.ShippedTool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ways.run.Runner;

/** All rows on one JDK, in one mode or another. */
final class Matrix {
    /** One to be known, one to be hot, one to be learned, and some that are counted by the hint. */
    private static final int TIMES_TO_BE_HOT = 8;

    /** How many rows a JVM takes before the next group gets another one. */
    private static final int TOGETHER = 40;

    private static final Path LASTCALL = Path.of(System.getProperty("lastcall.test.jar", ""));

    private static final ShippedTool TOOL = ShippedTool.open(LASTCALL);

    private final Jdk jdk;
    private final List<WayRow> rows;
    private final Path folder;
    private final Ingredients ingredients;

    Matrix(Jdk jdk, List<WayRow> rows, Path folder, Ingredients ingredients) {
        this.jdk = jdk;
        this.rows =
                rows.stream().filter(row -> row.way().since() <= jdk.feature()).toList();
        this.folder = folder.resolve("jdk" + jdk.feature());
        this.ingredients = ingredients;
    }

    /**
     * In a mode that lets calls pass, and in {@code block}, where every class is verified.
     *
     * @param passing {@code count}, or {@code log} with its lines on stderr
     * @param hot whether each call is taken for hot at once, and each row runs some times more often
     */
    Map<WayRow, Cell> run(String passing, boolean hot) throws IOException, InterruptedException {
        List<String> heat = hot ? List.of("-Dlastcall.test.hot=1", "-Dways.times=" + TIMES_TO_BE_HOT) : List.of();
        List<String> verified = new ArrayList<>(heat);
        verified.addAll(List.of(
                "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationRemote", "-XX:+BytecodeVerificationLocal"));
        Map<WayRow, Outcome> passed = run(passing, heat);
        Map<WayRow, Outcome> blocked = run("block", verified);
        Map<WayRow, Cell> cells = new LinkedHashMap<>();
        for (WayRow row : rows) {
            cells.put(row, Cell.of(row, outcome(passed, row), outcome(blocked, row)));
        }
        return cells;
    }

    private static Outcome outcome(Map<WayRow, Outcome> outcomes, WayRow row) {
        Outcome outcome = outcomes.get(row);
        if (outcome == null) {
            throw new IllegalStateException(row.name());
        }
        return outcome;
    }

    private Map<WayRow, Outcome> run(String mode, List<String> flags) throws IOException, InterruptedException {
        Path here = folder.resolve(mode);
        Path ledgers = Files.createDirectories(here.resolve("ledgers"));
        List<Callable<List<GroundTruth>>> jobs = new ArrayList<>();
        for (List<WayRow> together : batches(rows)) {
            jobs.add(() -> fork(here.resolve(together.get(0).id()), together, mode, flags, ledgers));
        }
        Map<String, GroundTruth> truths = new HashMap<>();
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try {
            for (Future<List<GroundTruth>> done : pool.invokeAll(jobs)) {
                for (GroundTruth truth : done.get()) {
                    truths.put(truth.row(), truth);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
        Reported report = report(ledgers);
        Map<WayRow, Outcome> outcomes = new HashMap<>();
        for (WayRow row : rows) {
            outcomes.put(row, new Outcome(truths.get(row.name()), report));
        }
        return outcomes;
    }

    /** Rows that share a JVM: those with the same options, of one group or several, that need none of their own. */
    static List<List<WayRow>> batches(List<WayRow> rows) {
        List<List<WayRow>> batches = new ArrayList<>();
        Map<String, List<WayRow>> open = new HashMap<>();
        for (WayRow row : rows) {
            if (row.way().own()) {
                batches.add(List.of(row));
                continue;
            }
            String options = String.join(" ", row.way().flags());
            List<WayRow> batch = open.get(options);
            if (batch == null || isFullBefore(row, batch)) {
                batch = new ArrayList<>();
                batches.add(batch);
                open.put(options, batch);
            }
            batch.add(row);
        }
        return batches;
    }

    private static boolean isFullBefore(WayRow row, List<WayRow> batch) {
        return batch.size() >= TOGETHER && !batch.get(batch.size() - 1).group().equals(row.group());
    }

    private List<GroundTruth> fork(Path here, List<WayRow> together, String mode, List<String> flags, Path ledgers)
            throws IOException {
        Files.createDirectories(here);
        Path policy = Files.writeString(here.resolve("policy.yaml"), policy(together));
        String settings =
                "mode=" + mode + ",policy=" + policy + ",ledger=" + ledgers + (mode.equals("log") ? "" : ",log=none");
        List<String> rowFlags = new ArrayList<>();
        for (String flag : together.get(0).way().flags()) {
            rowFlags.add(ingredients.filled(flag));
        }
        List<String> classPath = ingredients.takeClassPath(rowFlags);
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        if (!rowFlags.remove("no-agent")) {
            command.addAll(Ingredients.atAgent(rowFlags, "-javaagent:" + LASTCALL + "=" + settings));
        } else {
            command.addAll(rowFlags);
        }
        command.addAll(flags);
        command.addAll(Jdk.quickToStart());
        command.add("-Xshare:auto");
        command.add("-Dways.blocking=" + mode.equals("block"));
        command.add("-Dways.agent=" + LASTCALL + "=" + settings);
        if (Boolean.getBoolean("ways.trace")) {
            command.add("-Dways.trace=true");
        }
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(Runner.class.getName());
        together.forEach(row -> command.add(row.name()));
        Files.write(here.resolve("command"), command);
        Fork fork = Fork.run(here, command);
        if (fork.exitCode() != 0) {
            System.err.println(
                    jdk + ", " + mode + ", " + here.getFileName() + ": exit " + fork.exitCode() + "\n" + fork.err());
        }
        return truths(fork);
    }

    static List<GroundTruth> truths(Fork fork) {
        return fork.out()
                .lines()
                .filter(line -> line.startsWith("{\"row\""))
                .map(line -> new Gson().fromJson(line, GroundTruth.class))
                .toList();
    }

    private static String policy(List<WayRow> rows) {
        StringBuilder yaml = new StringBuilder("lastcall: 1\nmode: block\nrules:\n");
        for (WayRow row : rows) {
            yaml.append("  - id: ").append(row.id()).append("\n    deprecated:\n");
            row.signatures()
                    .forEach(signature ->
                            yaml.append("      - '").append(signature).append("'\n"));
        }
        return yaml.toString();
    }

    private static Reported report(Path ledgers) {
        ShippedTool.Result report = TOOL.run(List.of("report", ledgers.toString(), "--format", "json"));
        if (report.exitCode() != 0) {
            throw new IllegalStateException(report.err());
        }
        return Reported.of(report.out());
    }
}
