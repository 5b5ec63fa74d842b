package dev.lastcall.verdict;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.baseline.InvalidBaselineException;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.ClockJump;
import dev.lastcall.evidence.DistinctProcesses;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.LedgerFacts;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.Program;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.Standstill;
import dev.lastcall.evidence.Target;
import dev.lastcall.evidence.TestFacts;
import dev.lastcall.evidence.Watch;
import dev.lastcall.evidence.WatchPeriod;
import dev.lastcall.evidence.WatchState;
import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Budget;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.MustCover;
import dev.lastcall.policy.Ownership;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.policy.VerdictTerms.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small story of processes, told step by step, and the question that is asked at its end. It begins with a rule
 * {@code old}: {@code com.acme.Old} is deprecated, {@code com.acme.New} replaces it, and {@code com.shop.Shim} is
 * allowed.
 */
final class Story {
    /** A Saturday, at noon. */
    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    static final Target MAKE = new Target("com.acme.Old", "make", "()Lcom/acme/Old;");
    static final Target GET = new Target("com.acme.New", "get", "()Lcom/acme/New;");

    private final List<Ran> processes = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();
    private final List<Acceptance> accept = new ArrayList<>();
    private final Map<String, Integer> services = new LinkedHashMap<>();
    private List<Rule> rules = new ArrayList<>();
    private @Nullable Policy asked;
    private Ownership ownership = Ownership.NONE;
    private Purpose purpose = Purpose.BLOCK;
    private LocalDate day = LocalDate.of(2026, 11, 28);
    private ZoneId zone = ZoneOffset.UTC;
    private Population population = Population.ALL;
    private @Nullable Duration minObserved;
    private @Nullable Duration maxAge;
    private List<MustCover> mustCover = List.of();
    private List<String> environments = List.of();
    private @Nullable Unreached unreached;
    private boolean strict;
    private @Nullable ScanFacts scan;
    private @Nullable Baseline baseline;
    private @Nullable Budget budget;

    Story() {
        rules.add(rule("old", List.of("com.acme.Old"), List.of("com.acme.New"), allow("com.shop.Shim", null)));
    }

    /** One service that is migrated: observed for two days, the new way used, the old one by who may. */
    static Story migrated() {
        Story story = new Story();
        story.process("chat").calls(10, "com.shop.App", "run", GET).calls(3, "com.shop.Shim", "make", MAKE);
        return story;
    }

    static Rule rule(String id, List<String> deprecated, List<String> canonical, AllowEntry... allow) {
        return new Rule(id, signatures(deprecated), signatures(canonical), "", Arrays.asList(allow), Mode.BLOCK, false);
    }

