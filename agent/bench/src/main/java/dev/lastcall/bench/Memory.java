package dev.lastcall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the agent occupies in the web application with a thousand call sites. The heap has one size and is touched as a
 * whole at the start, so that what is resident beyond it doesn't depend on when the collector ran; what lives in the
 * heap is added.
 */
final class Memory implements Part {
    private static final double LIMIT_MB = 15;
    private static final int SITES = 1_000;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        Path callers = workshop.callers(SITES);
        String path = Forks.classPath(List.of(callers)) + java.io.File.pathSeparator + workshop.webClassPath();
        List<Double> resident = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        List<Double> sum = new ArrayList<>();
        String classes = "";
        for (int round = 0; round < Part.times(ROUNDS, effort); round++) {
            Ran without = workshop.forks().java(command(List.of(), path));
            Ran with = workshop.forks()
                    .java(command(List.of(workshop.agent("log=none,policy=" + workshop.smallPolicy())), path));
            resident.add(megabytes(with, "vmrss") - megabytes(without, "vmrss"));
            heap.add(megabytes(with, "heap") - megabytes(without, "heap"));
            sum.add(resident.get(round) + heap.get(round));
            classes = without.after("classes");
        }
        Samples total = new Samples(sum);
        String parts = String.format(
                Locale.ROOT,
                "%.1f MB resident and %.1f MB of heap, %s classes; ",
                new Samples(resident).median(),
                new Samples(heap).median(),
                classes);
        return List.of(Row.atMost(
                "memory, Spring Boot, 1,000 call sites", LIMIT_MB, total.median(), " MB", parts + total.spread()));
    }

    private static List<String> command(List<String> agent, String path) {
        List<String> command = new ArrayList<>(agent);
        command.addAll(List.of(
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Dbench.callers=Callers",
                "-Dbench.memory=true",
                "-cp",
                path,
                WebStart.MAIN));
        return command;
    }

    private static double megabytes(Ran ran, String what) {
        return Double.parseDouble(ran.after(what).split(" ", -1)[0]) / 1_024;
    }
}
