package dev.lastcall.evidence;

import dev.lastcall.policy.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Ledgers of a small chat service, made by hand. */
public final class SampleLedgers {
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00.250Z");
    public static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    public static final Instant START = Instant.parse("2026-11-23T06:55:52.123Z");

    public static final Target CREATE = new Target(
            "com.acme.ws.WebSocketManagerFactory", "create", "(Lcom/acme/UserContext;)Lcom/acme/ws/WebSocketManager;");
    public static final Target INSTANCE =
            new Target("com.acme.ws.WebSocketManagerFactory", "INSTANCE", "Lcom/acme/ws/WebSocketManagerFactory;");
    public static final Target GET =
            new Target("com.acme.ws.WebSocketManager", "get", "(Lcom/acme/UserContext;)Lcom/acme/ws/WebSocketManager;");

    private SampleLedgers() {}

    /** Findings of every sort, over two processes. */
    public static List<ProcessEvidence> dual() {
        RuleInfo factory = new RuleInfo("websocket-factory", "Use WebSocketManager.get(context).", "log", true);
        RuleInfo dates = new RuleInfo("old-dates", "", "count", false);
        Site legacy = deprecated(Kind.CALL, caller("com.acme.chat.ChatEndpoint", "onOpen", 41), CREATE);
        Site dual = deprecated(Kind.METHOD_REF, caller("com.acme.chat.DualEndpoint", "onMessage", 57), CREATE);
        Site dualNew = canonical(caller("com.acme.chat.DualEndpoint", "onMessage", 61), GET);
        Site compat = deprecated(Kind.FIELD_READ, caller("com.acme.ws.compat.Shim", "manager", 12), INSTANCE);
        Site delegating = deprecated(Kind.NEW, caller("com.acme.ws.WebSocketManager", "get", 20), CREATE);
        Site silent = deprecated(Kind.CALL, caller("com.acme.chat.Admin", "purge", 99), CREATE);
        Site silentNew = canonical(caller("com.acme.chat.Admin", "list", 88), GET);
        ProcessEvidence first = ledger(
                process("chat", 4711, "staging", "log", ProcessState.RUNNING),
                List.of(factory, dates),
                counts(legacy, 1_234_567, 0, 0, 0),
                counts(dual, 10, 0, 0, 0),
                counts(dualNew, 2_000, 0, 0, 0),
                counts(compat, 12, 0, 12, 0),
                counts(delegating, 2_000, 0, 0, 2_000),
                counts(silent, 0, 0, 0, 0),
                counts(silentNew, 0, 0, 0, 0));
        ProcessEvidence second = ledger(
                process("chat", 4712, "production", "block", ProcessState.KILLED),
                List.of(new RuleInfo("websocket-factory", "Use WebSocketManager.get(context).", "block", true), dates),
                counts(legacy, 3, 3, 0, 0),
                counts(dualNew, 500, 0, 0, 0));
        return List.of(
                first,
                new ProcessEvidence(
                        second.process(),
                        second.rules(),
                        second.sites(),
                        List.of(new BlindSpot("com.acme.chat.Generated", "method too large after weaving: route")),
                        List.of("site record 7 at byte 12,288 fails its checksum; it and what follows are left out")));
    }

    /** A migrated application: only the canonical way, and an allowed caller. */
    public static ProcessEvidence migrated() {
        return ledger(
                process("chat", 4713, "staging", "log", ProcessState.EXITED),
                List.of(new RuleInfo("websocket-factory", "", "log", true)),
                counts(canonical(caller("com.acme.chat.ChatEndpoint", "onOpen", 41), GET), 1_500, 0, 0, 0),
                counts(
                        deprecated(Kind.FIELD_READ, caller("com.acme.ws.compat.Shim", "manager", 12), INSTANCE),
                        4,
                        0,
                        4,
                        0));
    }

    /** A policy that lists more than the application has, and a shim whose time is over. */
    public static ProcessEvidence overgrown() {
        return ledger(
                process("chat", 4715, "staging", "log", ProcessState.EXITED),
                List.of(new RuleInfo(
                        "websocket-factory",
                        "",
                        "log",
                        true,
                        List.of(
                                "com.acme.ws.WebSocketManagerFactory",
                                "com.acme.ws.Gone#create(**)",
                                "@Deprecated in com.**"),
                        List.of(
                                "com.acme.ws.WebSocketManager#get(com.acme.UserContext)",
                                "com.acme.ws.WebSocketManager#x"),
                        List.of(
                                new AllowInfo("com.acme.ws.compat.**", "shim, removed with 3.0", "2026-01-31"),
                                new AllowInfo("com.acme.batch.**#run", "nightly, moves in May", "2027-05-31")))),
                counts(canonical(caller("com.acme.chat.Admin", "list", 88), GET), 0, 0, 0, 0),
                counts(
                        deprecated(Kind.FIELD_READ, caller("com.acme.ws.compat.Shim", "manager", 12), INSTANCE),
                        1_004,
                        0,
                        4,
                        0));
    }

    /** A process of that name, without calls. */
    public static ProcessEvidence inService(String name) {
        return ledger(process(name, 4714, "", "log", ProcessState.EXITED), List.of());
    }

    public static ProcessEvidence ledger(ProcessInfo process, List<RuleInfo> rules, SiteCounts... sites) {
        return new ProcessEvidence(process, rules, List.of(sites), List.of(), List.of());
    }

    /** A process that reported a minute after its start. */
    public static ProcessInfo process(String service, long pid, String environment, String mode, ProcessState state) {
        Instant start = START.plusSeconds(pid - 4711);
        return new ProcessInfo(
                new UUID(pid, pid),
                service,
                environment,
                "1.4.2",
                "web-1",
                pid,
                start,
                start.plusSeconds(60),
                mode,
                state,
                "a1b2c3",
                "0.1.0",
                "OpenJDK 17.0.15",
                6_960,
                12,
                "/var/lastcall/" + pid + ".lcl");
    }

    public static SiteCounts counts(Site site, long calls, long blocked, long allowed, long delegated) {
        boolean called = calls > 0;
        return new SiteCounts(
                site,
                calls,
                blocked,
                allowed,
                delegated,
                called ? START.plusSeconds(5) : Instant.EPOCH,
                called ? START.plusSeconds(55) : Instant.EPOCH);
    }

    public static Site deprecated(Kind kind, Caller caller, Target target) {
        return new Site("websocket-factory", Role.DEPRECATED, kind, caller, target);
    }

    public static Site canonical(Caller caller, Target target) {
        return new Site("websocket-factory", Role.CANONICAL, Kind.CALL, caller, target);
    }

    public static Caller caller(String className, String method, int line) {
        String source = className.substring(className.lastIndexOf('.') + 1) + ".java";
        return new Caller(className, method, "()V", line, source, "chat-service.jar", "app");
    }
}
