package dev.lastcall.report;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.RuleTotals;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Role;
import dev.lastcall.sections.Amount;
import dev.lastcall.sections.BarAxis;
import dev.lastcall.sections.DualScope;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.Listed;
import dev.lastcall.sections.Owned;
import dev.lastcall.sections.RuleSection;
import dev.lastcall.sections.RuleSection.ShownSite;
import dev.lastcall.sections.RuleSection.SiteGroup;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.ServiceSummary;
import dev.lastcall.sections.UnusedText;
import dev.lastcall.sections.View;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Reason;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.ReportedSite.ServiceUse;
import dev.lastcall.verdict.Treatment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report for people: the verdict and its worst reasons, then rule by rule the call sites, dual scopes, processes,
 * and what was never called, not seen or not used. No colours; line feeds; 100 columns unless everything is asked for;
 * ASCII but for bars, and names and messages of the application. Pure.
 */
public final class TextReport implements ReportRenderer {
    @Override
    public String render(Sections sections, Charset charset) {
        return new Page(sections, charset).text();
    }

    @Override
    public boolean isForPeople() {
        return true;
    }

    /** As nobody asked for anything else. */
    public static String of(Report report) {
        return new TextReport().render(Sections.of(report, View.USUAL), StandardCharsets.UTF_8);
    }

    /** One report in the making. */
    private static final class Page {
        private static final int COLUMNS = 100;
        /** Of a text that somebody wrote, so many characters are shown. */
        private static final int MOST_PROSE = 300;

        private static final int MOST_REASON = 450;
        private static final String MORE = "; --top N or --all shows more";
        private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
        private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

        private final StringBuilder out = new StringBuilder();
        private final Sections sections;
        private final Bars bars;
        private final ZoneId zone;
        private final boolean full;

        private Page(Sections sections, Charset charset) {
            this.sections = sections;
            this.bars = Bars.in(charset);
            this.zone = sections.report().verdict().question().zone();
            this.full = sections.view().all();
        }

        private String text() {
            line("LASTCALL REPORT of " + Words.time(sections.report().generatedAt()));
            owner();
            verdict();
            summary();
            sections.rules().forEach(this::rule);
            otherRules();
            dualScopes();
            processes();
            eachProcess();
            neverCalled();
            blindSpots();
            unused();
            problems();
            return out.toString();
        }

        private void owner() {
            Everything everything = sections.everything();
            if (!everything.owner().isEmpty()) {
                line("OWNER " + shortLabel(everything.owner(), 40) + ": "
                        + Words.number(everything.sites().size()) + " of "
                        + Words.count(everything.allSites(), "call site") + "; the verdict is that of all");
            }
        }

        private void verdict() {
            if (full) {
                out.append("VERDICT ").append(VerdictText.of(sections.report().verdict()));
                return;
            }
            Question question = sections.report().verdict().question();
            line("VERDICT " + sections.report().verdict().result().label());
            prose(
                    "  ",
                    "for " + question.purpose().word() + ", by " + question.policyName() + ", on " + question.day()
                            + " (" + question.zone().getId() + ")",
                    MOST_REASON);
            reasons(sections.reasons(), "reason");
            if (!sections.assumptions().isEmpty()) {
                line("  It assumes:");
                reasons(sections.assumptions(), "assumption");
            }
            if (!sections.warnings().isEmpty()) {
                line("  Mind:");
                reasons(sections.warnings(), "warning");
            }
        }

        private void reasons(Listed<Reason> reasons, String noun) {
            List<Reason> shown = reasons.shown();
            for (int i = 0; i < shown.size(); i++) {
                Reason reason = shown.get(i);
                prose("  - ", reason.sentence(), MOST_REASON);
                boolean same = i + 1 < shown.size() && shown.get(i + 1).remedy().equals(reason.remedy());
                if (!reason.remedy().isEmpty() && !same) {
                    prose("    -> ", reason.remedy(), MOST_REASON);
                }
            }
            if (reasons.more() > 0) {
                line("    and " + Words.count(reasons.more(), "more " + noun) + "; check lists all");
            }
        }

