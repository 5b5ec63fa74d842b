package dev.lastcall.ledger;

import dev.lastcall.text.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of one ledger can't be used: sentences that name the file and the place. Bounded, however bad the file is. For
 * one reading.
 */
final class Problems {
    private static final int MAX = 100;

    private final String file;
    private final Set<String> sentences = new LinkedHashSet<>();
    private int more;

    /** @param file the path; empty for memory */
    Problems(String file) {
        this.file = file.isEmpty() ? "ledger in memory" : file;
    }

    /** @param position in the file, in bytes */
    void at(long position, String what) {
        add("at byte " + position + ": " + what);
    }

    void add(String what) {
        if (sentences.size() < MAX) {
            sentences.add(file + ": " + what);
        } else {
            more++;
        }
    }

    UnreadableLedgerException unreadable(long position, String what) {
        return new UnreadableLedgerException(file + ": at byte " + position + ": " + what);
    }

    List<String> sentences() {
        List<String> all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add(file + ": and " + OneLine.count(more, "more problem"));
        }
        return all;
    }
}
