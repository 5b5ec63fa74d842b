package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.CELL;
import static dev.lastcall.ledger.CellLayout.CELLS_PER_CHUNK;
import static dev.lastcall.ledger.CellLayout.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.console.ExitSummary;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.ledger.LedgerParser.Liveness;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.report.JsonReport;
import dev.lastcall.report.TextReport;
import dev.lastcall.report.VerdictText;
import dev.lastcall.text.OneLine;
import dev.lastcall.verdict.RecordedPolicy;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import dev.lastcall.verdict.Verdict.Result;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ledgers that mean harm, read and reported beside a healthy one: none ends the report, none gives a wrong sum without
 * a word, none forges a line, none makes a {@code NO-GO} go away. {@code scripts/fuzz.sh} runs a million of them.
 */
@Tag("long")
class LedgerFuzzTest {
    private static final int CASES_OF_A_BUILD = 2_000;
    private static final Instant NOW = Instant.ofEpochMilli(Samples.START + 60_000);
    private static final BigInteger MOST_IN_A_CELL = BigInteger.ONE.shiftLeft(56);
    private static final BigInteger MOST = BigInteger.valueOf(Calls.MOST);

    private final ProcessEvidence healthy = Samples.filled(ProcessState.EXITED, "healthy");
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noLedgerEndsTheReportGivesAWrongSumOrForgesALine() {
        check(CASES_OF_A_BUILD, 1);
        assertThat(outcomes).containsKeys("unreadable", "named damage", "whole", "NO-GO", "UNKNOWN");
    }

    /** A damaged list of one version of a rule, beside another version that is whole. */
    @ParameterizedTest
    @ValueSource(longs = {121_146, 122_416, 129_803, 130_569})
    void aCallOfARuleWhoseListsAreLostStaysAFinding(long seed) {
        check(1, seed);
    }

    /** A ledger may call a scope of dual use whatever it likes. */
    @ParameterizedTest
    @ValueSource(longs = 151_820)
    void aScopeWithAKindOfManyLettersIsPrinted(long seed) {
        check(1, seed);
    }

    /** A call that was refused when it ran, of a caller whom an entry of the last policy lets pass. */
    @ParameterizedTest
    @ValueSource(longs = 156_034)
    void aCallThatAnEntryAllowsByNowIsNoFinding(long seed) {
        check(1, seed);
    }

    /**
     * Tries more of them; {@code scripts/fuzz.sh} calls it.
     *
     * @param args how many ledgers, and the first one's seed
     */
    public static void main(String[] args) {
        LedgerFuzzTest test = new LedgerFuzzTest();
        test.check(Integer.parseInt(args[0]), Long.parseLong(args[1]));
        System.out.println("fuzz: " + args[0] + " ledgers from seed " + args[1] + ": " + test.outcomes);
    }

