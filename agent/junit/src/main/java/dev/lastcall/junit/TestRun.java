package dev.lastcall.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the tests in this JVM, and which of them are forbidden. Thread-safe: each event takes the lock, so that
 * counters are read in the order of events.
 */
final class TestRun {
    /** The only instance in this JVM; the listeners of several launchers share it, as they share the agent. */
    static final TestRun CURRENT = new TestRun(new AgentDoor());

    static final String REMEDY = "migrate it, annotate the test with @AllowsDeprecated(\"rule\", reason = \"...\"),"
            + " or accept it in the baseline";

    private final Door door;
    private final Attribution attribution = new Attribution();
    private final Map<Integer, Map<String, Object>> names = new HashMap<>();
    private final Map<Integer, Boolean> tolerated = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Set<Integer> reportedNew = new HashSet<>();
    private JunitSettings settings = JunitSettings.DEFAULT;
    private int tests;
    private boolean lost;

    TestRun(Door door) {
        this.door = door;
    }

    /** @throws IllegalArgumentException if the baseline cannot be read; calls are then only recorded */
    synchronized void use(JunitSettings read) {
        settings = new JunitSettings(Mode.RECORD, null, read.output());
        tolerated.clear();
        if (read.baseline() != null) {
            boolean unused = door.tolerates(read.baseline(), 0);
        }
        settings = read;
    }

    synchronized JunitSettings settings() {
        return settings;
    }

    /** Whether there is an agent that counts. */
    synchronized boolean isWatched() {
        return look() != null;
    }

    synchronized void begin(TestNode node) {
        Counters now = look();
        if (now != null) {
            attribution.begin(node, Thread.currentThread(), now);
        }
    }

    synchronized void end(TestNode node) {
        tests += node.isTest() ? 1 : 0;
        Counters now = look();
        if (now != null) {
            attribution.end(node, Thread.currentThread(), now);
        }
    }

    /** Why the test that is running on this thread must fail, by its calls so far; null if it need not. */
    synchronized @Nullable AssertionError failure() {
        Counters now = look();
        Thread thread = Thread.currentThread();
        TestNode test = now == null ? null : attribution.testOn(thread);
        if (now == null || test == null) {
            return null;
        }
        List<Map<String, Object>> bad = new ArrayList<>();
        boolean forbidden = false;
        for (int number : new TreeSet<>(attribution.ownCalls(thread, now).keySet())) {
            Map<String, Object> site = deprecated(number);
            if (site != null && mustFail(test, number, SiteText.rule(site))) {
                bad.add(site);
                forbidden |= test.forbids(SiteText.rule(site));
                failed.add(test.id() + " " + number);
            }
        }
        return bad.isEmpty() ? null : error(bad, forbidden);
    }

    private boolean mustFail(TestNode test, int number, String rule) {
        return test.forbids(rule) || (settings.mode() == Mode.FAIL && isNew(number) && !test.allows(rule));
    }

    private static AssertionError error(List<Map<String, Object>> bad, boolean forbidden) {
        StringBuilder text = new StringBuilder("lastcall: the test calls deprecated code")
                .append(forbidden ? ", which is forbidden here:" : " that the baseline does not tolerate:");
        StackTraceElement[] frames = new StackTraceElement[bad.size()];
        for (int i = 0; i < frames.length; i++) {
            text.append("\n  ").append(SiteText.of(bad.get(i)));
            frames[i] = SiteText.frame(bad.get(i));
        }
        AssertionError error = new AssertionError(
                text.append("\n").append(forbidden ? "migrate it" : REMEDY).toString());
        error.setStackTrace(frames); // leads to the call, not here
        return error;
    }

    /**
     * Forbidden calls that have failed no test, because the engine does not allow that or the test that made the call
     * is unknown. Each is returned once; empty in other modes.
     */
    synchronized List<String> notYetFailed() {
        List<String> texts = new ArrayList<>();
        Counters now = look();
        if (now == null) {
            return texts;
        }
        attribution.take(now);
        for (ReachedSite reached : attribution.sites()) {
            Map<String, Object> site = deprecated(reached.number());
            if (site == null) {
                continue;
            }
            String rule = SiteText.rule(site);
            List<TestNode> by = new ArrayList<>();
            for (TestNode test : reached.tests()) {
                if (mustFail(test, reached.number(), rule) && failed.add(test.id() + " " + reached.number())) {
                    by.add(test);
                }
            }
            if (!by.isEmpty()) {
                texts.add(SiteText.of(site) + "\n    by " + joined(TestNode.names(by)));
            } else if (settings.mode() == Mode.FAIL
                    && reached.unclear() > 0
                    && isNew(reached.number())
                    && !areAllowed(reached, rule)
                    && failed.add(" " + reached.number())) {
                texts.add(SiteText.of(site) + "\n    " + during(reached));
            }
        }
        return texts;
    }

