package dev.lastcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whole processes that differ in one thing, run by turns: each round runs every variant once, in random order, and
 * gives a ratio of CPU times, so that a machine that slows down for a while slows down all of them.
 */
final class Variants {
    private final Forks forks;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    Variants(Forks forks) {
        this.forks = forks;
    }

    Variants add(String name, List<String> arguments) {
        commands.put(name, List.copyOf(arguments));
        seconds.put(name, new ArrayList<>());
        return this;
    }

    /** One more round before, which doesn't count, fills the caches of the file system. */
    Variants run(int rounds) throws IOException, InterruptedException {
        Random random = new Random(42);
        List<String> order = new ArrayList<>(commands.keySet());
        for (int round = -1; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                double cpu = forks.java(commands.getOrDefault(name, List.of())).cpuSeconds();
                if (round >= 0) {
                    seconds(name).add(cpu);
                }
            }
        }
        return this;
    }

    /** CPU time of one variant by that of another, round by round. */
    Samples ratio(String name, String base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < seconds(name).size(); i++) {
            ratios.add(seconds(name).get(i) / seconds(base).get(i));
        }
        return new Samples(ratios);
    }

    double medianMillis(String name) {
        return new Samples(seconds(name)).median() * 1_000;
    }

    private List<Double> seconds(String name) {
        List<Double> found = seconds.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }
}
