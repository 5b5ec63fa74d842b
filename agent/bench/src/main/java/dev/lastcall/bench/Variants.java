package dev.lastcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Whole processes that differ in one thing, run by turns: each round runs every variant once, in random order, and
 * gives a ratio of CPU times, so that a machine that slows down for a while slows down all of them.
 */
final class Variants {
    private final Forks forks;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, List<Ran>> runs = new LinkedHashMap<>();
    private String told = "";

    Variants(Forks forks) {
        this.forks = forks;
    }

    Variants add(String name, List<String> arguments) {
        commands.put(name, List.copyOf(arguments));
        runs.put(name, new ArrayList<>());
        return this;
    }

    /** Says of each process that has ended, as part of what, how long it took: some take half a minute. */
    Variants tell(String what) {
        told = what;
        return this;
    }

    /** One more round before, which doesn't count, fills the caches of the file system. */
    Variants run(int rounds) throws IOException, InterruptedException {
        return run(-1, rounds);
    }

    /** Without that one: of long processes that is nothing. */
    Variants runOnly(int rounds) throws IOException, InterruptedException {
        return run(0, rounds);
    }

    private Variants run(int first, int rounds) throws IOException, InterruptedException {
        Random random = new Random(42);
        List<String> order = new ArrayList<>(commands.keySet());
        for (int round = first; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                Ran ran = forks.java(commands.getOrDefault(name, List.of()));
                if (round >= 0) {
                    runs(name).add(ran);
                }
                if (!told.isEmpty()) {
                    System.err.printf("%s, %s: %.1f s of CPU%n", told, name, ran.cpuSeconds());
                }
            }
        }
        return this;
    }

    /** CPU time of one variant by that of another, round by round. */
    Samples ratio(String name, String base) {
        return ratio(name, base, Ran::cpuSeconds);
    }

    /** What one variant says behind that word by what another does, round by round. */
    Samples ratio(String name, String base, String word) {
        return ratio(name, base, ran -> Double.parseDouble(ran.after(word)));
    }

    private Samples ratio(String name, String base, ToDoubleFunction<Ran> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < runs(name).size(); i++) {
            ratios.add(figure.applyAsDouble(runs(name).get(i))
                    / figure.applyAsDouble(runs(base).get(i)));
        }
        return new Samples(ratios);
    }

    /** What the last process of that variant has written to its standard error. */
    String said(String name) {
        List<Ran> all = runs(name);
        return all.get(all.size() - 1).err();
    }

    double medianMillis(String name) {
        List<Double> seconds = new ArrayList<>();
        for (Ran ran : runs(name)) {
            seconds.add(ran.cpuSeconds());
        }
        return new Samples(seconds).median() * 1_000;
    }

    private List<Ran> runs(String name) {
        List<Ran> found = runs.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }
}
