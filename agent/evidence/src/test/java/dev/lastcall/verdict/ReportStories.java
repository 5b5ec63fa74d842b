package dev.lastcall.verdict;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.HistoryPoint;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteFacts;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Ownership;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports on processes of a shop, small and large. */
public final class ReportStories {
    private static final String[] AREAS = {"cart", "billing", "search", "mail", "admin"};
    private static final String[] SERVICES = {"chat", "billing", "search"};

    private ReportStories() {}

    /** A call site that an allow entry of the settings lets pass, and an entry that lets nobody pass. */
    public static Report ofSettings() {
        Story story = new Story();
        story.rules(Story.rule(
                "old",
                List.of("com.acme.Old"),
                List.of("com.acme.New"),
                ofSettings("com.shop.Shim"),
                ofSettings("com.shop.Gone")));
        story.process("chat").calls(3, "com.shop.Shim", "make", Story.MAKE).allowed(3);
        return ReportFold.of(story.ledgers(), List.of(), story.question());
    }

    private static AllowEntry ofSettings(String caller) {
        return new AllowEntry(caller, new ClassPattern(caller), null, AllowEntry.OF_SETTINGS, null, null);
    }

    /**
     * Three call sites: one to migrate, in a static initializer too, one that is allowed, and one of the replacement.
     */
    public static Report few() {
        Story story = new Story();
        AllowEntry shim = new AllowEntry(
                "com.shop.Shim",
                new ClassPattern("com.shop.Shim"),
                null,
                "removed with 3.0",
                "realtime",
                LocalDate.parse("2027-03-31"));
        story.rules(Story.rule("old", List.of("com.acme.Old"), List.of("com.acme.New"), shim));
        Story.Ran process = story.process("chat").version("5.2").state(ProcessState.EXITED);
        Instant start = Story.NOW.minus(Duration.ofDays(2));
        Site open = site("old", Role.DEPRECATED, "com.shop.cart.Checkout", "pay", 41, "shop-cart-1.4.jar", Story.MAKE);
        List<HistoryPoint> hours = new ArrayList<>();
        for (int hour = 0; hour < 40; hour++) {
            Instant from = start.plus(hour, ChronoUnit.HOURS);
            hours.add(new HistoryPoint(from, from.plus(1, ChronoUnit.HOURS), 1L + (long) hour * hour));
        }
        process.counts(counts(open, 22_000, start, start.plus(40, ChronoUnit.HOURS)))
                .facts(new SiteFacts(open, true, List.of(), hours, List.of()))
                .calls(3, "com.shop.Shim", "make", Story.MAKE)
                .counts(counts(
                        site(
                                "old",
                                Role.CANONICAL,
                                "com.shop.cart.Checkout",
                                "pay",
                                43,
                                "shop-cart-1.4.jar",
                                Story.GET),
                        100,
                        start,
                        Story.NOW))
                .woven("com.shop.admin.Purge", "run", Story.MAKE)
                .blindSpot("com.shop.Huge", "method too large after weaving: route");
        return report(story);
    }

    /**
     * One call site of each state, of two rules, in two versions of a service and in another: what all forms of a
     * report are tried with.
     */
    public static Report everyState() {
        return report(storyOfEveryState());
    }

    /** The same with a baseline, which tolerates call sites of it and one that is gone. */
    public static Report tolerated() {
        String made = " | call | com.acme.Old#make():com.acme.Old";
        return report(storyOfEveryState()
                .baseline(
                        "old | com.shop.cart.Checkout#pay():void" + made + " | owner team-cart | until 2026-12-20",
                        "old | com.shop.admin.Purge#run():void" + made
                                + " | owner admin | until 2026-11-01 | reason OPS-7",
                        "old | com.shop.Gone#run():void" + made + " | in shop"));
    }

