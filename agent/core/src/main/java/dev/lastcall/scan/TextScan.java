package dev.lastcall.scan;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.Rule;
import dev.lastcall.scan.ScannedSite.State;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A scan for people, laid out as the report is. No colours; line feeds. Pure. */
public final class TextScan {
    private static final int KIND_WIDTH = Arrays.stream(Kind.values())
            .mapToInt(kind -> kind.label().length())
            .max()
            .orElse(0);

    private static final int REFERENCE_WIDTH = Arrays.stream(ReferenceKind.values())
            .mapToInt(kind -> kind.label().length())
            .max()
            .orElse(0);

    private final Scan scan;
    private final Map<String, Scan.OfRule> byRule;
    private final StringBuilder out = new StringBuilder();

    private TextScan(Scan scan) {
        this.scan = scan;
        this.byRule = scan.byRule();
    }

    /** The whole text, with a line feed at its end. */
    public static String of(Scan scan) {
        TextScan text = new TextScan(scan);
        text.summary();
        scan.policy().rules().forEach(text::rule);
        text.problems();
        return text.out.toString();
    }

    private void summary() {
        line("LASTCALL SCAN");
        line(Words.count(scan.classes(), "class", "classes") + ", " + Words.count(scan.jars(), "jar", "jars") + ", "
                + Words.count(scan.policy().rules().size(), "rule", "rules") + ", " + callSites(scan.sites())
                + (scan.references().isEmpty() ? "" : ", " + references(scan.references())));
    }

    private void rule(Rule rule) {
        line("");
        line("RULE " + rule.id());
        if (!rule.message().isBlank()) {
            line("  " + OneLine.prose(rule.message()));
        }
        Scan.OfRule found = Objects.requireNonNull(byRule.get(rule.id()));
        List<ScannedSite> open = found.sites(State.OPEN);
        line("  To migrate: " + (open.isEmpty() ? "no call site was found" : callSites(open)));
        open.forEach(this::site);
        List<ScannedSite> tolerated = found.sites(State.TOLERATED);
        if (!tolerated.isEmpty()) {
            line("  Tolerated by the baseline: " + callSites(tolerated));
            tolerated.forEach(this::site);
        }
        List<ScannedSite> allowed = found.sites(State.ALLOWED);
        if (!allowed.isEmpty()) {
            line("  Allowed: " + callSites(allowed));
            allowed.forEach(this::site);
        }
        List<ScannedSite> delegated = found.sites(State.DELEGATED);
        if (!delegated.isEmpty()) {
            line("  Delegated: " + callSites(delegated) + " (between the rule's own deprecated and canonical classes)");
        }
        line("  Canonical: "
                + (rule.canonical().isEmpty() ? "the rule names none" : callSites(found.sites(State.CANONICAL))));
        references(found);
    }

    private void site(ScannedSite scanned) {
        String kind = scanned.site().kind().label();
        String indent = " ".repeat(4 + KIND_WIDTH + 2);
        line("    " + kind + " ".repeat(KIND_WIDTH + 2 - kind.length())
                + scanned.site().caller().asStackFrame());
        line(indent + "-> " + scanned.site().target().asReference());
        line(indent + "in " + scanned.site().caller().codeSource());
    }

    private void references(Scan.OfRule found) {
        if (!found.references().isEmpty()) {
            line("  References: " + references(found.references())
                    + " from outside, which break if the deprecated classes are removed");
            found.references().forEach(this::reference);
        }
        if (!found.namingNothing().isEmpty()) {
            line("  Names nothing: " + String.join(", ", found.namingNothing())
                    + " (not in what was scanned, on the class path or in the JDK)");
        }
    }

    private void reference(Reference reference) {
        String kind = reference.kind().label();
        String indent = " ".repeat(4 + REFERENCE_WIDTH + 2);
        line("    " + kind + " ".repeat(REFERENCE_WIDTH + 2 - kind.length())
                + reference.place().asText() + remark(reference));
        String member = reference.targetMember();
        line(indent + "-> " + reference.target() + (member.isEmpty() ? "" : '.' + member));
        line(indent + "in " + reference.place().codeSource());
    }

    private static String remark(Reference reference) {
        String doubt = reference.isDoubt() ? "may be its name" : "";
        String state = reference.state() == State.OPEN ? "" : reference.state().label();
        String both = doubt + (doubt.isEmpty() || state.isEmpty() ? "" : ", ") + state;
        return both.isEmpty() ? "" : " [" + both + ']';
    }

    private void problems() {
        if (scan.problems().isEmpty()) {
            return;
        }
        line("");
        line("PROBLEMS: what could not be read");
        scan.problems().forEach(problem -> line("  - " + problem));
    }

    private static String callSites(List<ScannedSite> sites) {
        return Words.count(sites.size(), "call site", "call sites");
    }

    private static String references(List<Reference> references) {
        return Words.count(references.size(), "reference", "references");
    }

    private void line(String text) {
        out.append(OneLine.of(text)).append('\n');
    }
}
