package dev.lastcall.ledger;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Completeness;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.LedgerFacts;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.Target;
import dev.lastcall.evidence.TestFacts;
import dev.lastcall.evidence.Watch;
import dev.lastcall.ledger.PageSupply.Sizes;
import dev.lastcall.policy.Role;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Values that the tests of the ledger share. */
final class Samples {
    static final Sizes SMALL = new Sizes(4, 4, 1, 2);
    static final UUID ID = new UUID(0x0123456789ABCDEFL, 0x8EDCBA9876543210L);
    static final long START = 1_795_000_000_000L;
    static final RuleInfo RULE = new RuleInfo("factory", "Use the façade.", "block", true);
    static final RuleInfo OTHER_RULE = new RuleInfo("logger", "", "log", false);
    static final RuleInfo DETAILED_RULE = new RuleInfo(
            "factory",
            "Use the façade.",
            "block",
            true,
            List.of("a.b.Factory", "a.b.Façade#ü(**)"),
            List.of("a.b.New#get()"),
            List.of(
                    new AllowInfo("a.c.**", "shim, removed with 3.0", "2027-03-31"),
                    new AllowInfo("a.d.E#f", "for ever", "")));
    static final BlindSpot BLIND_SPOT = new BlindSpot("a.b.Huge", "method too large");

    private Samples() {}

    static ProcessStart process() {
        return process(ID);
    }

    static ProcessStart process(UUID id) {
        return ProcessStart.of(id.getMostSignificantBits(), id.getLeastSignificantBits(), "chat/service ü", 4711, START)
                .withLabels("staging", "1.2.3", "host-1")
                .withPolicy("log", "hash-1")
                .withVersions("0.1.0", "OpenJDK 17");
    }

    /** A process that says when it watches. */
    static ProcessStart process(String watch, String reason, boolean attached, int heartbeat) {
        return process().withWatch(watch, reason, attached, heartbeat);
    }

    /** A process that says which program it runs. */
    static ProcessStart program(boolean named, String mainClass, String mainJar) {
        return process("watching", "", false, 1_000).withProgram(named, mainClass, mainJar);
    }

    static Site site(int number) {
        Kind[] kinds = Kind.values();
        return new Site(
                "factory",
                number % 2 == 0 ? Role.CANONICAL : Role.DEPRECATED,
                kinds[number % kinds.length],
                new Caller("a.b.Caller" + number, "run", "()V", number, "Caller.java", "app.jar", "app"),
                new Target("a.b.Factory", "create", "(Ljava/lang/String;)La/b/Thing;"));
    }

    static void add(Chunk chunk, int number, int word, long calls) {
        int at = chunk.offset() + number * CellLayout.CELL + word;
        chunk.buffer().putLong(at, chunk.buffer().getLong(at) + calls);
    }

    static void seen(Chunk chunk, int number, long first, long last) {
        int cell = chunk.offset() + number * CellLayout.CELL;
        chunk.buffer().putLong(cell + CellLayout.FIRST_SEEN, first);
        chunk.buffer().putLong(cell + CellLayout.LAST_SEEN, last);
    }

    /** Everything that a ledger can hold, once or twice. */
    static void fill(LedgerWriter writer) {
        writer.addRule(RULE);
        writer.addRule(OTHER_RULE);
        for (int number : List.of(1, 2, 63, 65)) {
            writer.addSite(number, site(number));
        }
        writer.addBlindSpot(BLIND_SPOT);
        writer.addBlindSpot(BLIND_SPOT);
        Chunk one = writer.newChunk(0, 7);
        add(one, 1, CellLayout.PLAIN, 5);
        add(one, 1, CellLayout.CONTROL, 99);
        seen(one, 1, START + 2_000, START + 3_000);
        add(one, 63, CellLayout.BLOCKED, 1_000_000_000_000L);
        seen(one, 63, START + 1_000, START + 9_000);
        Chunk two = writer.newChunk(0, 8);
        add(two, 1, CellLayout.PLAIN, 1);
        add(two, 1, CellLayout.BLOCKED, 2);
        add(two, 1, CellLayout.ALLOWED, 3);
        add(two, 1, CellLayout.DELEGATED, 4);
        seen(two, 1, START + 1_000, START + 2_500);
        Chunk three = writer.newChunk(1, 7);
        add(three, 1, CellLayout.ALLOWED, 6);
        seen(three, 1, START + 4_000, START + 4_000);
        writer.mode(START + 5_000, "block");
        writer.policy(START + 6_000, "hash-2");
        writer.heartbeat(START + 10_000, 6_960, 12);
    }

    /** What {@link #fill} leaves. */
    static ProcessEvidence filled(ProcessState state, String file) {
        ProcessInfo process = process().info(state, START + 10_000, "block", "hash-2", 6_960, 12, file);
        List<SiteCounts> sites = new ArrayList<>();
        sites.add(new SiteCounts(site(1), 15, 2, 3, 4, at(1_000), at(3_000)));
        sites.add(new SiteCounts(site(2), 0, 0, 0, 0, Instant.EPOCH, Instant.EPOCH));
        sites.add(new SiteCounts(site(63), 1_000_000_000_000L, 1_000_000_000_000L, 0, 0, at(1_000), at(9_000)));
        sites.add(new SiteCounts(site(65), 6, 0, 6, 0, at(4_000), at(4_000)));
        List<RuleInfo> rules = List.of(RULE, OTHER_RULE);
        Watch watch = LedgerFacts.none(process).watch();
        List<PolicyInForce> policies = List.of(
                new PolicyInForce(at(0), at(5_000), "log", "hash-1", rules, true),
                new PolicyInForce(at(5_000), at(6_000), "block", "hash-1", rules, true),
                new PolicyInForce(at(6_000), at(10_000), "block", "hash-2", rules, true));
        LedgerFacts facts = TestFacts.of(watch)
                .policies(policies)
                .completeness(new Completeness(0, 3, 0, 3))
                .build();
        return new ProcessEvidence(process, rules, sites, List.of(BLIND_SPOT), List.of(), facts);
    }

    /** The same, without what it says beside. */
    static ProcessEvidence plain(ProcessEvidence snapshot) {
        return new ProcessEvidence(
                snapshot.process(), snapshot.rules(), snapshot.sites(), snapshot.blindSpots(), snapshot.problems());
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(START + millis);
    }

    /** A ledger's bytes as a source of pages. */
    static PageSource bytes(byte[] bytes, int length) {
        return new PageSource() {
            @Override
            public long bytes() {
                return length;
            }

            @Override
            public void read(long position, ByteBuffer into) {
                into.clear();
                int count = (int) Math.max(0, Math.min(into.remaining(), length - position));
                if (count > 0) {
                    into.put(bytes, (int) position, count);
                }
                while (into.hasRemaining()) {
                    into.put((byte) 0);
                }
                into.flip();
            }
        };
    }
}
