package dev.lastcall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How many classes a second the class filter looks at. */
final class FilterSpeed implements Part {
    private static final double LIMIT = 500_000;

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        return List.of(
                row(workshop, "class filter, 1 signature", workshop.smallPolicy()),
                row(workshop, "class filter, 10,000 signatures", workshop.largePolicy(false)));
    }

    private static Row row(Workshop workshop, String what, Path policy) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("-cp", workshop.withCore(), "dev.lastcall.weave.ClassFilterSpeed", policy.toString()));
        for (Path jar : workshop.libraryJars()) {
            command.add(jar.toString());
        }
        String[] answer = workshop.forks().java(command).out().strip().split("\t", -1);
        return Row.atLeast(
                what,
                LIMIT,
                Double.parseDouble(answer[0]),
                " /s",
                answer[1] + " classes, " + answer[2] + " of them to be looked at");
    }
}
