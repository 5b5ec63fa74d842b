package dev.lastcall.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * A damaged ledger that is ignored, since another ledger of its process holds everything that it holds. Immutable.
 *
 * @param file its name
 * @param counting the name of the one that counts
 * @param problems what is wrong with it, but not with the one that counts; at least one
 */
public record DamagedCopy(String file, String counting, List<String> problems) {
    public DamagedCopy {
        problems = List.copyOf(problems);
    }

    /** A whole one changes nothing, as often as it is given. */
    static void add(ProcessEvidence copy, ProcessEvidence counting, List<DamagedCopy> copies) {
        List<String> problems = new ArrayList<>(copy.problems());
        problems.removeAll(counting.problems());
        if (!problems.isEmpty()) {
            copies.add(new DamagedCopy(copy.process().file(), counting.process().file(), problems));
        }
    }
}
