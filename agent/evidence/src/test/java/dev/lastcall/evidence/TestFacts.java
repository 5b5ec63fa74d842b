package dev.lastcall.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Facts for tests: of what a test does not say there is none. */
public final class TestFacts {
    private final Watch watch;
    private List<PolicyInForce> policies = List.of();
    private Completeness completeness = new Completeness(0, 0, 0, 0);
    private List<ClockJump> clockJumps = List.of();
    private List<SiteFacts> sites = List.of();
    private List<CodeOrigin> origins = List.of();
    private List<Dropped> dropped = List.of();
    private Program program = Program.UNKNOWN;
    private List<LoadedReference> references = List.of();
    private long moreReferences;
    private List<Standstill> standstills = List.of();

    private TestFacts(Watch watch) {
        this.watch = watch;
    }

    public static TestFacts of(Watch watch) {
        return new TestFacts(watch);
    }

    /** Of a process that said throughout what it did, in these periods. */
    static TestFacts of(Instant start, boolean attached, WatchPeriod... periods) {
        return new TestFacts(new Watch(start, start, attached, Duration.ofSeconds(1), List.of(periods), true));
    }

    public TestFacts policies(List<PolicyInForce> inForce) {
        policies = inForce;
        return this;
    }

    public TestFacts completeness(Completeness known) {
        completeness = known;
        return this;
    }

    TestFacts clockJumps(ClockJump... jumps) {
        return clockJumps(List.of(jumps));
    }

    public TestFacts clockJumps(List<ClockJump> jumps) {
        clockJumps = jumps;
        return this;
    }

    public TestFacts sites(List<SiteFacts> facts) {
        sites = facts;
        return this;
    }

    TestFacts origins(CodeOrigin... known) {
        origins = List.of(known);
        return this;
    }

    TestFacts dropped(Dropped... kinds) {
        return dropped(List.of(kinds));
    }

    public TestFacts dropped(List<Dropped> kinds) {
        dropped = kinds;
        return this;
    }

    public TestFacts program(Program runs) {
        program = runs;
        return this;
    }

    /** What loaded classes refer to, and how many more such references are not on record. */
    public TestFacts references(List<LoadedReference> found, long more) {
        references = found;
        moreReferences = more;
        return this;
    }

    public TestFacts standstills(List<Standstill> times) {
        standstills = times;
        return this;
    }

    public LedgerFacts build() {
        return new LedgerFacts(
                watch,
                policies,
                completeness,
                clockJumps,
                sites,
                origins,
                dropped,
                program,
                references,
                moreReferences,
                standstills);
    }
}