        private void summary() {
            line(Words.count(sections.report().evidence().processes().size(), "process", "processes")
                    + (sections.services() > 1 ? " of " + Words.count(sections.services(), "service") : "") + ", "
                    + Words.count(sections.report().evidence().rules().size(), "rule") + ", "
                    + amount(sections.total()));
            BarAxis axis = sections.axis();
            String zoneName = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
            boolean anyBar = sections.rules().stream()
                    .flatMap(rule -> rule.groups().stream())
                    .flatMap(group -> group.sites().stream())
                    .anyMatch(site -> !site.bar().isEmpty());
            if (anyBar) {
                line("Times in " + zoneName + "; bars: calls from " + time(axis.from()) + " to " + time(axis.until())
                        + ", " + each(axis.hours()) + " each");
            } else if (!sections.processes().isEmpty()) {
                line("Times in " + zoneName);
            }
        }

        private static String each(int hours) {
            return hours % 24 == 0 ? Words.count(hours / 24, "day") : Words.count(hours, "hour");
        }

        private void rule(RuleSection section) {
            RuleTotals rule = section.rule();
            heading("RULE " + shortLabel(rule.id(), 60) + ": " + rule.pattern().label() + ", mode "
                    + shortLabel(rule.mode(), 10));
            if (!rule.message().isBlank()) {
                prose("  ", rule.message(), MOST_PROSE);
            }
            line(
                    section.toMigrate().isNone()
                            ? "  To migrate: no call was seen"
                            : "  To migrate: " + amount(section.toMigrate())
                                    + (section.blocked() > 0
                                            ? ", " + Words.number(section.blocked()) + " blocked"
                                            : ""));
            if (!section.allowed().isNone()) {
                line("  Allowed: " + amount(section.allowed()));
            }
            if (!section.delegated().isNone()) {
                line("  Delegated: " + amount(section.delegated())
                        + " (between the rule's own deprecated and canonical classes)");
            }
            if (!section.byAgents().isNone()) {
                line("  Made by other agents: " + amount(section.byAgents()) + " (no finding, and not refused)");
            }
            line("  Canonical: "
                    + (rule.hasCanonical() || !section.canonical().isNone()
                            ? amount(section.canonical())
                            : "the rule names none"));
            int never = section.deprecatedNeverCalled() + section.canonicalNeverCalled();
            if (never > 0) {
                line("  Never called: " + Words.count(never, "woven call site") + " ("
                        + Words.number(section.deprecatedNeverCalled()) + " deprecated, "
                        + Words.number(section.canonicalNeverCalled()) + " canonical)");
            }
            sites(section);
        }

        private void sites(RuleSection section) {
            if (section.groups().isEmpty()) {
                return;
            }
            int calls = 5;
            for (SiteGroup group : section.groups()) {
                for (ShownSite shown : group.sites()) {
                    calls = Math.max(calls, Words.number(shown.site().calls()).length());
                }
            }
            line("    " + " ".repeat(calls - 5) + "calls  in block   call site");
            for (SiteGroup group : section.groups()) {
                String name = group.name().isEmpty() ? "not known where" : group.name();
                String detail = group.detail().isEmpty() ? "" : " (" + group.detail() + ')';
                line("  " + fitted(name + detail, COLUMNS - 45) + ": " + amount(group.amount()));
                for (ShownSite shown : group.sites()) {
                    site(shown, calls);
                }
            }
            if (section.more().sites() > 0) {
                line("  and " + Words.count(section.more().sites(), "more call site") + " with "
                        + Words.count(section.more().calls(), "call") + MORE);
            }
        }

        private void site(ShownSite shown, int calls) {
            ReportedSite site = shown.site();
            String first = "    " + pad(Words.number(site.calls()), calls) + "  "
                    + padRight(site.treatment().word(), 9) + "  ";
            String next = " ".repeat(first.length());
            int width = COLUMNS - first.length();
            lines(first, next, frame(site, width));
            String arrow = "-> " + site.key().kind().label() + ' ';
            lines(next, next + "   ", arrow + target(site, width - arrow.length()));
            was(site, next);
            if (site.swallowed() > 0) {
                line(next + Words.count(site.swallowed(), "refusal")
                        + " swallowed: for the caller the enum has no constants");
            }
            if (site.inStaticInitializer()) {
                line(next + "! in a static initializer: a refusal breaks the class for good");
            }
            AllowEntry entry = site.entry();
            if (entry != null) {
                prose(next, "by " + entry(entry), full ? Integer.MAX_VALUE : 2 * width - 10);
            }
            if (!shown.owned().owners().isEmpty() && shown.owned().by() != Owned.By.ALLOW_ENTRY) {
                prose(next, "owner: " + String.join(", ", shown.owned().owners()), 2 * width - 10);
            }
            String bar = bars.of(shown.bar());
            String when = "    " + bar + (bar.isEmpty() ? "" : "  ") + times(site) + "  ";
            line(when + services(site, COLUMNS - when.length()));
        }

