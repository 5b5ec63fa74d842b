package dev.lastcall.sections;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.ReportedSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An entry of the baseline of the question, and what was seen of its call site. Immutable.
 *
 * @param state on the day asked about
 * @param open calls of its call sites that a block would refuse
 * @param sites the ids of those call sites; more than one if the entry names no jar, none if nothing of it was seen
 */
public record BaselineSection(BaselineEntry entry, AllowSection.State state, Amount open, List<String> sites) {
    public BaselineSection {
        sites = List.copyOf(sites);
    }

    /** All entries of the baseline asked about, in its order; none if there is no baseline. */
    static List<BaselineSection> of(Question question, List<ReportedSite> sites) {
        Baseline baseline = question.baseline();
        if (baseline == null) {
            return List.of();
        }
        Map<BaselineEntry, List<ReportedSite>> named = new HashMap<>();
        for (ReportedSite site : sites) {
            for (BaselineEntry entry : baseline.entries(site.key().callerClass())) {
                if (entry.names(site.rule(), site.key())) {
                    named.computeIfAbsent(entry, it -> new ArrayList<>()).add(site);
                }
            }
        }
        List<BaselineSection> sections = new ArrayList<>();
        for (BaselineEntry entry : baseline.entries()) {
            List<ReportedSite> of = named.getOrDefault(entry, List.of());
            sections.add(new BaselineSection(
                    entry,
                    AllowSection.state(entry.until(), question.day()),
                    Amount.of(of, ReportedSite::openCalls),
                    of.stream().map(CallSite::id).toList()));
        }
        return sections;
    }
}
