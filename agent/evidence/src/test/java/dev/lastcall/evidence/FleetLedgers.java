package dev.lastcall.evidence;

import dev.lastcall.policy.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Ledgers of a company that migrates, of any size: services in three versions, each of which has migrated more call
 * sites than the one before, so that calls grow fewer. There is one of everything that a report shows: allowed,
 * delegated, swallowed and never reached calls, static initializers, classes that call both ways, call paths, builds,
 * blind spots. The same for the same sizes.
 */
public final class FleetLedgers {
    public static final Instant NOW = Instant.parse("2026-11-28T15:20:00Z");

    private static final int VERSIONS = 3;
    private static final int DAYS_OF_VERSION = 30;
    /** A process reaches so many of the call sites of its service. */
    private static final int SITES_OF_PROCESS = 40;

    private static final List<String> SERVICES = List.of(
            "chat", "billing", "search", "gateway", "orders", "ledger", "mail", "profile", "catalog", "reports", "sync",
            "admin");
    private static final List<String> AREAS =
            List.of("api", "wiring", "session", "batch", "store", "events", "web", "jobs", "export");
    private static final List<String> CLASSES = List.of(
            "Endpoint",
            "Session",
            "Dispatcher",
            "Exporter",
            "Repository",
            "Listener",
            "Scheduler",
            "Mapper",
            "Poller",
            "Bridge");
    private static final List<String> METHODS =
            List.of("onOpen", "handle", "flush", "loadAll", "apply", "forAgent", "convert", "poll", "start", "render");

    private static final List<RuleInfo> RULES = List.of(
            new RuleInfo(
                    "websocket-factory",
                    "Use WebSocketManager.get(context): the factory keeps a second session table.",
                    "log",
                    true,
                    List.of("com.acme.ws.WebSocketManagerFactory"),
                    List.of("com.acme.ws.WebSocketManager#get(com.acme.UserContext)"),
                    List.of(
                            new AllowInfo("com.acme.*.compat.**", "shim, removed with 6.0", "2027-03-31", "realtime"),
                            new AllowInfo("com.acme.gateway.**#handle", "partner API v1", "2026-12-15", "partner"),
                            new AllowInfo("com.acme.admin.**", "moved in summer", "2026-09-30", "platform"))),
            new RuleInfo(
                    "joda-time",
                    "Use java.time through com.acme.time.Clocks.",
                    "log",
                    true,
                    List.of("org.joda.time.DateTime", "org.joda.time.LocalDate"),
                    List.of("com.acme.time.Clocks"),
                    List.of(new AllowInfo("com.acme.*.compat.**", "wire format of 2019", "", "platform"))),
            new RuleInfo(
                    "legacy-json",
                    "Use com.acme.json.Json.",
                    "count",
                    true,
                    List.of("com.acme.json.LegacyMapper", "com.acme.json.GoneMapper"),
                    List.of("com.acme.json.Json"),
                    List.of()),
            new RuleInfo("old-auth", "", "log", false, List.of("com.acme.auth.Tokens#sign(**)"), List.of(), List.of()));

    private static final List<Target> OLD = List.of(
            new Target(
                    "com.acme.ws.WebSocketManagerFactory",
                    "create",
                    "(Lcom/acme/UserContext;)Lcom/acme/ws/WebSocketManager;"),
            new Target("org.joda.time.DateTime", "<init>", "(J)V"),
            new Target("com.acme.json.LegacyMapper", "write", "(Ljava/lang/Object;)Ljava/lang/String;"),
            new Target("com.acme.auth.Tokens", "sign", "([B)[B"));
    private static final List<Target> NEW = List.of(
            new Target("com.acme.ws.WebSocketManager", "get", "(Lcom/acme/UserContext;)Lcom/acme/ws/WebSocketManager;"),
            new Target("com.acme.time.Clocks", "now", "()Ljava/time/Instant;"),
            new Target("com.acme.json.Json", "write", "(Ljava/lang/Object;)Ljava/lang/String;"));
    private static final List<Kind> KINDS =
            List.of(Kind.CALL, Kind.CALL, Kind.CALL, Kind.NEW, Kind.METHOD_REF, Kind.REFLECTION, Kind.VIRTUAL);

