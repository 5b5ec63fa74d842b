package dev.lastcall.page;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import dev.lastcall.report.HtmlReport;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;

/** A page of evidence in which each name is an attack. */
final class Hostile {
    private Hostile() {}

    static String page(String name) {
        Site site = new Site(
                name,
                Role.DEPRECATED,
                Kind.CALL,
                new Caller(name, name, "()V", 1, name, name, name),
                new Target(name, name, "(" + name));
        ProcessEvidence ledger = new ProcessEvidence(
                SampleLedgers.process(name, 1, name, name, ProcessState.EXITED),
                List.of(new RuleInfo(name, name, name, false, List.of(name), List.of(), List.of())),
                List.of(SampleLedgers.counts(site, 1, 0, 0, 0)),
                List.of(new BlindSpot(name, name)),
                List.of(name));
        Report report = ReportFold.of(List.of(ledger), List.of(name), SampleLedgers.NOW, ZoneOffset.UTC);
        return new HtmlReport().render(Sections.of(report, View.USUAL), StandardCharsets.UTF_8);
    }
}