        /** What was, where a block would do something else, or did something. */
        private void was(ReportedSite site, String indent) {
            List<String> was = new ArrayList<>();
            if (site.blocked() > 0) {
                was.add(Words.number(site.blocked()) + " refused");
            }
            if (site.allowedThen() > 0 && site.treatment() != Treatment.ALLOW) {
                was.add(Words.number(site.allowedThen()) + " allowed by an entry of then");
            }
            if (!was.isEmpty()) {
                line(indent + "was: " + String.join(", ", was));
            }
        }

        private static String entry(AllowEntry entry) {
            return entry.text()
                    + (entry.expires() == null ? "" : " until " + entry.expires())
                    + (entry.owner() == null ? "" : ", owner " + entry.owner())
                    + (entry.hasReason() ? ": " + entry.reason() : "");
        }

        private String times(ReportedSite site) {
            Instant last = site.lastSeen();
            boolean oneDay = LocalDate.ofInstant(site.firstSeen(), zone).equals(LocalDate.ofInstant(last, zone));
            return time(site.firstSeen()) + " - " + (oneDay ? TIME_OF_DAY.format(last.atZone(zone)) : time(last));
        }

        /** As many as there is room for, with those that call most first. */
        private String services(ReportedSite site, int width) {
            List<ServiceUse> uses = site.callingServices();
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < uses.size(); i++) {
                String name = (i == 0 ? "" : ", ")
                        + OneLine.of(
                                uses.get(i).service() + versions(uses.get(i).versions()));
                String after = i + 1 == uses.size() ? "" : " and " + Words.number(uses.size() - i - 1) + " more";
                if (!full && i > 0 && names.length() + name.length() + after.length() > width) {
                    return names + " and " + Words.number(uses.size() - i) + " more";
                }
                names.append(i == 0 ? fitted(name, width - after.length()) : name);
            }
            return names.toString();
        }

        private String versions(List<String> versions) {
            if (versions.isEmpty()) {
                return "";
            }
            return ' '
                    + (versions.size() < 3 || full
                            ? String.join("/", versions)
                            : versions.get(0) + ".." + versions.get(versions.size() - 1));
        }

        private void otherRules() {
            Listed<RuleTotals> others = sections.otherRules();
            if (others.isEmpty()) {
                return;
            }
            heading("MORE RULES: " + Words.number(others.size()) + " with fewer calls" + MORE);
            for (RuleTotals rule : others.shown()) {
                line("  " + shortLabel(rule.id(), 40) + ": "
                        + Words.count(rule.deprecatedCalls(), "deprecated call") + ", "
                        + Words.number(rule.canonicalCalls()) + " canonical");
            }
            more(others, "rule", "rules");
        }

        private void dualScopes() {
            Listed<DualScope> dual = sections.dual();
            heading("DUAL SCOPES: where deprecated and canonical members were both called");
            if (dual.isEmpty()) {
                line("  none");
                return;
            }
            int half = (COLUMNS - 7) / 2;
            line("  " + padRight("deprecated", half) + " | canonical");
            int digits = 4;
            for (DualScope scope : dual.shown()) {
                long most = Math.max(scope.deprecatedCalls(), scope.canonicalCalls());
                digits = Math.max(digits, Words.number(most).length());
            }
            for (DualScope scope : dual.shown()) {
                String name = scope.kind().equals("class")
                        ? Names.ofClass(scope.name(), full ? Integer.MAX_VALUE : COLUMNS - 10)
                        : fitted(scope.name(), COLUMNS - 15);
                String tail = " (" + shortLabel(scope.rule(), 40) + ')';
                String start = scope.kind() + ' ' + name;
                boolean fits = full || 2 + start.length() + tail.length() <= COLUMNS;
                lines("  ", "    ", fits ? start + tail : start);
                beside(
                        side(scope.deprecatedCalls(), scope.deprecated(), digits, half),
                        side(scope.canonicalCalls(), scope.canonical(), digits, half),
                        half);
            }
            more(dual, "dual scope", "dual scopes");
        }

