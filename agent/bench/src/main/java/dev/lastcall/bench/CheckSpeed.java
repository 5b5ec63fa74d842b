package dev.lastcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code check} takes over many ledgers, and over a large one. Makes 2.6 GB of ledgers in the temp folder. */
final class CheckSpeed implements Part {
    private static final int NO_GO = 1;
    private static final int MANY = 10_000;

    @Override
    public String name() {
        return "check";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        return List.of(
                row(workshop, Part.times(MANY, effort), 50, 5, 10),
                row(workshop, 1, Part.times(100_000, effort), 1_000, 5));
    }

    /** @param limit in seconds of CPU */
    private static Row row(Workshop workshop, int ledgers, int sites, int rules, double limit)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(workshop.forks().folder(), "ledgers");
        workshop.forks()
                .java(List.of(
                        "-cp",
                        workshop.withCore(),
                        "dev.lastcall.ledger.MadeLedgers",
                        folder.toString(),
                        Integer.toString(ledgers),
                        Integer.toString(sites),
                        Integer.toString(rules)));
        Ran ran = workshop.forks()
                .java(List.of("-Xmx256m", "-jar", workshop.lastcall().toString(), "check", folder.toString()), NO_GO);
        return Row.atMost(
                "check, CPU, ledgers x sites: " + ledgers + " x " + sites,
                limit,
                ran.cpuSeconds(),
                " s",
                "-Xmx256m, " + rules + " rules");
    }
}
