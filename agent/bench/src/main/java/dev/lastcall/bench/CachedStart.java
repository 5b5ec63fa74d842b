package dev.lastcall.bench;

import com.acme.bench.start.NoOpAgent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The start of the web application from the JDK's caches: the AppCDS archive, and from JDK 25 the AOT cache. */
final class CachedStart implements Part {
    private static final double ARCHIVE_LIMIT = 1.10;
    private static final double KEPT_LIMIT = 0.95;
    private static final double CACHE_LIMIT = 1.5;
    private static final int FIRST_WITH_CACHE = 25;
    private static final int ROUNDS = 11;

    /** Calls of the web application's start, one for each the class states. */
    private static final int CALLS = 1_000;

    private static final Pattern COUNTED = Pattern.compile("\"deprecatedCalls\":\\s*(\\d+)");

    @Override
    public String name() {
        return "cached";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(archive(workshop, Part.times(ROUNDS, effort)));
        if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
            rows.addAll(cache(workshop, Part.times(ROUNDS, effort)));
        } else {
            rows.add(Row.unknown("start with an AOT cache", "needs JDK " + FIRST_WITH_CACHE));
        }
        return rows;
    }

    private static List<Row> archive(Workshop workshop, int rounds) throws IOException, InterruptedException {
        String path = workshop.webClassPath();
        String file = workshop.forks().folder().resolve("web.jsa").toString();
        workshop.forks().java(List.of("-XX:ArchiveClassesAtExit=" + file, "-cp", path, WebStart.MAIN));
        String use = "-XX:SharedArchiveFile=" + file;
        List<String> none = List.of(use, "-cp", path, WebStart.MAIN);
        List<String> noop = List.of(use, workshop.agent(NoOpAgent.class), "-cp", path, WebStart.MAIN);
        List<String> lastcall =
                List.of(use, workshop.agent("policy=" + workshop.smallPolicy()), "-cp", path, WebStart.MAIN);
        Variants variants = new Variants(workshop.forks())
                .add("none", none)
                .add("noop", noop)
                .add("lastcall", lastcall)
                .run(rounds);
        Samples ratio = variants.ratio("lastcall", "noop");
        double kept = (double) fromCache(workshop, lastcall) / fromCache(workshop, noop);
        String base = Math.round(variants.medianMillis("none")) + " ms without agent; ";
        return List.of(
                Row.atMost(
                        "start, AppCDS, by a no-op transformer",
                        ARCHIVE_LIMIT,
                        ratio.median(),
                        "",
                        base + ratio.spread()),
                Row.atLeast(
                        "AppCDS archive kept, by a no-op transformer", KEPT_LIMIT, kept, "", "classes taken from it"));
    }

    private static List<Row> cache(Workshop workshop, int rounds) throws IOException, InterruptedException {
        String path = workshop.webClassPath();
        String file = workshop.forks().folder().resolve("web.aot").toString();
        // a cache made without the module that agents need is refused when there is one
        String module = "--add-modules=java.instrument";
        workshop.forks().java(List.of("-XX:AOTCacheOutput=" + file, module, "-cp", path, WebStart.MAIN));
        String use = "-XX:AOTCache=" + file;
        String ledgers = workshop.forks().folder().resolve("cached-ledgers").toString();
        List<String> none = List.of(use, module, "-cp", path, WebStart.MAIN);
        String settings = "policy=" + workshop.smallPolicy() + ",ledger=" + ledgers;
        List<String> lastcall = List.of(use, module, workshop.agent(settings), "-cp", path, WebStart.MAIN);
        Variants variants = new Variants(workshop.forks())
                .add("none", none)
                .add("lastcall", lastcall)
                .run(rounds);
        Samples ratio = variants.ratio("lastcall", "none");
        long made = (rounds + 1L) * CALLS;
        long missed = made - counted(workshop, ledgers);
        double kept = (double) fromCache(workshop, lastcall) / fromCache(workshop, none);
        String base = Math.round(variants.medianMillis("none")) + " ms without agent; ";
        return List.of(
                Row.atMost(
                        "start, AOT cache, by the cached start without agent",
                        CACHE_LIMIT,
                        ratio.median(),
                        "",
                        base + ratio.spread()),
                Row.information("AOT cache kept, by no agent", kept, "", "classes taken from it"),
                Row.atMost("calls missed with an AOT cache", 0, (double) Math.abs(missed), "", "of " + made));
    }

    private static long fromCache(Workshop workshop, List<String> command) throws IOException, InterruptedException {
        List<String> logged = new ArrayList<>(List.of("-Xlog:class+load"));
        logged.addAll(command);
        return workshop.forks().java(logged).lines("shared objects file").size();
    }

    private static long counted(Workshop workshop, String ledgers) throws IOException, InterruptedException {
        Ran report = workshop.forks()
                .java(List.of("-jar", workshop.lastcall().toString(), "report", ledgers, "--format", "json"));
        Matcher calls = COUNTED.matcher(report.out());
        if (!calls.find()) {
            throw new IllegalStateException("no calls in the report:\n" + report.out());
        }
        return Long.parseLong(calls.group(1));
    }
}