        /** The call site with the most calls on one side of a dual scope. */
        private static List<String> side(long calls, ReportedSite site, int digits, int width) {
            String indent = " ".repeat(digits + 2);
            int rest = width - 2 - indent.length();
            List<String> cell = new ArrayList<>();
            List<String> frame = Names.lines(Names.withoutPackage(site.example().caller(), rest), rest);
            List<String> target =
                    Names.lines("-> " + Names.withoutPackage(site.example().target(), rest - 3), rest);
            for (int i = 0; i < frame.size(); i++) {
                cell.add((i == 0 ? pad(Words.number(calls), digits) + "  " : indent) + frame.get(i));
            }
            target.forEach(line -> cell.add(indent + line));
            return cell;
        }

        private void beside(List<String> left, List<String> right, int width) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                String one = i < left.size() ? left.get(i) : "";
                String other = i < right.size() ? right.get(i) : "";
                out.append(("    " + padRight(one, width - 2) + " | " + other).stripTrailing())
                        .append('\n');
            }
        }

        private void processes() {
            Listed<ServiceSummary> processes = sections.processes();
            heading("PROCESSES");
            if (processes.isEmpty()) {
                line("  none");
                return;
            }
            Table table = new Table("  ", ">processes", "mode", "state", "first start", "last heard of", "service");
            for (ServiceSummary service : processes.shown()) {
                table.row(
                        Words.number(service.processes()),
                        shortLabel(String.join("/", service.modes()), 11),
                        states(service),
                        time(service.firstStart()),
                        time(service.lastSeen()),
                        service.service()
                                + (service.version().isEmpty() ? "" : ' ' + service.version())
                                + (service.environments().isEmpty()
                                        ? ""
                                        : ", " + String.join("/", service.environments())));
            }
            table.appendTo(out, full ? Integer.MAX_VALUE : COLUMNS);
            more(processes, "version of a service", "versions of services");
        }

        private static String states(ServiceSummary service) {
            List<String> states = new ArrayList<>();
            add(states, service.running(), "running");
            add(states, service.exited(), "exited");
            add(states, service.killed(), "killed");
            return states.size() == 1
                    ? states.get(0).substring(states.get(0).indexOf(' ') + 1)
                    : String.join(", ", states);
        }

        private static void add(List<String> states, int count, String word) {
            if (count > 0) {
                states.add(Words.number(count) + ' ' + word);
            }
        }

        private void eachProcess() {
            Listed<NamedProcess> each = sections.eachProcess();
            if (each.isEmpty()) {
                return;
            }
            heading("EACH PROCESS");
            Table table = new Table("  ", "mode", "state", "started", "last heard of", ">woven", "process");
            for (NamedProcess process : each.shown()) {
                ProcessInfo info = process.info();
                table.row(
                        shortLabel(info.mode(), 11),
                        info.state().name().toLowerCase(Locale.ROOT),
                        time(info.startedAt()),
                        time(info.lastSeenAt()),
                        Words.number(info.classesWoven()),
                        process.name()
                                + (info.version().isEmpty() ? "" : ' ' + info.version())
                                + (info.environment().isEmpty() ? "" : ", " + info.environment()));
            }
            table.appendTo(out, full ? Integer.MAX_VALUE : COLUMNS);
            more(each, "process", "processes");
        }

        private void neverCalled() {
            Listed<ReportedSite> never = sections.neverCalled();
            if (never.isEmpty()) {
                return;
            }
            heading("NEVER CALLED: " + Words.count(never.size(), "woven call site")
                    + " that nobody reached, and what a block would do there");
            if (never.shown().stream().anyMatch(ReportedSite::inStaticInitializer)) {
                line("  ! is in a static initializer, where a refusal breaks the class for good");
            }
            for (ReportedSite site : never.shown()) {
                String first = "  "
                        + padRight(
                                site.role() == Role.DEPRECATED
                                        ? site.treatment().word()
                                        : "canonical",
                                9) + (site.inStaticInitializer() ? "! " : "  ");
                String next = " ".repeat(first.length());
                int width = COLUMNS - first.length();
                String arrow = " -> " + site.key().kind().label() + ' ';
                String target = target(site, Integer.MAX_VALUE);
                String bare = Names.withoutPackage(site.example().target(), width);
                int rest = width - arrow.length() - bare.length();
                String frame = frame(site, Math.max(rest, width / 2));
                boolean fits = frame.length() + arrow.length() + target.length() <= width;
                lines(first, next + "  ", frame + arrow + (fits || full ? target : bare));
            }
            more(never, "call site", "call sites");
        }

        private void blindSpots() {
            Listed<BlindSpot> spots = sections.blindSpots();
            if (spots.isEmpty()) {
                return;
            }
            heading("BLIND SPOTS: what could not be watched");
            for (BlindSpot spot : spots.shown()) {
                prose("  - ", spot.className() + ": " + spot.reason(), MOST_PROSE);
            }
            more(spots, "blind spot", "blind spots");
        }

        private void unused() {
            Listed<UnusedText> unused = sections.unused();
            if (unused.isEmpty()) {
                return;
            }
            heading("UNUSED: allow entries that have expired or let nobody pass, signatures that matched nothing");
            boolean oneRule = sections.report().evidence().rules().size() == 1;
            for (UnusedText text : unused.shown()) {
                prose("  - ", (oneRule ? "" : text.rule() + ": ") + text.text() + ": " + text.why(), MOST_PROSE);
            }
            more(unused, "entry", "entries");
        }

        private void problems() {
            Listed<String> problems = sections.problems();
            if (problems.isEmpty()) {
                return;
            }
            heading("PROBLEMS: ledgers that could not be read, wholly or in part");
            for (String problem : problems.shown()) {
                prose("  - ", problem, MOST_PROSE);
            }
            more(problems, "problem", "problems");
        }

        private String frame(ReportedSite site, int width) {
            return Names.of(site.example().caller(), full ? Integer.MAX_VALUE : width);
        }

        private String target(ReportedSite site, int width) {
            return Names.of(site.example().target(), full ? Integer.MAX_VALUE : width);
        }

        /** A name that may be shortened anywhere. */
        private String fitted(String text, int width) {
            return full ? OneLine.of(text) : Names.middle(text, width);
        }

        private String shortLabel(String text, int width) {
            return fitted(text, width);
        }

        private String time(Instant time) {
            try {
                return MINUTE.format(time.atZone(zone));
            } catch (RuntimeException beyondCalendars) {
                return time.toString();
            }
        }

        private static String amount(Amount amount) {
            return Words.count(amount.calls(), "call") + " at " + Words.count(amount.sites(), "call site");
        }

        private static String pad(String text, int width) {
            return " ".repeat(Math.max(0, width - text.length())) + text;
        }

        private static String padRight(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }

        private void more(Listed<?> listed, String noun, String nouns) {
            if (listed.more() > 0) {
                line("  and " + Words.number(listed.more()) + " more " + (listed.more() == 1 ? noun : nouns) + MORE);
            }
        }

        private void heading(String text) {
            out.append('\n');
            line(text);
        }

        private void line(String text) {
            out.append(OneLine.of(text).stripTrailing()).append('\n');
        }

        /** A name behind an indent, in several lines if it does not fit into one. */
        private void lines(String indent, String nextIndent, String text) {
            if (full || indent.length() + text.length() <= COLUMNS) {
                line(indent + text);
                return;
            }
            List<String> parts = Names.lines(text, COLUMNS - Math.max(indent.length(), nextIndent.length()));
            for (int i = 0; i < parts.size(); i++) {
                line((i == 0 ? indent : nextIndent) + parts.get(i));
            }
        }

        /** Sentences that somebody wrote, or that name what he wrote. */
        private void prose(String indent, String text, int most) {
            String cut = full ? text : OneLine.cut(OneLine.prose(text), most);
            out.append(Words.wrapped(indent, " ".repeat(indent.length()), cut, COLUMNS));
        }
    }
}
