package dev.lastcall.bisect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Finds out what can't be refused. A set whose refusal fails is halved until one element is left; if both halves pass
 * and the whole fails, what fails together is narrowed down element by element. At the end all that is left is refused
 * together, and what that brings to light is looked for again: so what is called safe has been refused at once, and the
 * command has passed.
 *
 * <p>Which sets are tried follows from the outcomes alone, never from the order in which they come: with the same
 * outcomes the answer is the same, with any number of jobs. About {@code b * log2(n)} runs for {@code b} that break
 * something among {@code n}.
 */
public final class Search {
    private final Trial trial;
    private final ExecutorService jobs;
    private final boolean parallel;

    /**
     * @param jobs runs trials of halves at the same time
     * @param parallel whether it has more than one thread; else all is done on the current one
     */
    public Search(Trial trial, ExecutorService jobs, boolean parallel) {
        this.trial = trial;
        this.jobs = jobs;
        this.parallel = parallel;
    }

    /** All about the numbers from 0 to the count. */
    public Answer run(int count) throws InterruptedException {
        TreeSet<Integer> left = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            left.add(i);
        }
        List<Set<Integer>> breaking = new ArrayList<>();
        try {
            while (!left.isEmpty() && trial.fails(left)) {
                addBreaking(new ArrayList<>(left), breaking);
                breaking.forEach(left::removeAll);
            }
        } catch (EnoughRunsException enough) {
            breaking.forEach(left::removeAll); // what was found until then holds
            return new Answer(breaking, Set.of(), left);
        }
        return new Answer(breaking, left, Set.of());
    }

    /**
     * Adds what breaks something in a set that fails as a whole; at least one set.
     *
     * @param breaking has what was found also if there may be no more runs
     */
    private void addBreaking(List<Integer> failing, List<Set<Integer>> breaking)
            throws EnoughRunsException, InterruptedException {
        if (failing.size() == 1) {
            breaking.add(Set.copyOf(failing));
            return;
        }
        int half = failing.size() / 2;
        List<Integer> first = failing.subList(0, half);
        List<Integer> second = failing.subList(half, failing.size());
        boolean[] fails = both(first, second);
        if (!fails[0] && !fails[1]) {
            breaking.add(smallest(failing));
        }
        if (fails[0]) {
            addBreaking(first, breaking);
        }
        if (fails[1]) {
            addBreaking(second, breaking);
        }
    }

    private boolean[] both(List<Integer> first, List<Integer> second) throws EnoughRunsException, InterruptedException {
        if (!parallel) {
            return new boolean[] {trial.fails(new TreeSet<>(first)), trial.fails(new TreeSet<>(second))};
        }
        Future<Boolean> other = jobs.submit((Callable<Boolean>) () -> trial.fails(new TreeSet<>(second)));
        boolean failsFirst = trial.fails(new TreeSet<>(first));
        try {
            return new boolean[] {failsFirst, other.get()};
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof EnoughRunsException enough) {
                throw enough;
            }
            if (failure.getCause() instanceof InterruptedException ended) {
                throw ended;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /**
     * A part of a failing set that fails, and of which each element is needed for that: by leaving out ever smaller
     * pieces.
     */
    private Set<Integer> smallest(List<Integer> failing) throws EnoughRunsException, InterruptedException {
        List<Integer> current = new ArrayList<>(failing);
        for (int size = Math.max(1, current.size() / 2); size >= 1; size = size == 1 ? 0 : Math.max(1, size / 2)) {
            int at = 0;
            while (at < current.size() && current.size() > 1) {
                List<Integer> without = without(current, at, size);
                if (!without.isEmpty() && trial.fails(new TreeSet<>(without))) {
                    current = without;
                } else {
                    at += size;
                }
            }
        }
        return new TreeSet<>(current);
    }

    private static List<Integer> without(Collection<Integer> all, int at, int size) {
        List<Integer> left = new ArrayList<>();
        int i = 0;
        for (Integer element : all) {
            if (i < at || i >= at + size) {
                left.add(element);
            }
            i++;
        }
        return left;
    }
}