    private final int sites;
    private final int services;

    private FleetLedgers(int sites, int processes) {
        this.sites = sites;
        this.services = Math.max(1, Math.min(SERVICES.size(), Math.min(processes, 1 + sites / 25)));
    }

    /** Hands out the ledgers of so many processes, one after the other, with so many distinct call sites in all. */
    public static void of(int sites, int processes, Consumer<ProcessEvidence> sink) {
        FleetLedgers fleet = new FleetLedgers(sites, processes);
        for (int process = 0; process < processes; process++) {
            sink.accept(fleet.ledger(process));
        }
    }

    private ProcessEvidence ledger(int process) {
        int service = process % services;
        int version = VERSIONS - 1 - process / services % VERSIONS;
        boolean first = process / services < VERSIONS;
        ProcessInfo info = info(process, service, version);
        List<SiteCounts> counts = new ArrayList<>();
        List<SiteFacts> facts = new ArrayList<>();
        int own = sites / services + (service < sites % services ? 1 : 0);
        int reached = Math.min(own, SITES_OF_PROCESS);
        // the first process of a version has all call sites in loaded classes
        int start = first ? 0 : process / services * reached % Math.max(1, own);
        for (int i = 0; i < (first ? own : reached); i++) {
            int number = (start + i) % own * services + service;
            add(number, service, version, info, counts, facts);
        }
        return new ProcessEvidence(
                info,
                RULES,
                counts,
                process == 1
                        ? List.of(new BlindSpot("com.acme.search.Generated", "method too large: route"))
                        : List.of(),
                List.of(),
                facts(info, facts, service, version));
    }

    private void add(
            int number, int service, int version, ProcessInfo info, List<SiteCounts> counts, List<SiteFacts> facts) {
        int sort = number % 20;
        boolean canonical = sort >= 15 && sort <= 17;
        int rule = number / 20 % (canonical ? NEW.size() : OLD.size());
        Site site = site(number, service, version, rule, sort, canonical);
        // each version calls fewer of the deprecated sites
        boolean migrated = !canonical && number % 10 < 3 * version;
        boolean silent = sort == 11 || sort == 12 || migrated;
        long daily = silent ? 0 : 1L + (long) Math.pow(10, number * 7 % 31 / 10.0) + number % 7;
        Instant from = info.startedAt();
        List<HistoryPoint> days = new ArrayList<>();
        long calls = 0;
        for (Instant day = from.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
                day.isBefore(info.lastSeenAt()) && daily > 0;
                day = day.plus(1, ChronoUnit.DAYS)) {
            boolean weekend = ChronoUnit.DAYS.between(Instant.EPOCH, day) % 7 >= 5;
            long some = weekend ? 1 + daily / 4 : daily + (number + ChronoUnit.DAYS.between(from, day)) % 5;
            days.add(new HistoryPoint(day, day.plus(1, ChronoUnit.DAYS), some));
            calls += some;
        }
        boolean allowed = sort == 13 || sort == 14;
        boolean refused = number % 37 == 5 && !canonical && version == VERSIONS - 1;
        counts.add(new SiteCounts(
                site,
                calls,
                refused ? calls / 10 : 0,
                allowed ? calls : 0,
                0,
                number % 101 == 7 ? 3 : 0,
                calls == 0 ? Instant.EPOCH : from.plusSeconds(5 + number),
                calls == 0 ? Instant.EPOCH : info.lastSeenAt().minusSeconds(number % 3_000)));
        facts.add(new SiteFacts(site, number % 23 == 9, paths(site, number, calls), List.of(), days));
    }