    private static Story storyOfEveryState() {
        Story story = new Story();
        AllowEntry shim = new AllowEntry(
                "com.shop.Shim",
                new ClassPattern("com.shop.Shim"),
                null,
                "removed with 3.0",
                "realtime",
                LocalDate.parse("2026-12-15"));
        AllowEntry jobs = new AllowEntry(
                "com.shop.jobs.*",
                new ClassPattern("com.shop.jobs.*"),
                null,
                "until the jobs are gone",
                null,
                LocalDate.parse("2026-11-01"));
        Rule old = new Rule(
                "old",
                Story.signatures(List.of("com.acme.Old")),
                Story.signatures(List.of("com.acme.New")),
                "Use New.get(); see the guide, chapter 3.",
                List.of(shim, jobs, Story.allow("com.shop.nobody.**", null)),
                Mode.BLOCK);
        Rule tables = new Rule(
                "tables", Story.signatures(List.of("com.acme.Table")), List.of(), "", List.of(), Mode.LOG, true);
        story.rules(old, tables)
                .owned(new Ownership(
                        Map.of("old", "platform"),
                        List.of(
                                new Ownership.OfCallers(new ClassPattern("com.shop.cart.**"), "team-cart"),
                                new Ownership.OfCallers(new ClassPattern("com.shop.cart.Config*"), "team-config"))));
        Instant start = Story.NOW.minus(Duration.ofDays(5));
        Instant end = Story.NOW.minus(Duration.ofHours(3));
        Target table = new Target("com.acme.Table", "<init>", "(Ljava/lang/String;I)V");
        Site open52 =
                site("old", Role.DEPRECATED, "com.shop.cart.Checkout", "pay", 41, "shop-cart-1.4.jar", Story.MAKE);
        Site open53 =
                site("old", Role.DEPRECATED, "com.shop.cart.Checkout", "pay", 44, "shop-cart-1.5.jar", Story.MAKE);
        Site init =
                site("old", Role.DEPRECATED, "com.shop.cart.Config", "<clinit>", 12, "shop-cart-1.5.jar", Story.MAKE);
        story.process("chat")
                .version("5.2")
                .in("staging")
                .ran(Duration.ofDays(5), Duration.ofDays(1))
                .state(ProcessState.EXITED)
                .counts(counts(open52, 1_200, start, Story.NOW.minus(Duration.ofDays(1))))
                .facts(new SiteFacts(open52, false, List.of(path(1), path(10)), List.of(), days(4, 300)));
        story.process("chat")
                .version("5.3")
                .in("production")
                .ran(Duration.ofDays(3), Duration.ofHours(3))
                .state(ProcessState.KILLED)
                .counts(counts(open53, 800, start.plus(Duration.ofDays(2)), end))
                .facts(new SiteFacts(open53, false, List.of(path(1)), List.of(), days(2, 400)))
                .counts(new SiteCounts(init, 2, 2, 0, 0, end, end))
                .counts(counts(
                        site(
                                "old",
                                Role.CANONICAL,
                                "com.shop.cart.Checkout",
                                "pay",
                                43,
                                "shop-cart-1.5.jar",
                                Story.GET),
                        100,
                        start,
                        end))
                .calls(3, "com.shop.Shim", "make", Story.MAKE)
                .calls(5, "com.shop.jobs.Nightly", "run", Story.MAKE)
                .delegated(9, "com.acme.New", "get", Story.MAKE)
                .woven("com.shop.admin.Purge", "run", Story.MAKE)
                .blindSpot("com.shop.Huge", "method too large after weaving: route");
        Site swallowed = new Site(
                "tables",
                Role.DEPRECATED,
                Kind.REFLECTION,
                new Caller("com.bill.Invoices$1", "apply", "()V", 88, "Invoices.java", "file:/srv/app/classes/", "app"),
                table,
                true);
        story.process("billing")
                .mode("block")
                .counts(new SiteCounts(swallowed, 7, 7, 0, 0, end, end))
                .problem("cut off at byte 4096");
        return story;
    }

    private static CallPath path(long call) {
        return new CallPath(
                call,
                List.of(
                        new PathFrame("com.shop.cart.Checkout", "pay"),
                        PathFrame.FOLDED,
                        new PathFrame("com.shop.web.Server", call > 1 ? "retry" : "handle")),
                false,
                false);
    }

    private static List<HistoryPoint> days(int count, long calls) {
        List<HistoryPoint> days = new ArrayList<>();
        Instant midnight = Story.NOW.truncatedTo(ChronoUnit.DAYS);
        for (int day = count; day > 0; day--) {
            Instant from = midnight.minus(day, ChronoUnit.DAYS);
            days.add(new HistoryPoint(from, from.plus(1, ChronoUnit.DAYS), calls));
        }
        return days;
    }

    /** 300 call sites of two rules, in several jars and services, some with names that fit no screen. */
    public static Report many() {
        Story story = twoRules();
        for (int i = 0; i < 12; i++) {
            Story.Ran process =
                    story.process(SERVICES[i % 3]).version("1." + i % 4).in(i % 2 == 0 ? "staging" : "production");
            for (int number = i * 5; number < i * 5 + 250; number++) {
                add(process, number % 300, i);
            }
        }
        return report(story);
    }

    /** 3,000 call sites and 1,000 processes, of many services. Made once: it takes seconds. */
    public static Report fleet() {
        return Fleet.REPORT;
    }

    private static final class Fleet {
        static final Report REPORT = newFleet();
    }

