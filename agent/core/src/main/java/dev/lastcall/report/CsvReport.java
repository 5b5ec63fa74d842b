package dev.lastcall.report;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.SiteState;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.ReportedSite;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The call sites for spreadsheets, as RFC 4180 has it: a line of names, then one line for each call site. Every text is
 * quoted, so that other separators divide none; lists have blanks between their entries. A text that a spreadsheet
 * would take for a formula begins with an apostrophe. Pure.
 */
public final class CsvReport implements ReportRenderer {
    private static final List<String> NAMES = List.of(
            "id",
            "rule",
            "role",
            "kind",
            "state",
            "states",
            "treatment",
            "callerClass",
            "callerMethod",
            "callerDescriptor",
            "line",
            "source",
            "file",
            "jar",
            "libraries",
            "targetClass",
            "targetMember",
            "targetDescriptor",
            "calls",
            "open",
            "allowed",
            "delegated",
            "blocked",
            "swallowed",
            "byAgents",
            "firstSeen",
            "lastSeen",
            "processes",
            "services",
            "versions",
            "environments",
            "owners",
            "ownedBy",
            "allowCallers",
            "allowReason",
            "allowExpires");

    @Override
    public String render(Sections sections, Charset charset) {
        Sheet sheet = new Sheet();
        NAMES.forEach(sheet::text);
        sheet.end();
        for (CallSite site : sections.everything().sites()) {
            site(site, sheet);
        }
        return sheet.out.toString();
    }

    private static void site(CallSite callSite, Sheet sheet) {
        ReportedSite site = callSite.site();
        Caller caller = site.example().caller();
        Target target = site.example().target();
        sheet.text(callSite.id());
        sheet.text(site.rule());
        sheet.text(site.role().label());
        sheet.text(site.key().kind().label());
        sheet.text(callSite.state().word());
        sheet.texts(callSite.states().stream().map(SiteState::word).toList());
        sheet.text(site.treatment().word());
        sheet.text(site.key().callerClass());
        sheet.text(caller.method());
        sheet.text(caller.descriptor());
        sheet.number(caller.line());
        sheet.text(caller.source());
        sheet.text(callSite.file());
        sheet.text(callSite.jar());
        sheet.texts(site.libraries());
        sheet.text(target.className());
        sheet.text(target.member());
        sheet.text(target.descriptor());
        sheet.number(site.calls());
        sheet.number(site.openCalls());
        sheet.number(site.allowedCalls());
        sheet.number(site.delegatedCalls());
        sheet.number(site.blocked());
        sheet.number(site.swallowed());
        sheet.number(site.byAgents());
        sheet.time(site.firstSeen());
        sheet.time(site.lastSeen());
        sheet.number(site.processes());
        sheet.texts(callSite.services());
        sheet.texts(callSite.versions());
        sheet.texts(callSite.environments());
        sheet.texts(callSite.owned().owners());
        sheet.text(callSite.owned().by().word());
        AllowEntry entry = site.entry();
        LocalDate expires = entry == null ? null : entry.expires();
        sheet.text(entry == null ? "" : entry.text());
        sheet.text(entry == null ? "" : entry.reason());
        sheet.text(expires == null ? "" : expires.toString());
        sheet.end();
    }

    /** A sheet in the making. */
    private static final class Sheet {
        /** A cell that begins with one of them is a formula to some spreadsheet; the last ones are their wide forms. */
        private static final String FORMULA = "=+-@|%\uff1d\uff0b\uff0d\uff20";

        private final StringBuilder out = new StringBuilder();
        private boolean first = true;

        void text(String value) {
            String line = OneLine.of(value);
            String shown = line.strip();
            boolean formula = !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0;
            cell('"' + (formula ? "'" : "") + line.replace("\"", "\"\"") + '"');
        }

        void texts(List<String> values) {
            text(String.join(" ", values));
        }

        void number(long value) {
            cell(Long.toString(value));
        }

        void time(Instant time) {
            text(time.equals(Instant.EPOCH) ? "" : time.toString());
        }

        private void cell(String text) {
            out.append(first ? "" : ",").append(text);
            first = false;
        }

        void end() {
            out.append("\r\n");
            first = true;
        }
    }
}