    private static Site site(int number, int service, int version, int rule, int sort, boolean canonical) {
        String name = SERVICES.get(service);
        int place = number / 20;
        String area = sort == 13 || sort == 14 ? "compat" : AREAS.get(number / 7 % AREAS.size());
        boolean library = number % 9 == 4;
        // the sites 3 and 15, 4 and 16 ... of twenty are in one class, which so calls both ways
        int suffix = sort >= 15 ? number - 12 : number;
        boolean both = (sort == 3 || sort == 15) && place % 4 == 0;
        String className = library
                ? "com.acme.common." + area + ".Shared" + CLASSES.get(number % CLASSES.size()) + number
                : "com.acme." + name + '.'
                        + (both
                                ? "wiring.DualDelivery" + suffix
                                : area + '.' + title(name) + CLASSES.get(number % CLASSES.size()) + number);
        String method = number % 23 == 9 ? "<clinit>" : METHODS.get(number % METHODS.size());
        String source = className.substring(className.lastIndexOf('.') + 1) + ".java";
        String jar = library ? "acme-common-2." + version : name + "-core-5." + version + ".0";
        boolean lib = number % 29 == 3;
        Caller caller = new Caller(
                className,
                method,
                "(Lcom/acme/UserContext;)V",
                20 + number % 180 + (number % 3 == 0 ? version : 0),
                source,
                "file:/srv/" + name + "/lib/" + jar + ".jar",
                lib ? "plugins" : "app");
        return new Site(
                RULES.get(rule).id(),
                canonical ? Role.CANONICAL : Role.DEPRECATED,
                canonical ? Kind.CALL : KINDS.get(number % KINDS.size()),
                caller,
                canonical ? NEW.get(rule) : OLD.get(rule),
                number % 37 == 5);
    }

    private static List<CallPath> paths(Site site, int number, long calls) {
        if (calls == 0) {
            return List.of();
        }
        Caller caller = site.caller();
        PathFrame own = new PathFrame(caller.className(), caller.method());
        String facade = caller.className().replaceAll("\\d+$", "") + "Facade";
        CallPath web = new CallPath(
                1,
                List.of(
                        own,
                        new PathFrame(facade, "submit"),
                        PathFrame.FOLDED,
                        new PathFrame("com.acme.web.Router", "route"),
                        new PathFrame("org.apache.catalina.core.StandardWrapperValve", "invoke")),
                false,
                number % 23 == 9);
        CallPath job = new CallPath(
                100,
                List.of(own, new PathFrame(facade, "nightly"), new PathFrame("com.acme.jobs.Cron", "tick")),
                true,
                false);
        return number % 3 == 0 && calls > 100 ? List.of(web, job) : List.of(web);
    }

    private LedgerFacts facts(ProcessInfo info, List<SiteFacts> facts, int service, int version) {
        String name = SERVICES.get(service);
        LedgerFacts none = LedgerFacts.none(info);
        Watch watch = new Watch(
                info.startedAt(),
                info.startedAt(),
                false,
                Duration.ofMinutes(1),
                none.watch().periods(),
                true);
        CodeOrigin own = new CodeOrigin(
                "file:/srv/" + name + "/lib/" + name + "-core-5." + version + ".0.jar",
                "com.acme." + name,
                name + "-core",
                "5." + version + ".0",
                "pom.properties");
        CodeOrigin common = new CodeOrigin(
                "file:/srv/" + name + "/lib/acme-common-2." + version + ".jar",
                "com.acme",
                "acme-common",
                "2." + version,
                "manifest");
        return TestFacts.of(watch)
                .completeness(none.completeness())
                .sites(facts)
                .origins(own, common)
                .build();
    }

    private ProcessInfo info(int process, int service, int version) {
        Instant end = NOW.minus((long) (VERSIONS - 1 - version) * DAYS_OF_VERSION, ChronoUnit.DAYS);
        boolean last = version == VERSIONS - 1;
        Instant start = end.minus(DAYS_OF_VERSION, ChronoUnit.DAYS).plusSeconds(process * 37L % 3_000);
        boolean killed = process % 17 == 3;
        return new ProcessInfo(
                new UUID(0x1a57ca11L, process),
                SERVICES.get(service),
                process % 5 == 4 ? "staging" : "production",
                "5." + version + ".0",
                "node-" + (1 + process % 40),
                4_000 + process,
                start,
                last && !killed ? NOW.minusSeconds(1) : end.minusSeconds(process % 900),
                "log",
                killed ? ProcessState.KILLED : last ? ProcessState.RUNNING : ProcessState.EXITED,
                "7d3f" + version,
                "0.1.0",
                "OpenJDK 25",
                6_960 + process,
                120,
                "/var/lastcall/" + SERVICES.get(service) + '-' + (4_000 + process) + ".lastcall");
    }

    private static String title(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
