package dev.lastcall.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastcall.sections.AllowSection;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.DualScope;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.RuleFigures;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.Severity;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.Verdict;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The report as Markdown, for a pull request or a job summary: the verdict, the rules, and call sites, the worst first.
 * It is always shorter than what such places take, 65,536 characters, and says what it leaves out. Names stand in
 * {@code code} elements, where nothing is a link, a mention or markup. Pure.
 */
public final class MarkdownReport implements ReportRenderer {
    @Override
    public String render(Sections sections, Charset charset) {
        return new Document(sections).text();
    }

    /** One report in the making. */
    private static final class Document {
        private static final int MOST_NAME = 240;
        private static final int MOST_PROSE = 400;
        private static final int MOST_REASONS = 8;
        /** A text of characters that all have to be escaped is shown in part. */
        private static final int MOST_ESCAPED = 900;
        /** What is written when these parts end, in bytes at most: each leaves room for those behind it. */
        private static final int UNTIL_RULES = 24_000;

        private static final int UNTIL_OPEN = 42_000;
        private static final int UNTIL_UNREACHED = 50_000;
        private static final int UNTIL_ENTRIES = 56_000;

        private final StringBuilder out = new StringBuilder();
        private final Sections sections;
        private final Everything everything;
        private int bytes;

        private Document(Sections sections) {
            this.sections = sections;
            this.everything = sections.everything();
        }

        private String text() {
            verdict(sections.report().verdict());
            Verdict forDelete = sections.report().forDelete();
            if (forDelete != null) {
                line("For a deletion: **" + forDelete.result().label() + "**.");
                line("");
            }
            if (!everything.owner().isEmpty()) {
                line("Only what " + code(everything.owner()) + " has to act on: "
                        + Words.number(everything.sites().size()) + " of "
                        + Words.count(everything.allSites(), "call site") + ". The verdict is that of all.");
                line("");
            }
            rules();
            table(
                    "Call sites to migrate",
                    everything.worst(Severity.ERROR),
                    List.of("calls", "call site", "calls what", "rule", "owner", "services", "last call"),
                    this::open,
                    UNTIL_OPEN);
            table(
                    "Never reached, and a block would refuse them",
                    everything.worst(Severity.WARNING),
                    List.of("call site", "calls what", "rule", "owner", "services"),
                    this::unreached,
                    UNTIL_UNREACHED);
            dual();
            entries();
            unseen();
            line("Times are in UTC. `report --format json` has all of it.");
            return out.toString();
        }

        private void verdict(Verdict verdict) {
            line("## Lastcall: " + verdict.result().label());
            line("");
            line("For a " + verdict.question().purpose().word() + ", by "
                    + code(verdict.question().policyName(), MOST_PROSE) + ", on "
                    + verdict.question().day() + ".");
            line("");
            List<Reason> reasons = verdict.reasons();
            for (Reason reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
                line("- " + prose(reason.sentence())
                        + (reason.remedy().isEmpty() ? "" : "<br>→ " + prose(reason.remedy())));
            }
            if (reasons.size() > MOST_REASONS) {
                line("- and " + Words.count(reasons.size() - MOST_REASONS, "more reason"));
            }
            line("");
        }

        private void rules() {
            List<RuleFigures> rules = everything.rules();
            row(List.of("rule", "to migrate", "blocked", "allowed", "never reached", "owner", "what to do"));
            row(List.of("---", "---:", "---:", "---:", "---:", "---", "---"));
            int shown = 0;
            for (RuleFigures rule : rules) {
                String row = asRow(List.of(
                        code(rule.totals().id()),
                        Words.count(rule.open().calls(), "call") + " at "
                                + Words.number(rule.open().sites()),
                        Words.number(rule.blocked().calls()),
                        Words.number(rule.allowed().calls()),
                        Words.number(rule.neverReached()),
                        rule.owner().isEmpty() ? "" : code(rule.owner()),
                        prose(rule.totals().message())));
                if (!fits(row, UNTIL_RULES)) {
                    break;
                }
                line(row);
                shown++;
            }
            line("");
            if (rules.size() > shown) {
                line("Left out: " + Words.count(rules.size() - shown, "more rule") + ".");
                line("");
            }
        }

        private List<String> open(CallSite callSite) {
            ReportedSite site = callSite.site();
            return List.of(
                    Words.number(site.openCalls()) + (site.blocked() > 0 ? " (refused)" : ""),
                    place(callSite) + (site.inStaticInitializer() ? "<br>⚠ in a static initializer" : ""),
                    target(site),
                    code(site.rule()),
                    codes(callSite.owned().owners()),
                    codes(callSite.services()),
                    time(site.lastSeen()));
        }

        private List<String> unreached(CallSite callSite) {
            ReportedSite site = callSite.site();
            return List.of(
                    place(callSite) + (site.inStaticInitializer() ? "<br>⚠ in a static initializer" : ""),
                    target(site),
                    code(site.rule()),
                    codes(callSite.owned().owners()),
                    codes(callSite.services()));
        }

        private static String place(CallSite site) {
            return code(site.site().example().caller().asStackFrame(), MOST_NAME)
                    + (site.file().isEmpty() ? "" : "<br>" + code(site.file(), MOST_NAME));
        }

        private static String target(ReportedSite site) {
            return code(site.example().target().asReference(), MOST_NAME);
        }

        private static String time(Instant time) {
            return time.equals(Instant.EPOCH)
                    ? ""
                    : time.toString().substring(0, 16).replace('T', ' ');
        }

