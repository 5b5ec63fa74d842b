package dev.lastcall.ledger;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ledgers as processes leave them, without the processes. Arguments: a folder that is there, how many ledgers,
 * how many call sites each has, and how many rules. All of a service have the same sites; every tenth site was never
 * reached.
 */
public final class MadeLedgers {
    private static final int SERVICES = 10;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final int sites;
    private final int rules;

    private MadeLedgers(int sites, int rules) {
        this.sites = sites;
        this.rules = rules;
    }

    public static void main(String[] arguments) throws IOException {
        MadeLedgers ledgers = new MadeLedgers(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            ledgers.write(new File(arguments[0]), i);
        }
    }

    private void write(File folder, int number) throws IOException {
        long end = System.currentTimeMillis() - 60_000;
        long start = end - DAY - number;
        String service = "service-" + number % SERVICES;
        ProcessStart process = ProcessStart.of(
                        0x4000L + number, 0x8000_0000_0000_0000L + number, service, 1_000 + number, start)
                .withLabels("production", "1." + number % 7, "host-" + number % 50)
                .withPolicy("log", "hash")
                .withVersions("1.0", "OpenJDK 25")
                .withWatch("watching", "", false, 1_000);
        LedgerWriter writer = LedgerWriter.of(LedgerDraft.create(folder, process, rules()));
        Chunk chunk = writer.newChunk(0, 1);
        int called = 0;
        for (int i = 0; i < sites; i++) {
            int site = i + i / (CellLayout.CELLS_PER_CHUNK - 1) + 1;
            if (site / CellLayout.CELLS_PER_CHUNK != chunk.index()) {
                chunk = writer.newChunk(site / CellLayout.CELLS_PER_CHUNK, 1);
            }
            writer.addSite(site, site(service, i));
            if (i % 10 != 9) {
                called++;
                int cell = chunk.offset() + site % CellLayout.CELLS_PER_CHUNK * CellLayout.CELL;
                chunk.buffer().putLong(cell + CellLayout.PLAIN, 100L + i);
                chunk.buffer().putLong(cell + CellLayout.FIRST_SEEN, start + 1_000);
                chunk.buffer().putLong(cell + CellLayout.LAST_SEEN, end);
            }
        }
        writer.firstCalls(called);
        writer.exited(end, 12_000, sites / 2);
    }

    private List<RuleInfo> rules() {
        List<RuleInfo> all = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            all.add(new RuleInfo(
                    "rule-" + i,
                    "Use the other one.",
                    "block",
                    true,
                    List.of("com.acme.old" + i + ".LegacyFactory", "com.acme.old" + i + ".Connections#open(**)"),
                    List.of("com.acme.fresh" + i + ".Factory"),
                    List.of()));
        }
        return all;
    }

    private Site site(String service, int number) {
        int rule = number % rules;
        boolean canonical = number % 4 == 3;
        String owner = canonical ? "com.acme.fresh" + rule + ".Factory" : "com.acme.old" + rule + ".LegacyFactory";
        String name = "Handler" + number / 4;
        Caller caller = new Caller(
                "com.shop." + service.replace('-', '.') + '.' + name,
                "handle" + number % 4,
                "(Ljava/lang/String;)V",
                20 + number % 4,
                name + ".java",
                "file:/srv/" + service + "/lib/shop-1.2.3.jar",
                "app");
        Target target = new Target(owner, "create", "(Ljava/lang/String;)Ljava/lang/Object;");
        return new Site("rule-" + rule, canonical ? Role.CANONICAL : Role.DEPRECATED, Kind.CALL, caller, target);
    }
}
