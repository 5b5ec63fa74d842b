package dev.lastcall.report;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.Role;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.RuleFigures;
import dev.lastcall.sections.Sections;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.Verdict;
import java.nio.charset.Charset;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report as JUnit's XML, for CI servers: a suite for each rule, a test case for each deprecated call site. A call
 * site with calls that a block would refuse fails; one that nobody reached, and that a block would refuse, is skipped;
 * what is allowed or delegated passes. A last suite has the verdict as its only test case. Pure.
 */
public final class JunitReport implements ReportRenderer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int MOST_LINES = 200;

    @Override
    public String render(Sections sections, Charset charset) {
        return new Document(sections).text();
    }

    /** One report in the making. */
    private static final class Document {
        private final StringBuilder out = new StringBuilder();
        private final Sections sections;
        private final Everything everything;
        private int suites;

        private Document(Sections sections) {
            this.sections = sections;
            this.everything = sections.everything();
        }

        private String text() {
            out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
            Map<String, List<CallSite>> byRule = new LinkedHashMap<>();
            for (RuleFigures rule : everything.rules()) {
                byRule.put(rule.totals().id(), new ArrayList<>());
            }
            for (CallSite site : everything.sites()) {
                if (site.site().role() == Role.DEPRECATED) {
                    byRule.computeIfAbsent(site.site().rule(), rule -> new ArrayList<>())
                            .add(site);
                }
            }
            byRule.forEach(this::rule);
            verdict();
            return out.append("</testsuites>\n").toString();
        }

        private void rule(String rule, List<CallSite> sites) {
            int failures = 0;
            int skipped = 0;
            for (CallSite site : sites) {
                switch (site.severity()) {
                    case ERROR -> failures++;
                    case WARNING -> skipped++;
                    case NOTE, NONE -> {}
                }
            }
            begin(rule, sites.size(), failures, skipped);
            property("rule", rule);
            String owner = everything.rules().stream()
                    .filter(figures -> figures.totals().id().equals(rule))
                    .map(RuleFigures::owner)
                    .findFirst()
                    .orElse("");
            if (!owner.isEmpty()) {
                property("owner", owner);
            }
            out.append("    </properties>\n");
            String message = everything.messageOf(rule);
            sites.forEach(site -> testCase(site, message));
            end("");
        }

        private void testCase(CallSite callSite, String message) {
            ReportedSite site = callSite.site();
            String descriptor = site.key().callerDescriptor();
            String jar = callSite.jar().isEmpty() ? "" : " in " + callSite.jar();
            String name = site.key().callerMethod() + descriptor + " -> "
                    + site.key().kind().label() + ' ' + site.key().target().className() + '.'
                    + site.key().target().member() + site.key().target().descriptor() + jar;
            out.append("    <testcase")
                    .append(token("name", name))
                    .append(token("classname", site.key().callerClass()))
                    .append(" time=\"0\"");
            String sentence = SiteWords.sentence(callSite, message);
            switch (callSite.severity()) {
                case ERROR -> failure(site.blocked() > 0 ? "blocked" : "open", sentence, place(callSite));
                case WARNING -> skipped(sentence, place(callSite));
                case NOTE, NONE -> out.append("/>\n");
            }
        }

        /** The text begins with the message, as a stack trace does: GitLab shows the text alone, Jenkins both. */
        private void failure(String type, String message, String details) {
            out.append(">\n      <failure")
                    .append(attribute("type", type))
                    .append(attribute("message", message))
                    .append('>')
                    .append(text(OneLine.of(message) + '\n' + details))
                    .append("</failure>\n    </testcase>\n");
        }

        /** A text alone: a schema of Jenkins knows no attribute here, and both Jenkins and GitLab show the text. */
        private void skipped(String message, String details) {
            out.append(">\n      <skipped>")
                    .append(text(OneLine.of(message) + '\n' + details))
                    .append("</skipped>\n    </testcase>\n");
        }

        private static String place(CallSite site) {
            String file = site.file().isEmpty() ? "" : " (" + site.file() + ')';
            return OneLine.of(site.site().example().caller().asStackFrame() + file);
        }

        private void verdict() {
            Verdict verdict = sections.report().verdict();
            boolean fails = verdict.result() == Verdict.Result.NO_GO;
            boolean unknown = verdict.result() == Verdict.Result.UNKNOWN;
            begin("verdict", 1, fails ? 1 : 0, unknown ? 1 : 0);
            property("result", verdict.result().label());
            out.append("    </properties>\n    <testcase")
                    .append(token("name", "for " + verdict.question().purpose().word()))
                    .append(token("classname", "verdict"))
                    .append(" time=\"0\"");
            String message =
                    verdict.result().label() + ", by " + verdict.question().policyName();
            StringBuilder reasons = new StringBuilder();
            for (Reason reason : verdict.reasons()) {
                reasons.append(OneLine.of(reason.sentence())).append('\n');
            }
            if (fails) {
                failure("verdict", message, reasons.toString());
            } else if (unknown) {
                skipped(message, reasons.toString());
            } else {
                out.append("/>\n");
            }
            end(unseen());
        }

        /** Blind spots and problems. */
        private String unseen() {
            List<String> lines = new ArrayList<>();
            for (BlindSpot spot : sections.report().evidence().blindSpots()) {
                lines.add(OneLine.of("blind spot: " + spot.className() + ": " + spot.reason()));
            }
            for (String problem : sections.report().evidence().problems()) {
                lines.add(OneLine.of("problem: " + problem));
            }
            if (lines.size() > MOST_LINES) {
                int more = lines.size() - MOST_LINES;
                lines = new ArrayList<>(lines.subList(0, MOST_LINES));
                lines.add("and " + more + " more; the JSON report has all");
            }
            return String.join("\n", lines);
        }

        private void begin(String name, int tests, int failures, int skipped) {
            String time = TIME.format(sections.report()
                    .generatedAt()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .atOffset(ZoneOffset.UTC));
            out.append("  <testsuite")
                    .append(token("package", "lastcall"))
                    .append(attribute("id", Integer.toString(suites++)))
                    .append(token("name", name))
                    .append(attribute("timestamp", time))
                    .append(" hostname=\"localhost\"")
                    .append(attribute("tests", Integer.toString(tests)))
                    .append(attribute("failures", Integer.toString(failures)))
                    .append(" errors=\"0\"")
                    .append(attribute("skipped", Integer.toString(skipped)))
                    .append(" time=\"0\">\n    <properties>\n");
        }

        /**
         * At least one for each suite: a schema of Jenkins knows no empty list of them, and Ant's no suite without a
         * list.
         */
        private void property(String name, String value) {
            out.append("      <property")
                    .append(attribute("name", name))
                    .append(attribute("value", value))
                    .append("/>\n");
        }

        private void end(String errors) {
            out.append("    <system-out/>\n    <system-err>")
                    .append(text(errors))
                    .append("</system-err>\n  </testsuite>\n");
        }

        /** A text without blanks at its ends or side by side, and never empty. */
        private static String token(String name, String value) {
            String line = OneLine.prose(value);
            return attribute(name, line.isEmpty() ? "-" : line);
        }

        private static String attribute(String name, String value) {
            return ' ' + name + "=\"" + text(OneLine.of(value)).replace("\"", "&quot;") + '"';
        }

        /** Of lines that are escaped already: what XML would read as markup, or cannot hold. */
        private static String text(String lines) {
            StringBuilder text = new StringBuilder(lines.length());
            for (int i = 0; i < lines.length(); i++) {
                char c = lines.charAt(i);
                switch (c) {
                    case '&' -> text.append("&amp;");
                    case '<' -> text.append("&lt;");
                    case '>' -> text.append("&gt;");
                    case '\ufffe' -> text.append("\\ufffe");
                    case '\uffff' -> text.append("\\uffff");
                    default -> text.append(c);
                }
            }
            return text.toString();
        }
    }
}
