package dev.lastcall.verdict;

import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Accepted doubts that are none: a misspelt entry, or one whose doubt is gone, is to be noticed. Pure functions. */
final class AcceptWarnings {
    static final String ACCEPTS_NOTHING = "accepts-nothing";

    private static final int NAMED = 3;

    private AcceptWarnings() {}

    /** @param used the entries that are about a doubt, expired or not */
    static List<Reason> on(Fleet fleet, Set<Acceptance> used) {
        List<String> unused = new ArrayList<>();
        List<Reason> warnings = new ArrayList<>();
        for (Acceptance entry : fleet.question().terms().accept()) {
            String name = entry.kind() + ' ' + entry.what();
            if (used.contains(entry) && entry.isExpiredOn(fleet.question().day())) {
                warnings.add(Reason.of(
                        ACCEPTS_NOTHING,
                        "",
                        "",
                        entry.what(),
                        "the accept entry " + name + " accepts nothing any more: its last day was " + entry.expires(),
                        "look into the doubt again, and prolong the entry or remove it"));
            } else if (!used.contains(entry) && !isOfAPart(fleet) && mayArise(entry.kind(), fleet)) {
                unused.add(name);
            }
        }
        if (!unused.isEmpty()) {
            warnings.add(Reason.of(
                    ACCEPTS_NOTHING,
                    "",
                    "",
                    unused.size() == 1 ? unused.get(0) : "",
                    (unused.size() == 1
                                    ? "1 accept entry is about no doubt: "
                                    : Words.number(unused.size()) + " accept entries are about no doubt: ")
                            + Words.some(unused, NAMED),
                    "correct what it names, or remove it",
                    "entries",
                    unused));
        }
        return warnings;
    }

    /** What is asked about a part of the services, or of their processes, says nothing of entries for the others. */
    private static boolean isOfAPart(Fleet fleet) {
        return fleet.leftOut() > 0
                || !fleet.question().population().services().isEmpty()
                || !fleet.question().population().environments().isEmpty();
    }

    /** Whether such a doubt can come up where so much is asked: a policy's entries serve more than one question. */
    private static boolean mayArise(String kind, Fleet fleet) {
        Question question = fleet.question();
        return switch (kind) {
            case DoubtCode.UNREACHED ->
                question.purpose() == Purpose.BLOCK && !question.terms().acceptsUnreached();
            case DoubtCode.POSSIBLE_REFERENCE -> question.purpose() == Purpose.DELETE;
            case DoubtCode.SCAN_PROBLEM -> fleet.scan() != null;
            case DoubtCode.ASSUMED_SERVICES, DoubtCode.ASSUMED_ENVIRONMENTS, DoubtCode.ASSUMED_SHIPPED ->
                question.terms().isStrict();
            default -> true;
        };
    }
}
