package dev.lastcall.bisect;

import java.util.Set;

/** One run of the command. Thread-safe if the search has more than one job. */
public interface Trial {
    /**
     * Whether the command fails while those are refused.
     *
     * @param refused numbers of call sites, from 0
     * @throws EnoughRunsException if there have been as many runs as there may be
     */
    boolean fails(Set<Integer> refused) throws EnoughRunsException, InterruptedException;
}