    private static boolean areAllowed(ReachedSite reached, String rule) {
        boolean all = !reached.isOutside() && !reached.isDuringMore();
        for (TestNode node : reached.during()) {
            all &= node.allows(rule);
        }
        return all;
    }

    /** Whether the baseline does not tolerate that call site. */
    private boolean isNew(int number) {
        String baseline = settings.baseline();
        return baseline == null || !tolerated.computeIfAbsent(number, site -> door.tolerates(baseline, site));
    }

    private @Nullable Map<String, Object> deprecated(int number) {
        Map<String, Object> site = names.get(number);
        if (site == null) {
            site = door.site(number);
            if (site == null) {
                return null;
            }
            names.put(number, site);
        }
        return SiteText.isDeprecated(site) ? site : null;
    }

    /** The text that is printed when the tests are done, without what was printed before. */
    synchronized List<String> summary() {
        List<String> lines = new ArrayList<>();
        Counters now = look();
        if (now == null) {
            return lines;
        }
        attribution.take(now);
        int sites = 0;
        int unknown = 0;
        Set<String> reaching = new HashSet<>();
        List<String> details = new ArrayList<>();
        for (ReachedSite reached : attribution.sites()) {
            Map<String, Object> site = deprecated(reached.number());
            if (site == null) {
                continue;
            }
            sites++;
            reached.tests().forEach(test -> reaching.add(test.id()));
            boolean isNew = isNew(reached.number());
            unknown += isNew ? 1 : 0;
            List<String> flaky = reached.flaky(attribution);
            boolean reported = reportedNew.contains(reached.number());
            if ((isNew && settings.mode() != Mode.RECORD && !reported) || !flaky.isEmpty()) {
                reportedNew.add(reached.number());
                details.add("lastcall:   " + SiteText.of(site));
                details.add("lastcall:     " + who(reached));
                if (!flaky.isEmpty()) {
                    details.add("lastcall:     flaky: " + joined(flaky));
                }
            }
        }
        lines.add("lastcall: " + count(tests, "test") + "; " + count(reaching.size(), "test") + " reached "
                + count(sites, "call site") + " of deprecated code"
                + (settings.baseline() == null ? "" : ", " + unknown + " of them not in the baseline")
                + (lost ? "; some calls could not be read" : ""));
        lines.addAll(details);
        return lines;
    }

    private static String who(ReachedSite reached) {
        List<TestNode> tests = reached.tests();
        String by = tests.isEmpty() ? "" : "by " + joined(TestNode.names(tests));
        return by + (reached.unclear() == 0 ? "" : (by.isEmpty() ? "" : "; ") + during(reached));
    }

    private static String during(ReachedSite reached) {
        List<TestNode> nodes = reached.during();
        String text = nodes.isEmpty() ? "" : "while " + joined(TestNode.names(nodes)) + " ran";
        return text + (reached.isOutside() ? (text.isEmpty() ? "" : ", and ") + "between tests" : "");
    }

    private static String joined(List<String> names) {
        int most = 5;
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The content of the file for tools; null if there is no agent. */
    synchronized @Nullable Map<String, Object> record() {
        Counters now = look();
        if (now == null) {
            return null;
        }
        attribution.take(now);
        List<Object> sites = new ArrayList<>();
        for (ReachedSite reached : attribution.sites()) {
            Map<String, Object> site = deprecated(reached.number());
            if (site != null) {
                Map<String, Object> said = new LinkedHashMap<>(site);
                said.put("calls", reached.calls());
                said.put("tests", TestNode.names(reached.tests()));
                said.put("unclearCalls", reached.unclear());
                said.put("while", TestNode.names(reached.during()));
                said.put("betweenTests", reached.isOutside());
                said.put("flaky", reached.flaky(attribution));
                said.put("new", isNew(reached.number()));
                sites.add(said);
            }
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schema", "lastcall.tests/1");
        record.put("ledger", door.ledger());
        record.put("mode", settings.mode().toString());
        record.put("tests", tests);
        record.put("sites", sites);
        return record;
    }

    private @Nullable Counters look() {
        try {
            return door.look();
        } catch (IllegalStateException notNow) { // the next look has what this one misses
            lost = true;
            return null;
        }
    }
}