        /** As many rows as there is room for, and how many call sites and calls are left out. */
        private void table(
                String title,
                List<CallSite> sites,
                List<String> names,
                Function<CallSite, List<String>> cells,
                int mostBytes) {
            if (sites.isEmpty()) {
                return;
            }
            line("### " + title + " (" + Words.number(sites.size()) + ")");
            line("");
            row(names);
            row(names.stream()
                    .map(name -> name.equals("calls") ? "---:" : "---")
                    .toList());
            int shown = 0;
            for (CallSite site : sites) {
                String row = asRow(cells.apply(site));
                if (!fits(row, mostBytes)) {
                    break;
                }
                line(row);
                shown++;
            }
            line("");
            if (shown < sites.size()) {
                long calls = 0;
                for (CallSite site : sites.subList(shown, sites.size())) {
                    calls += Math.min(site.site().openCalls(), Long.MAX_VALUE / 2 - calls);
                }
                line("Left out: " + Words.count(sites.size() - shown, "more call site")
                        + (calls > 0 ? " with " + Words.count(calls, "call") : "") + ".");
                line("");
            }
        }

        private void dual() {
            List<DualScope> dual = everything.dual();
            if (dual.isEmpty()) {
                return;
            }
            DualScope first = dual.get(0);
            line("**Both ways are used** in " + Words.count(dual.size(), "scope") + ", most in " + first.kind() + ' '
                    + code(first.name(), MOST_NAME) + ": state may be lost there.");
            line("");
        }

        /** Those that end soon, or have. */
        private void entries() {
            List<AllowSection> ending = new ArrayList<>();
            for (AllowSection entry : everything.allow()) {
                if (entry.state() != AllowSection.State.ACTIVE) {
                    ending.add(entry);
                }
            }
            int shown = 0;
            for (AllowSection entry : ending) {
                String owner = owner(entry.entry().owner());
                String line =
                        "- The allow entry " + code(entry.entry().text(), 120) + " of " + code(entry.rule()) + owner
                                + (entry.state() == AllowSection.State.EXPIRED ? " has expired on " : " ends on ")
                                + entry.entry().expires()
                                + (entry.open().isNone()
                                        ? ""
                                        : ": " + Words.count(entry.open().calls(), "call") + " to migrate")
                                + '.';
                if (!fits(line, UNTIL_ENTRIES)) {
                    break;
                }
                line(line);
                shown++;
            }
            if (ending.size() > shown) {
                line("- Left out: " + Words.count(ending.size() - shown, "more entry", "more entries"));
            }
            if (!ending.isEmpty()) {
                line("");
            }
        }

        private static String owner(@Nullable String owner) {
            return owner == null ? "" : " (owner " + code(owner, 80) + ')';
        }

        private void unseen() {
            int blind = sections.report().evidence().blindSpots().size();
            int problems = sections.report().evidence().problems().size();
            if (blind > 0 || problems > 0) {
                line("Not everything was seen: " + Words.count(blind, "blind spot") + ", "
                        + Words.count(problems, "ledger problem") + ".");
                line("");
            }
        }

        private void row(List<String> cells) {
            line(asRow(cells));
        }

        private static String asRow(List<String> cells) {
            return "| " + String.join(" | ", cells) + " |";
        }

        private boolean fits(String text, int until) {
            return bytes + text.getBytes(UTF_8).length < until;
        }

        private void line(String text) {
            out.append(text).append('\n');
            bytes += text.getBytes(UTF_8).length + 1;
        }

        private static String codes(List<String> names) {
            int most = 4;
            String shown = String.join(
                    " ",
                    names.subList(0, Math.min(most, names.size())).stream()
                            .map(name -> code(name, 80))
                            .toList());
            return shown + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
        }

        private static String code(String text) {
            return code(text, MOST_NAME);
        }

        /** A text in which nothing is markup, a link or a mention. */
        private static String code(String text, int most) {
            return "<code>" + escaped(OneLine.of(text, most), false) + "</code>";
        }

        /** The same as running text. */
        private static String prose(String text) {
            int most = MOST_PROSE;
            String escaped = escaped(OneLine.prose(OneLine.cut(text, most)), true);
            while (escaped.length() > MOST_ESCAPED && most > 20) {
                most /= 2;
                escaped = escaped(OneLine.prose(OneLine.cut(text, most)), true);
            }
            return escaped;
        }

        /**
         * What Markdown or HTML may read as markup becomes a character reference. In running text a comment also parts
         * what hosts would make a mention, an issue or a link of: they look for these when the page is made.
         */
        private static String escaped(String text, boolean running) {
            StringBuilder html = new StringBuilder(text.length() + 16);
            boolean number = true; // a number with a dot or parenthesis behind it begins a list
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                boolean plain = c > '~'
                        || Character.isLetterOrDigit(c)
                        || " ,;('/?%".indexOf(c) >= 0
                        || (c == ':' && (next == ' ' || (!running && next != '/')));
                boolean www = c == '.' && i > 0 && (text.charAt(i - 1) | 0x20) == 'w'; // of what is read as an address
                boolean inside = ".)-=+".indexOf(c) >= 0 && i > 0 && !number && !www;
                number &= c >= '0' && c <= '9';
                if (plain || inside) {
                    html.append(c);
                } else {
                    html.append("&#").append((int) c).append(';');
                }
                if (running && next != ' ' && ("@#!~%&$".indexOf(c) >= 0 || (c == ':' && next == '/') || www)) {
                    html.append("<!-- -->");
                }
            }
            return html.toString();
        }
    }
}