    private static Report newFleet() {
        Story story = twoRules();
        for (int i = 0; i < 1_000; i++) {
            Story.Ran process = story.process("service-" + i % 40)
                    .version("2." + i % 7)
                    .in(i % 3 == 0 ? "staging" : "production")
                    .state(i % 5 == 0 ? ProcessState.KILLED : ProcessState.EXITED);
            for (int number = 0; number < 60; number++) {
                add(process, (i * 47 + number) % 3_000, i);
            }
            if (i % 100 == 0) {
                process.problem("cut off at byte " + i);
                process.blindSpot("com.shop.gen.Huge" + i, "method too large after weaving: route" + i);
            }
        }
        return report(story);
    }

    /** 500 call sites of one rule, in a jar. */
    public static Report oneRule() {
        Story story = new Story();
        Story.Ran process = story.process("chat");
        for (int i = 0; i < 500; i++) {
            process.calls(i, "com.shop.Page" + i, "show", Story.MAKE);
        }
        return report(story);
    }

    /** A package of two classes that is dual, and a service whose jars use one way each. */
    public static Report dualService() {
        Story story = new Story();
        story.process("chat")
                .calls(1, "com.shop.both.Left", "show", Story.MAKE)
                .calls(2, "com.shop.both.Right", "show", Story.GET);
        Instant start = Story.NOW.minus(Duration.ofDays(1));
        story.process("billing")
                .counts(counts(
                        site("old", Role.DEPRECATED, "com.bill.A", "m", 1, "a-1.jar", Story.MAKE), 3, start, Story.NOW))
                .counts(counts(
                        site("old", Role.CANONICAL, "com.pay.B", "m", 1, "b-1.jar", Story.GET), 4, start, Story.NOW));
        return report(story);
    }

    private static Story twoRules() {
        Story story = new Story();
        return story.rules(
                Story.rule(
                        "old",
                        List.of("com.acme.Old"),
                        List.of("com.acme.New"),
                        Story.allow("com.shop.mail.**", "2027-03-31"),
                        Story.allow("com.shop.nobody.**", null)),
                Story.rule("tables", List.of("com.acme.tables.LegacyTableManagerFactory", "com.acme.Gone"), List.of()));
    }

    private static void add(Story.Ran process, int number, int seed) {
        String area = AREAS[number % AREAS.length];
        boolean tables = number % 4 == 0;
        boolean canonical = !tables && number % 7 == 0;
        String owner = number % 11 == 0
                ? "com.shop." + area
                        + ".integration.websockets.sessions.internal.distributed.replication.AbstractDistributedReplicatedSessionManager"
                        + number / 14
                : "com.shop." + area + ".Page" + number / 14;
        Target target = tables
                ? new Target(
                        "com.acme.tables.LegacyTableManagerFactory",
                        "create",
                        "(Lcom/acme/UserContext;Lcom/acme/TableSettings;Ljava/lang/String;)V")
                : canonical ? Story.GET : Story.MAKE;
        Site site = site(
                tables ? "tables" : "old",
                canonical ? Role.CANONICAL : Role.DEPRECATED,
                owner,
                number % 13 == 0 ? "<clinit>" : "show" + number % 14,
                10 + number,
                "shop-" + area + "-1." + seed % 3 + ".jar",
                target);
        long calls = number % 17 == 0 ? 0 : 1L + (long) number * number % 9_973;
        process.counts(counts(site, calls, Story.NOW.minus(Duration.ofDays(2)), Story.NOW.minus(Duration.ofHours(3))));
    }

    private static SiteCounts counts(Site site, long calls, Instant first, Instant last) {
        return new SiteCounts(
                site, calls, 0, 0, 0, calls == 0 ? Instant.EPOCH : first, calls == 0 ? Instant.EPOCH : last);
    }

    private static Site site(
            String rule, Role role, String className, String method, int line, String jar, Target target) {
        String source = className.substring(className.lastIndexOf('.') + 1) + ".java";
        Caller caller = new Caller(className, method, "()V", line, source, "file:/srv/app/lib/" + jar, "app");
        return new Site(rule, role, Kind.CALL, caller, target);
    }

    /** One call site, from which the service {@code calling} calls, and which {@code loading} has only loaded. */
    public static Report loadedByAnother() {
        Story story = new Story();
        story.process("calling").calls(3, "com.shop.Page", "show", Story.MAKE);
        story.process("loading").calls(0, "com.shop.Page", "show", Story.MAKE);
        return report(story);
    }

    private static Report report(Story story) {
        return ReportFold.of(story.ledgers(), List.of(), story.question());
    }
}
