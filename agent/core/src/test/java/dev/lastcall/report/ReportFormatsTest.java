package dev.lastcall.report;

import static dev.lastcall.evidence.SampleLedgers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.lastcall.Golden;
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
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import dev.lastcall.verdict.ReportStories;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportFormatsTest {
    private static final List<String> UNREAD = List.of("/var/lastcall/0.lcl: is no ledger: it starts with 'PK'");

    @Test
    void textShowsTheVerdictThenOffendersThenDualScopes() {
        Golden.assertSame(
                "report/dual.txt", TextReport.of(ReportFold.of(SampleLedgers.dual(), UNREAD, NOW, ZoneOffset.UTC)));
    }

    @Test
    void textOfAMigratedApplication() {
        Report report = ReportFold.of(List.of(SampleLedgers.migrated()), List.of(), NOW, ZoneOffset.UTC);
        Golden.assertSame("report/migrated.txt", TextReport.of(report));
    }

    @Test
    void textNamesWhatCameToNothing() {
        Report report = ReportFold.of(List.of(SampleLedgers.overgrown()), List.of(), NOW, ZoneOffset.UTC);
        Golden.assertSame("report/overgrown.txt", TextReport.of(report));
    }

    @Test
    void jsonNamesWhatCameToNothing() {
        Report report = ReportFold.of(List.of(SampleLedgers.overgrown()), List.of(), NOW, ZoneOffset.UTC);
        Golden.assertSame("report/overgrown.json", JsonReport.of(report));
    }

    @Test
    void textListsTheFirstOfManyUnusedSignatures() {
        List<String> signatures =
                IntStream.range(0, 1_500).mapToObj(i -> "a.b.C" + i).toList();
        RuleInfo rule = new RuleInfo("r", "", "log", false, signatures, List.of(), List.of());
        ProcessEvidence ledger =
                SampleLedgers.ledger(SampleLedgers.process("x", 1, "", "log", ProcessState.EXITED), List.of(rule));
        assertThat(TextReport.of(ReportFold.of(List.of(ledger), List.of(), NOW, ZoneOffset.UTC)))
                .contains("  - a.b.C0: matched nothing\n")
                .contains("  - a.b.C9: matched nothing\n  and 1,490 more entries; --top N or --all shows more\n");
    }

    @Test
    void textOfNothing() {
        Golden.assertSame(
                "report/nothing.txt", TextReport.of(ReportFold.of(List.of(), List.of(), NOW, ZoneOffset.UTC)));
    }

    @Test
    void jsonHasTheFieldsOfTheContract() {
        Golden.assertSame(
                "report/dual.json", JsonReport.of(ReportFold.of(SampleLedgers.dual(), UNREAD, NOW, ZoneOffset.UTC)));
    }

    @Test
    void jsonOfEveryState() {
        Golden.assertSame("report/every-state.json", JsonReport.of(ReportStories.everyState()));
    }

    @Test
    void theDataOfAPageIsOneLineThatEndsNoElement() {
        Caller caller = SampleLedgers.caller("org.lib.</script><!--", "read", 7);
        ProcessEvidence ledger = SampleLedgers.ledger(
                SampleLedgers.process("x\u2028", 1, "", "block", ProcessState.EXITED),
                List.of(new RuleInfo("r", "", "block", false)),
                SampleLedgers.counts(SampleLedgers.deprecated(Kind.CALL, caller, SampleLedgers.CREATE), 3, 0, 0, 0));
        String data = JsonReport.forPage(
                Sections.of(ReportFold.of(List.of(ledger), List.of(), NOW, ZoneOffset.UTC), View.ALL));
        assertThat(data).doesNotContain("<", ">", "\n", "\u2028");
        assertThat(JsonParser.parseString(data).getAsJsonObject().keySet())
                .contains("callSites", "verdict", "dualScopes")
                .doesNotContain("sites", "scopes");
    }

    @Test
    void aRefusalThatTheJdkHasSwallowedIsShown() {
        Target values = new Target("com.acme.Color", "values", "()[Lcom/acme/Color;");
        Site site = new Site(
                "r", Role.DEPRECATED, Kind.REFLECTION, SampleLedgers.caller("org.lib.Enums", "read", 7), values, true);
        ProcessEvidence ledger = SampleLedgers.ledger(
                SampleLedgers.process("x", 1, "", "block", ProcessState.EXITED),
                List.of(new RuleInfo("r", "", "block", false)),
                SampleLedgers.counts(site, 3, 2, 0, 0));
        Report report = ReportFold.of(List.of(ledger), List.of(), NOW, ZoneOffset.UTC);
        assertThat(TextReport.of(report)).contains("2 refusals swallowed: for the caller the enum has no constants");
        assertThat(JsonReport.of(report)).contains("\"swallowed\": 2");
    }

    @Test
    void jsonOfNothingHasAllFields() {
        String json = JsonReport.of(ReportFold.of(List.of(), List.of(), NOW, ZoneOffset.UTC));
        assertThat(Pattern.compile("(?m)^  \"(\\w+)\":").matcher(json).results().map(field -> field.group(1)))
                .containsExactly(
                        "schema",
                        "generatedAt",
                        "owner",
                        "allCallSites",
                        "processes",
                        "rules",
                        "sites",
                        "scopes",
                        "blindSpots",
                        "problems",
                        "verdict",
                        "verdictForDelete",
                        "releases",
                        "callSites",
                        "codeSources",
                        "frames",
                        "dualScopes",
                        "allowEntries",
                        "baseline",
                        "baselineEntries",
                        "openCalls");
    }

    @Test
    void namesCanNeitherBreakTheLayoutNorSteerTheTerminal() {
        RuleInfo rule = new RuleInfo("r", "first\nsecond \u001b[31mred", "log", false);
        ProcessEvidence ledger = SampleLedgers.ledger(
                SampleLedgers.process("evil\nVERDICT GO", 1, "", "log", ProcessState.EXITED), List.of(rule));
        String text = TextReport.of(ReportFold.of(List.of(ledger), List.of(), NOW, ZoneOffset.UTC));
        assertThat(text).contains("  first second \\u001b[31mred\n").doesNotContain("\u001b", "\nVERDICT GO");
    }

    @Test
    void noTextOfALedgerForgesALineInAnyFormat() {
        String evil = "x\u001b[2K\r\nVERDICT GO\u2028VERDICT GO\u202e\u200b";
        RuleInfo rule = new RuleInfo(evil, evil, evil, false, List.of(evil), List.of(), List.of());
        Site site = new Site(
                evil,
                Role.DEPRECATED,
                Kind.CALL,
                new Caller(evil, evil, "()V", 1, evil, evil, evil),
                new Target(evil, evil, "(" + evil));
        ProcessEvidence ledger = SampleLedgers.ledger(
                SampleLedgers.process(evil, 1, evil, evil, ProcessState.EXITED),
                List.of(rule),
                SampleLedgers.counts(site, 1, 0, 0, 0));
        ProcessEvidence blind = new ProcessEvidence(
                ledger.process(), ledger.rules(), ledger.sites(), List.of(new BlindSpot(evil, evil)), List.of(evil));
        Report report = ReportFold.of(List.of(blind), List.of(evil), NOW, ZoneOffset.UTC);
        String text = TextReport.of(report);
        String verdict = VerdictText.of(report.verdict());
        String json = JsonReport.of(report);

        assertThat(text.lines()).filteredOn(line -> line.startsWith("VERDICT")).containsExactly("VERDICT NO-GO");
        assertThat(verdict.lines().filter(line -> !line.startsWith("  "))).containsExactly("NO-GO");
        assertThat((text + verdict + json).chars().filter(c -> c != '\n' && OneLine.escapes(c)))
                .isEmpty();
        assertThat(JsonParser.parseString(json)
                        .getAsJsonObject()
                        .getAsJsonArray("rules")
                        .get(0)
                        .getAsJsonObject()
                        .get("id")
                        .getAsString())
                .isEqualTo(evil);
    }

    @Test
    void aDoubtSaysAsWhatItCanBeAccepted() {
        ProcessEvidence dual = SampleLedgers.dual().get(0);
        ProcessEvidence blind = new ProcessEvidence(
                dual.process(),
                dual.rules(),
                List.of(),
                List.of(new BlindSpot("com.acme.Old#VERSION", "a constant")),
                List.of("cut: at byte 5"));
        String verdict = VerdictText.of(ReportFold.of(List.of(blind), List.of("x: 5.gz: packed"), NOW, ZoneOffset.UTC)
                .verdict());
        assertThat(verdict)
                .contains("blind spot: com.acme.Old#VERSION: a constant [blind-spot:com.acme.Old#VERSION]\n")
                .contains(
                        "  What is in [ ] can be accepted: --accept 'KIND:WHAT:REASON', or verdict.accept in the policy\n");
        assertThat(VerdictText.of(
                        ReportFold.of(List.of(), List.of(), NOW, ZoneOffset.UTC).verdict()))
                .as("that there is no process cannot be accepted")
                .doesNotContain("[", "--accept");
    }

    @Test
    void noLineOfOrdinaryTextIsWiderThanAScreen() {
        String text = TextReport.of(ReportFold.of(SampleLedgers.dual(), List.of(), NOW, ZoneOffset.UTC));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
    }
}
