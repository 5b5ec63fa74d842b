package dev.lastcall.report;

import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A verdict for people: the result alone on the first line; all that follows is indented, so that nothing that comes
 * from an application looks like a result. Pure.
 */
public final class VerdictText {
    private static final String ITEM = "  - ";
    private static final String UNDER_ITEM = "    ";
    private static final String REMEDY = "    -> ";
    private static final String UNDER_REMEDY = "       ";

    private final StringBuilder out = new StringBuilder();

    private VerdictText() {}

    /** The whole verdict, with a line feed at its end. */
    public static String of(Verdict verdict) {
        VerdictText text = new VerdictText();
        text.out.append(verdict.result().label()).append('\n');
        text.question(verdict.question());
        boolean decided = verdict.findings().isEmpty() && verdict.doubts().isEmpty();
        text.tolerated(verdict, decided);
        text.withRemedies("", verdict.findings());
        text.withRemedies(verdict.findings().isEmpty() ? "" : "Also not known:", verdict.doubts());
        text.howToAccept(verdict.doubts());
        text.plain("Accepted:", verdict.accepted());
        text.withRemedies("Mind:", verdict.warnings());
        text.plain(decided ? "It rests on:" : "What was seen:", verdict.support());
        text.plain("It assumes:", decided ? verdict.assumptions() : List.of());
        return text.out.toString();
    }

    /** What another policy would change: the reasons that are new, and those that are gone. */
    public static String change(Verdict before, Verdict after) {
        VerdictText text = new VerdictText();
        text.out
                .append("  ")
                .append(before.result().label())
                .append(" by ")
                .append(OneLine.of(before.question().policyName()))
                .append(", ")
                .append(after.result().label())
                .append(" by ")
                .append(OneLine.of(after.question().policyName()))
                .append('\n');
        text.plain("New with the second:", without(after, before));
        text.plain("Gone with the second:", without(before, after));
        return text.out.toString();
    }

    private static List<Reason> without(Verdict verdict, Verdict other) {
        List<String> known = Stream.concat(other.findings().stream(), other.doubts().stream())
                .map(Reason::sentence)
                .toList();
        return Stream.concat(verdict.findings().stream(), verdict.doubts().stream())
                .filter(reason -> !known.contains(reason.sentence()))
                .toList();
    }

    private void question(Question question) {
        String population = question.population().inWords();
        out.append(Words.wrapped(
                "  ",
                "  ",
                "for " + question.purpose().word() + against(question) + ", by " + question.policyName() + ", on "
                        + question.day() + " (" + question.zone().getId() + ")"
                        + (population.isEmpty() ? "" : ", of " + population)));
    }

    private static String against(Question question) {
        return question.baselineName().isEmpty() ? "" : " against " + question.baselineName();
    }

    /** Right below the result: a GO that rests on tolerated calls is none for readers of the first lines only. */
    private void tolerated(Verdict verdict, boolean decided) {
        for (Reason assumption : decided ? verdict.assumptions() : List.<Reason>of()) {
            if (assumption.code().equals(Verdict.TOLERATED)) {
                out.append(Words.wrapped(
                        "  ",
                        "  ",
                        (verdict.question().purpose() == Purpose.RATCHET
                                        ? "nothing is new; this is no GO for a block. It assumes "
                                        : "it assumes ")
                                + assumption.sentence()));
            }
        }
    }

    private void withRemedies(String heading, List<Reason> reasons) {
        heading(heading, reasons);
        for (int i = 0; i < reasons.size(); i++) {
            Reason reason = reasons.get(i);
            String accepted = reason.acceptedAs();
            out.append(Words.wrapped(
                    ITEM, UNDER_ITEM, reason.sentence() + (accepted.isEmpty() ? "" : " [" + accepted + ']')));
            boolean same = i + 1 < reasons.size() && reasons.get(i + 1).remedy().equals(reason.remedy());
            if (!reason.remedy().isEmpty() && !same) {
                out.append(Words.wrapped(REMEDY, UNDER_REMEDY, reason.remedy()));
            }
        }
    }

    private void howToAccept(List<Reason> doubts) {
        if (doubts.stream().anyMatch(doubt -> !doubt.acceptedAs().isEmpty())) {
            out.append(
                    "  What is in [ ] can be accepted: --accept 'KIND:WHAT:REASON', or verdict.accept in the policy\n");
        }
    }

    private void plain(String heading, List<Reason> reasons) {
        heading(heading, reasons);
        for (Reason reason : reasons) {
            out.append(Words.wrapped(ITEM, UNDER_ITEM, reason.sentence()));
        }
    }

    private void heading(String heading, List<Reason> reasons) {
        if (!heading.isEmpty() && !reasons.isEmpty()) {
            out.append("  ").append(OneLine.of(heading)).append('\n');
        }
    }
}
