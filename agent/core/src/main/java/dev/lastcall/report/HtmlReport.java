package dev.lastcall.report;

import dev.lastcall.evidence.Calls;
import dev.lastcall.sections.Amount;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.RuleFigures;
import dev.lastcall.sections.Sections;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.Verdict;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report as one page in one file: {@code report --format html}. The verdict, the figures and the worst call sites
 * are written here, so that the page says the main thing without a script; the rest is made in the browser from the
 * report's JSON, which is in the page. The page asks nobody for anything: its Content-Security-Policy forbids each
 * request, and allows no script and no style but ours. To be written as UTF-8. Without a state but the source files
 * that it may read.
 */
public final class HtmlReport implements ReportRenderer {
    /** Without a script so many call sites are listed. */
    private static final int WORST = 15;

    private final @Nullable SourceTree sources;

    public HtmlReport() {
        this(null);
    }

    private HtmlReport(@Nullable SourceTree sources) {
        this.sources = sources;
    }

    @Override
    public String render(Sections sections, Charset charset) {
        return new Page(sections, SourceJson.of(sections.everything().sites(), sources)).text();
    }

    @Override
    public ReportRenderer with(SourceTree sources) {
        return new HtmlReport(sources);
    }

    /** One page in the making. */
    private static final class Page {
        private final Markup html = new Markup();
        private final Sections sections;
        private final Report report;

        private final String sources;

        private Page(Sections sections, String sources) {
            this.sections = sections;
            this.sources = sources;
            this.report = sections.report();
        }

        private String text() {
            String style = PageFiles.style();
            String script = PageFiles.script();
            html.raw("<!doctype html>\n")
                    .open("html", "lang", "en")
                    .line()
                    .open("head")
                    .line();
            html.open("meta", "charset", "utf-8").line();
            html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script));
            html.line().open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
            html.line()
                    .open("meta", "name", "color-scheme", "content", "light dark")
                    .line();
            html.open("meta", "name", "referrer", "content", "no-referrer").line();
            html.element("title", "", title()).line();
            html.open("style").raw(style).close("style").line();
            html.close("head").line().open("body").line();
            html.open("a", "class", "skip", "href", "#main")
                    .text("Skip to the verdict")
                    .close("a")
                    .line();
            top();
            html.open("main", "id", "main", "class", "wrap", "tabindex", "-1").line();
            VerdictHtml.write(sections, html);
            figures();
            html.open("div", "id", "sections").line();
            worst();
            html.close("div").line().close("main").line();
            foot();
            data("report", JsonReport.forPage(sections));
            data("sources", sources);
            html.open("script").raw(script).close("script").line();
            return html.close("body").line().close("html").line().toString();
        }

        private static String policy(String style, String script) {
            return "default-src 'none'; style-src " + PageFiles.hash(style) + "; script-src " + PageFiles.hash(script)
                    + "; base-uri 'none'; form-action 'none'";
        }

        private String title() {
            StringBuilder title = new StringBuilder("Lastcall: ").append(answer(report.verdict()));
            Verdict forDelete = report.forDelete();
            if (forDelete != null) {
                title.append(", ").append(answer(forDelete));
            }
            return title.toString();
        }

        private static String answer(Verdict verdict) {
            return verdict.result().label() + " for "
                    + verdict.question().purpose().word();
        }

        private void top() {
            html.open("header", "class", "top").open("div", "class", "wrap", "id", "bar");
            html.open("p", "class", "brand")
                    .text("Lastcall ")
                    .element("span", "", "report")
                    .close("p");
            html.close("div").close("header").line();
        }

        private void figures() {
            int processes = report.evidence().processes().size();
            html.open("dl", "class", "figures").line();
            figure("open calls", sum(RuleFigures::open));
            figure("allowed calls", sum(RuleFigures::allowed));
            figure("calls of the replacement", sum(RuleFigures::canonical));
            long silent = 0;
            for (RuleFigures rule : sections.everything().rules()) {
                silent += rule.neverReached();
            }
            figure("deprecated call sites that nobody reached", silent);
            figure(
                    (processes == 1 ? "process" : "processes") + " of " + Words.count(sections.services(), "service"),
                    processes);
            html.close("dl").line();
        }

        private Amount sum(Function<RuleFigures, Amount> figure) {
            long calls = 0;
            int sites = 0;
            for (RuleFigures rule : sections.everything().rules()) {
                Amount amount = figure.apply(rule);
                calls = Calls.sum(calls, amount.calls());
                sites += amount.sites();
            }
            return new Amount(calls, sites);
        }

        private void figure(String name, Amount amount) {
            figure(name + " at " + Words.count(amount.sites(), "call site"), amount.calls());
        }

        private Stream<ReportedSite> sites() {
            return sections.everything().sites().stream().map(CallSite::site);
        }

        private void figure(String name, long value) {
            html.open("div")
                    .element("dt", "", name)
                    .element("dd", "", Words.number(value))
                    .close("div")
                    .line();
        }

        /** For those who let no script run. */
        private void worst() {
            List<ReportedSite> worst = sites().filter(site -> site.openCalls() > 0)
                    .sorted(Comparator.comparing(ReportedSite::openCalls).reversed())
                    .limit(WORST)
                    .toList();
            html.open("section", "class", "section", "aria-labelledby", "worst");
            html.open("header")
                    .open("h2", "id", "worst")
                    .text("The worst call sites")
                    .close("h2");
            html.open("noscript")
                    .element(
                            "p",
                            "",
                            "This browser runs no script, so that there is no list of all call sites. The report as"
                                    + " text or JSON has them.")
                    .close("noscript")
                    .close("header")
                    .line();
            if (worst.isEmpty()) {
                boolean anything = !report.evidence().processes().isEmpty();
                boolean sure = report.verdict().result() != Verdict.Result.UNKNOWN;
                html.element(
                                "p",
                                sure ? "panel empty" : "panel empty unsure",
                                !anything
                                        ? "There is no evidence yet."
                                        : "No open call was seen."
                                                + (sure
                                                        ? ""
                                                        : " That is no proof: the verdict says what is not known."))
                        .close("section")
                        .line();
                return;
            }
            html.open("div", "class", "scroll").open("table").line();
            html.raw("<thead><tr><th scope=\"col\" class=\"num\">Open calls</th><th scope=\"col\">Call site</th>"
                    + "<th scope=\"col\">Calls</th></tr></thead>\n<tbody>\n");
            for (ReportedSite site : worst) {
                html.open("tr").element("td", "num", Words.number(site.openCalls()));
                html.element("td", "code", site.example().caller().asStackFrame());
                html.element("td", "code", site.example().target().asReference())
                        .close("tr")
                        .line();
            }
            html.raw("</tbody></table></div></section>\n");
        }

        private void foot() {
            html.open("footer").open("div", "class", "wrap");
            html.text("Made by Lastcall on " + Words.time(report.generatedAt()) + " of "
                    + Words.count(report.evidence().processes().size(), "ledger")
                    + ". This page asks no server for anything.");
            html.close("div").close("footer").line();
        }

        /** @param json in which no {@code <} stands */
        private void data(String id, String json) {
            html.open("script", "type", "application/json", "id", id)
                    .raw(json)
                    .close("script")
                    .line();
        }
    }
}
