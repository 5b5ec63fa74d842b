package dev.lastcall.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.log.Examples;
import dev.lastcall.policy.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitSummaryTest {
    private final List<RuleInfo> rules = new ArrayList<>();
    private final List<SiteCounts> sites = new ArrayList<>();

    @Test
    void oneRuleIsOneLineAndTheReportAnother() {
        rule("websocket-factory");
        site("websocket-factory", Role.DEPRECATED, 1500, 0, 0);
        site("websocket-factory", Role.DEPRECATED, 20, 20, 0);

        assertThat(summary())
                .isEqualTo("lastcall: websocket-factory: 1520 calls from 2 call sites, 20 blocked\n"
                        + "lastcall: java -jar /opt/lastcall.jar report /var/x.lastcall");
    }

    @Test
    void canonicalCallsDelegationAndIdleSitesAreLeftOut() {
        rule("r");
        site("r", Role.CANONICAL, 100, 0, 0);
        site("r", Role.DEPRECATED, 30, 0, 30);
        site("r", Role.DEPRECATED, 0, 0, 0);
        site("r", Role.DEPRECATED, 5, 0, 4);

        assertThat(summary()).startsWith("lastcall: r: 1 call from 1 call site, 0 blocked\n");
    }

    @Test
    void aRuleThatNobodyCalledIsListedToo() {
        rule("r");

        assertThat(summary()).startsWith("lastcall: r: 0 calls from 0 call sites, 0 blocked\n");
    }

    @Test
    void fourRulesFillTheFiveLines() {
        for (int i = 1; i <= 4; i++) {
            rule("r" + i);
            site("r" + i, Role.DEPRECATED, 10L * i, 0, 0);
        }

        assertThat(summary().lines())
                .containsExactly(
                        "lastcall: r4: 40 calls from 1 call site, 0 blocked",
                        "lastcall: r3: 30 calls from 1 call site, 0 blocked",
                        "lastcall: r2: 20 calls from 1 call site, 0 blocked",
                        "lastcall: r1: 10 calls from 1 call site, 0 blocked",
                        "lastcall: java -jar /opt/lastcall.jar report /var/x.lastcall");
    }

    @Test
    void ofMoreRulesTheBiggestAreListedAndTheRestSummedUp() {
        for (int i = 1; i <= 7; i++) {
            rule("r" + i);
            site("r" + i, Role.DEPRECATED, 10L * i, i, 0);
        }

        assertThat(summary().lines())
                .containsExactly(
                        "lastcall: r7: 70 calls from 1 call site, 7 blocked",
                        "lastcall: r6: 60 calls from 1 call site, 6 blocked",
                        "lastcall: r5: 50 calls from 1 call site, 5 blocked",
                        "lastcall: … and 4 more rules: 100 calls, 10 blocked",
                        "lastcall: java -jar /opt/lastcall.jar report /var/x.lastcall");
    }

    @Test
    void whatCameToNothingStandsBehindTheSums() {
        rule(
                "r",
                List.of("com.acme.Gone", "com.acme.ws.WebSocketManagerFactory", "com.acme.Old#x(int, int)"),
                new AllowInfo("com.acme.shim.**", "shim", "1969-12-30"),
                new AllowInfo("com.acme.batch.**", "later", ""));
        site("r", Role.DEPRECATED, 3, 0, 0);

        assertThat(summary())
                .startsWith("lastcall: r: 3 calls from 1 call site, 0 blocked,"
                        + " 2 signatures matched nothing (com.acme.Gone; com.acme.Old#x(int, int)),"
                        + " 2 allow entries never used (com.acme.shim.**; com.acme.batch.**),"
                        + " 1 allow entry expired (com.acme.shim.**)\n");
    }

    @Test
    void whatIsTooMuchToNameIsCounted() {
        rule("r", List.of("a.A", "a.B", "a.C"));

        assertThat(summary())
                .startsWith("lastcall: r: 0 calls from 0 call sites, 0 blocked, 3 signatures matched nothing\n");
    }

    @Test
    void theRestOfTheRulesSaysWhatCameToNothingToo() {
        for (int i = 1; i <= 5; i++) {
            rule("r" + i, List.of("a.A" + i));
            site("r" + i, Role.DEPRECATED, 10L * i, 0, 0);
        }

        assertThat(summary().lines())
                .hasSize(5)
                .contains("lastcall: … and 2 more rules: 30 calls, 0 blocked,"
                        + " 2 signatures matched nothing (a.A2; a.A1)");
    }

    @Test
    void withoutLedgerThereIsNoReport() {
        rule("r");

        assertThat(ExitSummary.of(snapshot(), "/opt/lastcall.jar", ""))
                .endsWith("\nlastcall: no report, since there is no ledger file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/opt/last-call_1.0/x.jar|false|/opt/last-call_1.0/x.jar",
                "/opt/größe/x.jar|false|/opt/größe/x.jar",
                "/my files/x.jar|false|'/my files/x.jar'",
                "/it's/x.jar|false|'/it'\\''s/x.jar'",
                "/a$b/x.jar|false|'/a$b/x.jar'",
                "C:\\x.jar|false|'C:\\x.jar'",
                "C:\\x.jar|true|C:\\x.jar",
                "C:\\my files\\x.jar|true|\"C:\\my files\\x.jar\"",
            })
    void aPathIsQuotedWhenAShellWouldReadMoreIntoIt(String path, boolean windows, String expected) {
        assertThat(ShellWord.of(path, windows)).isEqualTo(expected);
    }

    private String summary() {
        return ExitSummary.of(snapshot(), "/opt/lastcall.jar", "/var/x.lastcall");
    }

    private void rule(String id) {
        rules.add(new RuleInfo(id, "", "log", false));
    }

    private void rule(String id, List<String> deprecated, AllowInfo... allow) {
        rules.add(new RuleInfo(id, "", "log", false, deprecated, List.of(), List.of(allow)));
    }

    private void site(String rule, Role role, long calls, long blocked, long delegated) {
        Site site = new Site(rule, role, Kind.CALL, Examples.CALLER, Examples.CREATE);
        sites.add(new SiteCounts(site, calls, blocked, 0, delegated, Instant.EPOCH, Instant.EPOCH));
    }

    private ProcessEvidence snapshot() {
        ProcessInfo process = new ProcessInfo(
                new UUID(0, 0),
                "chat",
                "",
                "",
                "host",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                "log",
                ProcessState.RUNNING,
                "hash",
                "0.1.0",
                "jvm",
                0,
                0,
                "");
        return new ProcessEvidence(process, rules, sites, List.of(), List.of());
    }

    @Test
    void callsThatTheLedgerCouldNotKeepAreToldInOneOfTheFiveLines() {
        RuleInfo[] rules = new RuleInfo[7];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new RuleInfo("r" + i, "", "log", false);
        }
        ProcessEvidence full =
                new ProcessEvidence(snapshot().process(), List.of(rules), List.of(), List.of(), List.of());
        String summary = ExitSummary.of(full, 1_234, "No space left on device", "lastcall.jar", "x.lastcall");
        assertThat(summary.lines()).hasSize(5);
        assertThat(summary.lines().toList().get(3))
                .isEqualTo("lastcall: 1234 calls not in the ledger: No space left on device");
        assertThat(ExitSummary.of(full, 0, "", "lastcall.jar", "x.lastcall").lines())
                .hasSize(5)
                .noneMatch(line -> line.contains("not in the ledger"));
    }
}
