package dev.lastcall.verdict;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.DoubtCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether the ledgers are whole, and say that they saw everything. */
final class LedgerDoubts implements Doubts {

    @Override
    public List<Reason> on(Fleet fleet) {
        List<Reason> doubts = new ArrayList<>();
        for (ProcessNote note : fleet.notes(DoubtCode.DAMAGED_LEDGER)) {
            doubts.add(ofLedger(DoubtCode.DAMAGED_LEDGER, note));
        }
        for (ProcessNote note : fleet.notes(DoubtCode.INCOMPLETE_LEDGER)) {
            doubts.add(ofLedger(DoubtCode.INCOMPLETE_LEDGER, note));
        }
        for (String sentence : fleet.contradictions()) {
            doubts.add(Reason.of(
                    DoubtCode.CONTRADICTING_LEDGERS,
                    "",
                    "",
                    subject(sentence, " and "),
                    sentence,
                    "remove the one that is wrong, or accept it by its file's name with a reason"));
        }
        if (fleet.isOverfull()) {
            doubts.add(Reason.of(
                    DoubtCode.OVERFULL_COUNTERS,
                    "",
                    "",
                    DoubtCode.OVERFULL_COUNTERS,
                    "the counters of all ledgers add up to more calls than there can be: sums stop there, and are wrong",
                    "find the ledger with such counters by its report, and remove it"));
        }
        for (String sentence : fleet.unread()) {
            doubts.add(Reason.of(
                    DoubtCode.UNREAD,
                    "",
                    "",
                    subject(sentence, ": "),
                    sentence,
                    "name the ledgers themselves, remove the others, or accept it by its file's name with a reason"));
        }
        fleet.blindSpots().stream()
                .sorted(Comparator.comparing(BlindSpot::className).thenComparing(BlindSpot::reason))
                .forEach(spot -> doubts.add(Reason.of(
                        DoubtCode.BLIND_SPOT,
                        "",
                        "",
                        spot.className(),
                        "blind spot: " + spot.className() + ": " + spot.reason(),
                        "mend it, or accept it by name with a reason")));
        return doubts;
    }

    private static Reason ofLedger(String code, ProcessNote note) {
        return Reason.of(
                code,
                "",
                note.process().service(),
                ProcessNames.file(note.process()),
                note.what(),
                "remove the ledger if other processes of " + note.process().service()
                        + " suffice, or accept it by its file's name with a reason");
    }

    /**
     * The name of the file that a sentence begins with.
     *
     * @param end what comes behind it
     */
    private static String subject(String sentence, String end) {
        int at = sentence.indexOf(end);
        String path = at < 0 ? sentence : sentence.substring(0, at);
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
