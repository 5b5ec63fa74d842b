package dev.lastcall.report;

import dev.lastcall.sections.AllowSection;
import dev.lastcall.sections.CallSite;
import dev.lastcall.sections.Everything;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.Severity;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Verdict;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Annotations of a GitHub workflow: a command for each of the worst call sites, which the runner shows beside the
 * source line. It takes ten of each level from a step; more are counted. What names say can neither end a command nor
 * begin another. Pure.
 */
public final class GithubReport implements ReportRenderer {
    private static final int MOST = 10;
    private static final int MOST_TEXT = 1_000;

    @Override
    public String render(Sections sections, Charset charset) {
        Everything everything = sections.everything();
        StringBuilder out = new StringBuilder();
        List<CallSite> open = everything.worst(Severity.ERROR);
        List<CallSite> unreached = everything.worst(Severity.WARNING);
        sites("error", "deprecated call", open, everything, out);
        sites("warning", "deprecated call, never reached", unreached, everything, out);
        int entries = entries(everything.allow(), out);
        Verdict verdict = sections.report().verdict();
        String text = verdict.result().label() + " for "
                + verdict.question().purpose().word() + ": "
                + Words.count(open.size(), "open call site")
                + more(open.size(), MOST) + ", "
                + Words.count(unreached.size(), "call site") + " never reached" + more(unreached.size(), MOST)
                + (entries > 0 ? ", " + Words.count(entries, "allow entry", "allow entries") + " at an end" : "")
                + more(entries, MOST - 1)
                + (everything.owner().isEmpty() ? "" : "; of " + everything.owner() + " alone");
        command("notice", "", 0, "Lastcall", text, out);
        return out.toString();
    }

    private static String more(int all, int most) {
        return all > most ? " (" + Words.number(all - most) + " not shown here)" : "";
    }

    private static void sites(
            String level, String title, List<CallSite> sites, Everything everything, StringBuilder out) {
        for (CallSite site : sites.subList(0, Math.min(MOST, sites.size()))) {
            command(
                    level,
                    SiteWords.path(site),
                    site.site().example().caller().line(),
                    site.site().rule() + ": " + title,
                    SiteWords.sentence(site, everything.messageOf(site.site().rule())),
                    out);
        }
    }

    /** Those that end soon, or have; one notice less than there may be, for the last one. */
    private static int entries(List<AllowSection> all, StringBuilder out) {
        List<AllowSection> ending = all.stream()
                .filter(entry -> entry.state() != AllowSection.State.ACTIVE)
                .toList();
        for (AllowSection entry : ending.subList(0, Math.min(MOST - 1, ending.size()))) {
            boolean expired = entry.state() == AllowSection.State.EXPIRED;
            String owner = entry.entry().owner();
            command(
                    "notice",
                    "",
                    0,
                    entry.rule() + ": allow entry",
                    entry.entry().text() + (expired ? " has expired on " : " ends on ")
                            + entry.entry().expires() + ": " + entry.entry().reason()
                            + (owner == null ? "" : "; owner " + owner),
                    out);
        }
        return ending.size();
    }

    private static void command(String level, String file, int line, String title, String message, StringBuilder out) {
        out.append("::").append(level).append(' ');
        if (!file.isEmpty()) {
            out.append("file=").append(property(file)).append(',');
            if (line > 0) {
                out.append("line=").append(line).append(',');
            }
        }
        out.append("title=")
                .append(property(title))
                .append("::")
                .append(data(message))
                .append('\n');
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String data(String text) {
        return OneLine.of(text, MOST_TEXT)
                .replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }
}
