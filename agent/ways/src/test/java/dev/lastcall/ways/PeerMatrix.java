package dev.lastcall.ways;

import dev.lastcall.jdks.Jdk;
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

/** All rows on one JDK under another tool: once counting, once refusing if it can. */
final class PeerMatrix {
    private static final String NO_AGENT = "no-agent";

    private final Jdk jdk;
    private final Peer peer;
    private final List<WayRow> rows;
    private final Path folder;
    private final Ingredients ingredients;

    PeerMatrix(Jdk jdk, Peer peer, List<WayRow> rows, Path folder, Ingredients ingredients) {
        this.jdk = jdk;
        this.peer = peer;
        this.rows = rows;
        this.folder = folder.resolve(peer.title());
        this.ingredients = ingredients;
    }

    Map<WayRow, PeerCell> run() throws IOException, InterruptedException {
        Map<String, GroundTruth> count = new HashMap<>();
        List<Seen> seen = run(false, count);
        Map<String, GroundTruth> refuse = new HashMap<>();
        if (peer.canRefuse()) {
            run(true, refuse);
        }
        Map<WayRow, PeerCell> cells = new LinkedHashMap<>();
        for (WayRow row : rows) {
            PeerCell cell = runsUnder(row)
                    ? PeerCell.of(row, count.get(row.name()), seen, peer.canRefuse(), refuse.get(row.name()))
                    : PeerCell.notRun();
            cells.put(row, cell);
        }
        return cells;
    }

    private boolean runsUnder(WayRow row) {
        return !isLate(row) || !peer.attachment(folder).isEmpty();
    }

    private static boolean isLate(WayRow row) {
        return List.of(row.way().flags()).contains(NO_AGENT);
    }

    private List<Seen> run(boolean refuse, Map<String, GroundTruth> truths) throws IOException, InterruptedException {
        List<Callable<List<Seen>>> jobs = new ArrayList<>();
        for (List<WayRow> together :
                Matrix.batches(rows.stream().filter(this::runsUnder).toList())) {
            Path here = folder.resolve(refuse ? "refuse" : "count")
                    .resolve(together.get(0).id());
            jobs.add(() -> fork(here, together, refuse, truths));
        }
        List<Seen> seen = new ArrayList<>();
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try {
            for (Future<List<Seen>> done : pool.invokeAll(jobs)) {
                seen.addAll(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
        return seen;
    }

    private List<Seen> fork(Path here, List<WayRow> together, boolean refuse, Map<String, GroundTruth> truths)
            throws IOException {
        Files.createDirectories(here);
        List<String> command = command(here, together, refuse);
        Files.write(here.resolve("command"), command);
        Fork fork = Fork.run(here, command);
        if (fork.exitCode() != 0 && together.size() > 1) {
            return forkEach(here, together, refuse, truths);
        }
        if (fork.exitCode() != 0) {
            System.err.println(peer.title() + ", " + here.getFileName() + ": exit " + fork.exitCode());
        }
        synchronized (truths) {
            Matrix.truths(fork).forEach(truth -> truths.put(truth.row(), truth));
        }
        return peer.seen(here, together);
    }

    /** One row has ended the JVM under the tool: that must not be held against the others. */
    private List<Seen> forkEach(Path here, List<WayRow> together, boolean refuse, Map<String, GroundTruth> truths)
            throws IOException {
        List<Seen> seen = new ArrayList<>();
        for (WayRow row : together) {
            seen.addAll(fork(here.resolve(row.id()), List.of(row), refuse, truths));
        }
        return seen;
    }

    private List<String> command(Path here, List<WayRow> together, boolean refuse) throws IOException {
        List<String> rowFlags = new ArrayList<>();
        for (String flag : together.get(0).way().flags()) {
            rowFlags.add(ingredients.filled(flag));
        }
        List<String> ofRow = ingredients.takeClassPath(rowFlags);
        boolean late = rowFlags.remove(NO_AGENT);
        List<String> flags = new ArrayList<>(peer.flags(here, together, refuse));
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        // the agent in its place, if the row has one for it
        String agent = flags.remove(0);
        command.addAll(late ? rowFlags : Ingredients.atAgent(rowFlags, agent));
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // fewer calls where rows make millions, and none by reflection afterwards
                "-Dways.blocking=true",
                "-Dways.alone=true",
                "-Dways.refuse=" + refuse,
                "-Dways.recorded=" + PeerFiles.record(here),
                "-Dways.agent=" + peer.attachment(here),
                "-cp"));
        List<String> classPath = new ArrayList<>();
        peer.classPath(here).forEach(path -> classPath.add(path.toString()));
        classPath.addAll(ofRow);
        command.add(String.join(File.pathSeparator, classPath));
        command.add(Runner.class.getName());
        together.forEach(row -> command.add(row.name()));
        return command;
    }
}