    private void check(int cases, long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
            try {
                check(new HostileLedger(seed).make());
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": scripts/fuzz.sh 1 " + seed + " does it again", failure);
            }
        }
    }

    private void check(byte[] bytes) throws IOException {
        List<String> unread = new ArrayList<>();
        ProcessEvidence hostile = read(bytes, unread);
        count(hostile == null ? "unreadable" : hostile.problems().isEmpty() ? "whole" : "named damage");
        List<ProcessEvidence> alone = new ArrayList<>();
        if (hostile != null) {
            checkSums(hostile, bytes);
            alone.add(hostile);
            ExitSummary.of(hostile, "lastcall.jar", "x.lastcall")
                    .lines()
                    .forEach(line -> assertThat(line).startsWith("lastcall: "));
        }
        Report report = ReportFold.of(alone, unread, NOW, ZoneOffset.UTC);
        checkPrinted(report);
        count(report.verdict().result().label());
        if (hostile != null && hasOpenCall(hostile, site -> isRefused(hostile, site))) {
            assertThat(report.verdict().result()).isEqualTo(Result.NO_GO);
        } else if (hostile == null
                || !hostile.problems().isEmpty()
                || hasOpenCall(hostile, site -> !isAllowed(lastRule(hostile, site), site))) {
            // judged anew, a call that was allowed when it ran may be a finding
            assertThat(report.verdict().result()).isNotEqualTo(Result.GO);
        }
        alone.add(healthy);
        Report beside = ReportFold.of(alone, unread, NOW, ZoneOffset.UTC);
        checkPrinted(beside);
        // a hostile ledger may name another policy as the last one's; that is a doubt then
        assertThat(beside.verdict().result()).isNotEqualTo(Result.GO);
        assertThat(beside.evidence().sites())
                .anyMatch(site -> site.site().equals(Samples.site(1)) && site.calls() >= 15);
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static @Nullable ProcessEvidence read(byte[] bytes, List<String> unread) throws IOException {
        try {
            return new LedgerParser(Samples.bytes(bytes, bytes.length), "f", Liveness.DEAD).parse();
        } catch (UnreadableLedgerException named) {
            assertThat(named).hasMessageStartingWith("f: at byte ");
            unread.add(Objects.requireNonNull(named.getMessage()));
            return null;
        }
    }

    private static boolean hasOpenCall(ProcessEvidence ledger, Predicate<Site> ofThose) {
        return ledger.sites().stream()
                .anyMatch(site -> site.site().role() == Role.DEPRECATED
                        && ledger.rules().stream()
                                .noneMatch(rule -> rule.id().equals(site.site().rule())
                                        && rule.mode().equals("off"))
                        && site.calls() > site.allowed() + site.delegated()
                        && ofThose.test(site.site()));
    }

    /**
     * Whether the ledger's last policy refuses a site's calls, as far as the ledger says what it lists: a forged record
     * may name another target, or a caller that is let pass by now.
     */
    private static boolean isRefused(ProcessEvidence ledger, Site site) {
        Rule rule = lastRule(ledger, site);
        if (isAllowed(rule, site)) {
            return false;
        }
        PolicyMatcher matcher = new PolicyMatcher(new Policy(Mode.BLOCK, List.of(rule), ""));
        Target target = site.target();
        boolean listed = rule.deprecated().isEmpty()
                || matcher.member(target.className(), target.member(), target.descriptor()).stream()
                        .anyMatch(match -> match.role() == Role.DEPRECATED);
        // which calls were among the rule's own was counted under the policies before
        return listed && (ledger.facts().policies().isEmpty() || isOutside(matcher, rule, site.caller()));
    }

    private static boolean isAllowed(Rule rule, Site site) {
        Caller caller = site.caller();
        return rule.allowEntry(caller.className(), caller.method(), LocalDate.ofInstant(NOW, ZoneOffset.UTC)) != null;
    }

    private static boolean isOutside(PolicyMatcher matcher, Rule rule, Caller caller) {
        return matcher.side(rule, caller.className(), List.of(), caller.method(), caller.descriptor())
                == CallerSide.OUTSIDE;
    }

    private static Rule lastRule(ProcessEvidence ledger, Site site) {
        return RecordedPolicy.ofLast(List.of(ledger)).policy().rules().stream()
                .filter(one -> one.id().equals(site.rule()))
                .findAny()
                .orElseThrow();
    }

    /** Holds the sums against a reader of its own, which uses numbers without an end. */
    private static void checkSums(ProcessEvidence read, byte[] bytes) {
        Map<Integer, BigInteger[]> truth = new HashMap<>();
        boolean impossible = addUp(bytes, truth);
        boolean full = truth.values().stream()
                .anyMatch(sums -> List.of(sums).stream().anyMatch(sum -> sum.compareTo(MOST) >= 0));
        if (impossible || full) {
            assertThat(read.problems()).isNotEmpty();
        }
        Map<Site, BigInteger> expected = new HashMap<>();
        for (SiteCounts site : read.sites()) {
            assertThat(List.of(site.calls(), site.blocked(), site.allowed(), site.delegated(), site.byAgents()))
                    .allMatch(number -> number >= 0);
            assertThat(BigInteger.valueOf(site.calls()))
                    .isGreaterThanOrEqualTo(BigInteger.valueOf(site.blocked())
                            .add(BigInteger.valueOf(site.allowed()))
                            .add(BigInteger.valueOf(site.delegated())));
            expected.merge(site.site(), BigInteger.valueOf(site.calls()), BigInteger::add);
        }
        BigInteger named = expected.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger all = truth.values().stream()
                .map(sums -> List.of(sums).stream().map(MOST::min).reduce(BigInteger.ZERO, BigInteger::add))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (read.problems().isEmpty()) {
            assertThat(named).isEqualTo(all);
        } else {
            assertThat(named).isLessThanOrEqualTo(all);
        }
    }

    /** Plain, blocked, allowed and delegated calls by number of site. Returns whether there are impossible ones. */
    private static boolean addUp(byte[] bytes, Map<Integer, BigInteger[]> truth) {
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + PAGE - 1) / PAGE * PAGE);
        ByteBuffer buffer = ByteBuffer.wrap(padded);
        if (buffer.getInt(LedgerLayout.ORDER_MARK) != LedgerLayout.BYTE_ORDER_MARK) {
            buffer.order(ByteOrder.LITTLE_ENDIAN);
        }
        int committed = buffer.getInt(LedgerLayout.COMMITTED_PAGES);
        boolean told = committed > 0 && buffer.getInt(LedgerLayout.COMMITTED_INVERTED) == ~committed;
        int end = told ? (int) Math.min((long) committed * PAGE, padded.length) : padded.length;
        boolean impossible = false;
        int pages;
        for (int page = PAGE; page < end; page += pages * PAGE) {
            pages = buffer.getInt(page + LedgerLayout.PAGES);
            boolean whole = buffer.getInt(page) != 0
                    && pages > 0
                    && pages <= LedgerLayout.EXTENT_PAGES_MAX
                    && LedgerLayout.crc(buffer, page, page + 24) == buffer.getInt(page + 24);
            int index = buffer.getInt(page + LedgerLayout.INDEX);
            if (!whole) {
                pages = 1;
            } else if (buffer.getInt(page) == LedgerLayout.CHUNK && index >= 0 && index <= 1 << 14) {
                for (int number = 1; number < CELLS_PER_CHUNK; number++) {
                    impossible |= addUp(buffer, page + number * CELL, index * CELLS_PER_CHUNK + number, truth);
                }
            }
        }
        return impossible;
    }

    private static boolean addUp(ByteBuffer buffer, int cell, int number, Map<Integer, BigInteger[]> truth) {
        boolean impossible = false;
        for (int sort = 0; sort < 4; sort++) {
            BigInteger calls = BigInteger.valueOf(buffer.getLong(cell + CellLayout.PLAIN + 8 * sort));
            if (calls.signum() < 0 || calls.compareTo(MOST_IN_A_CELL) > 0) {
                impossible = true;
            } else if (calls.signum() > 0) {
                BigInteger[] sums = truth.computeIfAbsent(number, n ->
                        new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO});
                sums[sort] = sums[sort].add(calls);
            }
        }
        return impossible;
    }

    private static void checkPrinted(Report report) {
        String text = TextReport.of(report);
        String verdict = VerdictText.of(report.verdict());
        String json = JsonReport.of(report);
        String label = report.verdict().result().label();

        assertThat(List.of(text, verdict, json)).noneMatch(LedgerFuzzTest::hasUnescaped);
        assertThat(text.lines().filter(line -> line.startsWith("VERDICT"))).containsExactly("VERDICT " + label);
        assertThat(text.lines().filter(line -> line.startsWith("RULE ")))
                .hasSize(Math.min(6, report.evidence().rules().size()));
        assertThat(verdict.lines().filter(line -> !line.startsWith("  "))).containsExactly(label);
        JsonObject object = JsonParser.parseString(json).getAsJsonObject();
        assertThat(object.getAsJsonObject("verdict").get("result").getAsString())
                .isEqualTo(label);
    }

    private static boolean hasUnescaped(String printed) {
        char[] chars = printed.toCharArray();
        int next;
        for (int i = 0; i < chars.length; i = next) {
            int c = Character.codePointAt(chars, i);
            next = i + Character.charCount(c);
            if (c != '\n' && OneLine.escapes(c)) {
                return true;
            }
        }
        return false;
    }
}
