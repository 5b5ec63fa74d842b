package dev.lastcall.report;

import dev.lastcall.sections.Sections;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.Verdict;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The verdicts at the top of the page, for a block and for a deletion, as sentences with what to do. Pure. */
final class VerdictHtml {
    /** So many reasons of the first verdict stand there; the others are unfolded. */
    private static final int SHOWN = 3;

    private static final int SHOWN_OF_SECOND = 3;
    /** Of a sentence so many characters are shown: names in it may be of any length. */
    private static final int MOST_SENTENCE = 900;

    private static final String CROSS = "M8 8l8 8M16 8l-8 8";
    private static final String TICK = "M7 12.5l3.5 3.5L17 9";
    private static final String ASK = "M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1M12 17v.2";

    private final Markup html;
    private final boolean isFirst;

    private VerdictHtml(Markup html, boolean isFirst) {
        this.html = html;
        this.isFirst = isFirst;
    }

    static void write(Sections sections, Markup html) {
        Verdict verdict = sections.report().verdict();
        Verdict forDelete = sections.report().forDelete();
        html.open("div", "class", "verdicts").line();
        new VerdictHtml(html, true).verdict(verdict);
        if (forDelete != null) {
            new VerdictHtml(html, false).verdict(forDelete);
        }
        html.close("div").line();
    }

    private void verdict(Verdict verdict) {
        String heading = isFirst ? "h1" : "h2";
        int shown = isFirst ? SHOWN : SHOWN_OF_SECOND;
        Question question = verdict.question();
        String id = "verdict-" + question.purpose().word();
        html.open(
                "section",
                "class",
                (isFirst ? "verdict " : "verdict second ") + tone(verdict),
                "id",
                id,
                "aria-labelledby",
                id + "-result");
        html.line().open("div", "class", "banner");
        html.element("p", "question", question(question.purpose()));
        html.open(heading, "class", "result", "id", id + "-result");
        icon(verdict.result());
        html.element("span", "word", verdict.result().label())
                .element("span", "unseen", " for " + question.purpose().word());
        html.close(heading).close("div").line().open("div", "class", "body").line();
        if (verdict.result() == Verdict.Result.GO) {
            reasons("It rests on", "support", verdict.support(), shown);
            reasons("It assumes", "assumptions", verdict.assumptions(), shown);
        } else {
            reasons("", "findings", verdict.findings(), shown);
            reasons(
                    verdict.findings().isEmpty() ? "" : "Also not known",
                    "doubts",
                    verdict.doubts(),
                    verdict.findings().isEmpty() ? shown : 0);
        }
        reasons("Mind", "warnings", verdict.warnings(), isFirst ? 1 : 0);
        reasons("Accepted", "accepted", verdict.accepted(), 0);
        if (verdict.result() != Verdict.Result.GO) {
            reasons("What was seen", "support", verdict.support(), 0);
            reasons("What a GO would assume", "assumptions", verdict.assumptions(), 0);
        }
        asked(question);
        html.close("div").close("section").line();
    }

    private static String tone(Verdict verdict) {
        return switch (verdict.result()) {
            case GO -> "go";
            case NO_GO -> "no-go";
            case UNKNOWN -> "unknown";
        };
    }

    private static String question(Purpose purpose) {
        return switch (purpose) {
            case BLOCK -> "Can the deprecated code be blocked?";
            case DELETE -> "Can it be deleted?";
            case RATCHET -> "Is there no call beside those that are tolerated?";
        };
    }

    private void icon(Verdict.Result result) {
        String path = switch (result) {
            case GO -> TICK;
            case NO_GO -> CROSS;
            case UNKNOWN -> ASK;
        };
        html.raw("<svg viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.2\""
                + " stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\""
                + " r=\"10\"/><path d=\"" + path + "\"/></svg>");
    }

    private void reasons(String title, String className, List<Reason> reasons, int shown) {
        if (reasons.isEmpty()) {
            return;
        }
        int first = Math.min(shown, reasons.size());
        if (!title.isEmpty() && first > 0) {
            html.element(isFirst ? "h2" : "h3", "part", title);
        }
        if (first > 0) {
            list(className, reasons.subList(0, first));
        }
        if (first < reasons.size()) {
            int more = reasons.size() - first;
            html.open("details", "class", "more")
                    .element("summary", "", first > 0 ? "and " + more + " more" : title + " (" + more + ')');
            list(className, reasons.subList(first, reasons.size()));
            html.close("details").line();
        }
    }

    private void list(String className, List<Reason> reasons) {
        html.open("ul", "class", "reasons " + className).line();
        for (int i = 0; i < reasons.size(); i++) {
            Reason reason = reasons.get(i);
            html.open("li");
            sentence(reason);
            boolean same = i + 1 < reasons.size() && reasons.get(i + 1).remedy().equals(reason.remedy());
            if (!reason.remedy().isEmpty() && !same) {
                html.open("div", "class", "remedy")
                        .prose(shown(reason.remedy()))
                        .close("div");
            }
            html.close("li").line();
        }
        html.close("ul").line();
    }

    /** A rule's name at the beginning leads to its call sites. */
    private void sentence(Reason reason) {
        String sentence = shown(reason.sentence());
        String rule = OneLine.of(reason.rule());
        if (rule.isEmpty() || !sentence.startsWith(rule + ':')) {
            html.prose(sentence);
            return;
        }
        html.open("a", "href", "#sites?rule=" + Addresses.encoded(reason.rule()))
                .text(rule)
                .close("a")
                .prose(sentence.substring(rule.length()));
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static String shown(String sentence) {
        return OneLine.cut(OneLine.prose(sentence), MOST_SENTENCE);
    }

    private void asked(Question question) {
        String population = question.population().inWords();
        html.element(
                        "p",
                        "asked",
                        "Judged by " + shown(question.policyName()) + ", on " + question.day() + " ("
                                + zone(question.zone()) + ')' + (population.isEmpty() ? "" : ", of " + population))
                .line();
    }
}