    static List<Signature> signatures(List<String> texts) {
        List<Signature> signatures = new ArrayList<>();
        for (String text : texts) {
            try {
                signatures.add(Signatures.parse(text));
            } catch (InvalidSignatureException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
        return signatures;
    }

    static AllowEntry allow(String callers, @Nullable String expires) {
        try {
            return Signatures.parseCallers(
                    callers, "a reason", null, expires == null ? null : LocalDate.parse(expires));
        } catch (InvalidSignatureException e) {
            throw new IllegalArgumentException(callers, e);
        }
    }

    Story rules(Rule... next) {
        rules = new ArrayList<>(Arrays.asList(next));
        return this;
    }

    /** Asks about another policy than that of the processes. */
    Story asks(Rule... next) {
        asked = new Policy(Mode.LOG, List.of(next), "asked");
        return this;
    }

    /** With owners that the policy asked about names. */
    Story owned(Ownership owners) {
        ownership = owners;
        return this;
    }

    Story delete() {
        purpose = Purpose.DELETE;
        return this;
    }

    Story ratchet() {
        purpose = Purpose.RATCHET;
        return this;
    }

    /** @param lines of its file, without the first one */
    Story baseline(String... lines) {
        try {
            baseline = BaselineText.parse("the baseline", "lastcall-baseline 1\n" + String.join("\n", lines));
        } catch (InvalidBaselineException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
        return this;
    }

    Story budget(@Nullable Integer own, @Nullable Integer thirdParty, String... ownClasses) {
        budget = new Budget(
                own,
                thirdParty,
                Arrays.stream(ownClasses).map(ClassPattern::new).toList());
        return this;
    }

    BaselineReview review() {
        Judge judge = new Judge(question());
        ledgers().forEach(judge::add);
        if (scan != null) {
            judge.scan(scan);
        }
        return judge.review();
    }

    Story on(String date) {
        day = LocalDate.parse(date);
        return this;
    }

    Story zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    Story of(Population asksFor) {
        population = asksFor;
        return this;
    }

    Story service(String glob) {
        return of(new Population(List.of(new ClassPattern(glob)), List.of(), List.of(), null, null));
    }

    Story minObserved(Duration time) {
        minObserved = time;
        return this;
    }

    Story maxAge(Duration time) {
        maxAge = time;
        return this;
    }

    Story mustCover(String... words) {
        mustCover = Arrays.stream(words).map(MustCover::new).toList();
        return this;
    }

    Story expects(String service, int count) {
        services.put(service, count);
        return this;
    }

    Story environments(String... names) {
        environments = List.of(names);
        return this;
    }

    Story acceptsUnreached() {
        unreached = Unreached.ACCEPT;
        return this;
    }

    Story strict() {
        strict = true;
        return this;
    }

    Story accepts(String code, String what) {
        return accepts(code, what, null);
    }

    Story accepts(String code, String what, @Nullable String expires) {
        accept.add(new Acceptance(code, what, "looked into", null, expires == null ? null : LocalDate.parse(expires)));
        return this;
    }

    /** About the policy of the process that started last. */
    Story asksLast() {
        asked = null;
        return this;
    }

    /** All processes so far ran under the rules that are asked about. */
    Story watched() {
        if (asked != null) {
            rules = new ArrayList<>(asked.rules());
        }
        return this;
    }

    Ran second() {
        return processes.get(1);
    }

    /** Without the ledger of that process, which is counted from 1. */
    Story without(int process) {
        processes.remove(process - 1);
        return this;
    }

    /** With nothing that could not be read. */
    Story read() {
        unread.clear();
        return this;
    }

    Story unread(String sentence) {
        unread.add(sentence);
        return this;
    }

    Story opaque(String file) {
        opaque.add(file);
        return this;
    }

    Story scan(@Nullable ScanFacts facts) {
        scan = facts;
        return this;
    }

    @Nullable
    ScanFacts scan() {
        return scan;
    }

    /** A process that ran for two days, until a minute ago. */
    Ran process(String service) {
        Ran process = new Ran(service, processes.size() + 1);
        processes.add(process);
        return process;
    }

    Ran first() {
        return processes.get(0);
    }

    List<ProcessEvidence> ledgers() {
        return processes.stream().map(process -> process.ledger(rules)).toList();
    }

    Question question() {
        RecordedPolicy recorded = RecordedPolicy.ofLast(ledgers());
        Policy said = asked != null ? asked : recorded.policy();
        Policy policy = new Policy(said.mode(), said.rules(), said.terms(), ownership, said.hash());
        VerdictTerms terms = new VerdictTerms(
                minObserved,
                mustCover,
                maxAge,
                unreached,
                services,
                environments,
                accept,
                strict ? true : null,
                budget);
        return new Question(purpose, policy, "the policy", asked != null, day, zone, NOW, population, terms, baseline);
    }

    Verdict verdict() {
        Judge judge = new Judge(question());
        DistinctProcesses.of(ledgers()).into(judge);
        unread.forEach(judge::addUnread);
        opaque.forEach(judge::addOpaque);
        if (scan != null) {
            judge.scan(scan);
        }
        return judge.verdict();
    }

    static Site site(String rule, Role role, Kind kind, String callerClass, String method, Target target) {
        Caller caller = new Caller(
                callerClass,
                method,
                "()V",
                7,
                callerClass.substring(callerClass.lastIndexOf('.') + 1) + ".java",
                "/srv/shop-1.0.jar",
                "app");
        return new Site(rule, role, kind, caller, target);
    }

    /** One process of the story. */
    final class Ran {
        private final String service;
        private final int number;
        private final List<SiteCounts> sites = new ArrayList<>();
        private final List<BlindSpot> blindSpots = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final List<WatchPeriod> periods = new ArrayList<>();
        private final List<PolicyInForce> policies = new ArrayList<>();
        private final List<ClockJump> jumps = new ArrayList<>();
        private final List<Standstill> standstills = new ArrayList<>();
        private final List<SiteFacts> siteFacts = new ArrayList<>();
        private final List<Dropped> dropped = new ArrayList<>();
        private @Nullable List<Rule> own;
        private Instant from = NOW.minus(Duration.ofDays(2));
        private Instant until = NOW.minus(Duration.ofMinutes(1));
        private String environment = "";
        private String version = "";
        private String mode = "log";
        private boolean attached;
        private Program program = Program.UNKNOWN;
        private ProcessState state = ProcessState.RUNNING;
        private boolean listed = true;
        private final List<LoadedReference> references = new ArrayList<>();
        private long moreReferences;
        private int uuid;
        private int pid;

        private Ran(String service, int number) {
            this.service = service;
            this.number = number;
            this.uuid = number;
            this.pid = number;
        }

        Ran ran(Duration before, Duration endBefore) {
            from = NOW.minus(before);
            until = NOW.minus(endBefore);
            return this;
        }

        Ran ran(String start, String end) {
            from = Instant.parse(start);
            until = Instant.parse(end);
            return this;
        }

        Ran state(ProcessState found) {
            state = found;
            return this;
        }

        Ran in(String label) {
            environment = label;
            return this;
        }

        Ran version(String label) {
            version = label;
            return this;
        }

        Ran mode(String word) {
            mode = word;
            return this;
        }

        /** Under other rules than those of the story. */
        Ran under(Rule... rules) {
            own = List.of(rules);
            return this;
        }

        /** Runs that program, whose service nobody has named. */
        Ran program(String mainClass, String jar, String title) {
            program = new Program(false, mainClass, jar, title);
            return this;
        }

        /** Runs that program, and has its service's name of somebody. */
        Ran named(String mainClass) {
            program = new Program(true, mainClass, "", "");
            return this;
        }

        /** Has loaded a class that refers to another. */
        Ran refers(ReferenceKind kind, String className, String member, String target) {
            String source = className.substring(className.lastIndexOf('.') + 1) + ".java";
            references.add(
                    new LoadedReference(kind, className, member, "", 7, source, "/srv/shop-1.0.jar", target, ""));
            return this;
        }

        /** Has loaded a class that refers to a member of another. */
        Ran refersTo(ReferenceKind kind, String className, String member, String target, String targetMember) {
            references.add(new LoadedReference(
                    kind, className, member, "()V", 7, "Mine.java", "/srv/shop-1.0.jar", target, targetMember));
            return this;
        }

        Ran refersToMore(long more) {
            moreReferences = more;
            return this;
        }

        Ran attached() {
            attached = true;
            return this;
        }

        /** With a time in which it did not watch; the rest is watched. */
        Ran paused(WatchState state, Duration before, Duration endBefore) {
            Instant start = NOW.minus(before);
            Instant end = NOW.minus(endBefore);
            periods.add(new WatchPeriod(WatchState.WATCHING, from, start, ""));
            periods.add(new WatchPeriod(state, start, end, ""));
            periods.add(new WatchPeriod(WatchState.WATCHING, end, until, ""));
            return this;
        }

        /** In that state in that time; in the order in which it was written. */
        Ran period(WatchState state, Duration before, Duration endBefore) {
            periods.add(new WatchPeriod(state, NOW.minus(before), NOW.minus(endBefore), ""));
            return this;
        }

        /** Under those rules in that time; the times of one process are told in turn, from its start to its end. */
        Ran ruled(Duration before, Duration endBefore, Rule... rules) {
            policies.add(new PolicyInForce(
                    NOW.minus(before),
                    NOW.minus(endBefore),
                    "log",
                    "hash",
                    RuleInfo.of(new Policy(Mode.LOG, List.of(rules), "")),
                    true));
            return this;
        }

        /** The last of those rules were not written down whole. */
        Ran inPart() {
            PolicyInForce last = policies.remove(policies.size() - 1);
            policies.add(new PolicyInForce(last.since(), last.until(), last.mode(), last.hash(), last.rules(), false));
            return this;
        }

        Ran jumped(Duration ahead) {
            jumps.add(new ClockJump(from, from.plus(ahead)));
            return this;
        }

        /** Stood still in that time. */
        Ran stoodStill(Duration before, Duration endBefore) {
            standstills.add(new Standstill(NOW.minus(before), NOW.minus(endBefore)));
            return this;
        }

        /** A site that was reached from a static initializer further up. */
        Ran initializer(long calls, String callerClass, String method, Target target) {
            calls(calls, callerClass, method, target);
            Site site = sites.get(sites.size() - 1).site();
            siteFacts.add(new SiteFacts(site, true, List.of(), List.of(), List.of()));
            return this;
        }

        Ran never(WatchState state) {
            periods.add(new WatchPeriod(state, from, until, ""));
            return this;
        }

        /** A version of the agent that kept no lists of its rules. */
        Ran withoutLists() {
            listed = false;
            return this;
        }

        /** Of the calls at the last site, so many were allowed when they ran. */
        Ran allowed(long calls) {
            SiteCounts last = sites.remove(sites.size() - 1);
            sites.add(new SiteCounts(
                    last.site(),
                    last.calls(),
                    last.blocked(),
                    calls,
                    last.delegated(),
                    last.firstSeen(),
                    last.lastSeen()));
            return this;
        }

        /** The last site, as if it stood on the other side of the rule. */
        Ran as(Role role) {
            SiteCounts last = sites.remove(sites.size() - 1);
            Site site = last.site();
            sites.add(new SiteCounts(
                    new Site(site.rule(), role, site.kind(), site.caller(), site.target()),
                    last.calls(),
                    last.blocked(),
                    last.allowed(),
                    last.delegated(),
                    last.firstSeen(),
                    last.lastSeen()));
            return this;
        }

        /** The last site, as if its class was another agent's. */
        Ran inAgent() {
            SiteCounts last = sites.remove(sites.size() - 1);
            sites.add(
                    new SiteCounts(last.site().inAgent(), 0, 0, 0, 0, last.calls(), last.firstSeen(), last.lastSeen()));
            return this;
        }

        /** Another process with the UUID of that one. */
        Ran sameAs(int process) {
            uuid = process;
            return this;
        }

        /** Another reading of that process's ledger. */
        Ran copyOf(int process) {
            uuid = process;
            pid = process;
            return this;
        }

        /** Watching until then, and not since. */
        Ran stopped(WatchState state, Duration before) {
            Instant end = NOW.minus(before);
            periods.add(new WatchPeriod(WatchState.WATCHING, from, end, ""));
            periods.add(new WatchPeriod(state, end, until, ""));
            return this;
        }

        /** With no room for what came into force since. */
        Ran dropped(String what, Duration before) {
            dropped.add(new Dropped(what, NOW.minus(before)));
            return this;
        }

        Ran calls(long calls, String callerClass, String method, Target target) {
            return calls("old", calls, 0, 0, callerClass, method, target);
        }

        /** A site of any sort. */
        Ran counts(SiteCounts counts) {
            sites.add(counts);
            return this;
        }

        /** What the ledger says of a site beside. */
        Ran facts(SiteFacts facts) {
            siteFacts.add(facts);
            return this;
        }

        Ran woven(String callerClass, String method, Target target) {
            return calls(0, callerClass, method, target);
        }

        Ran blocked(long calls, String callerClass, String method, Target target) {
            return calls("old", calls, calls, 0, callerClass, method, target);
        }

        Ran delegated(long calls, String callerClass, String method, Target target) {
            return calls("old", calls, 0, calls, callerClass, method, target);
        }

        Ran calls(
                String rule,
                long calls,
                long blocked,
                long delegated,
                String callerClass,
                String method,
                Target target) {
            Role role = target.className().endsWith("New") ? Role.CANONICAL : Role.DEPRECATED;
            sites.add(new SiteCounts(
                    site(rule, role, Kind.CALL, callerClass, method, target),
                    calls,
                    blocked,
                    0,
                    delegated,
                    from,
                    until));
            return this;
        }

        Ran blindSpot(String className, String reason) {
            blindSpots.add(new BlindSpot(className, reason));
            return this;
        }

        Ran problem(String sentence) {
            problems.add(sentence);
            return this;
        }

        /** Back to the story. */
        Story and() {
            return Story.this;
        }

        private ProcessEvidence ledger(List<Rule> ofStory) {
            Policy policy = new Policy(Mode.LOG, own != null ? own : ofStory, "hash");
            ProcessInfo process = new ProcessInfo(
                    new UUID(0, uuid),
                    service,
                    environment,
                    version,
                    "host",
                    pid,
                    from,
                    until,
                    mode,
                    state,
                    "hash",
                    "1.0",
                    "OpenJDK 25",
                    100,
                    5,
                    "/ledgers/" + service + '-' + number + ".lastcall");
            List<WatchPeriod> watched = periods.isEmpty()
                    ? List.of(
                            new WatchPeriod(mode.equals("off") ? WatchState.OFF : WatchState.WATCHING, from, until, ""))
                    : periods;
            Watch watch = new Watch(from, from, attached, Duration.ofSeconds(1), watched, true);
            LedgerFacts facts = TestFacts.of(watch)
                    .policies(policies)
                    .clockJumps(jumps)
                    .sites(siteFacts)
                    .dropped(dropped)
                    .program(program)
                    .references(references, moreReferences)
                    .standstills(standstills)
                    .build();
            return new ProcessEvidence(process, infos(policy), sites, blindSpots, problems, facts);
        }

        private List<RuleInfo> infos(Policy policy) {
            return listed
                    ? RuleInfo.of(policy)
                    : policy.rules().stream()
                            .map(rule -> new RuleInfo(rule.id(), "", rule.mode().label(), true))
                            .toList();
        }
    }
}
