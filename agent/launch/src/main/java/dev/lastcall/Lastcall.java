package dev.lastcall;

import dev.lastcall.launch.RunningAgent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A view of the agent in this process, for code of the application: a test listener that asks which test made which
 * call, or a health endpoint. It is read-only and cannot lift a block.
 *
 * <p>You need not add {@code lastcall.jar} to the class path: the JVM does so when it starts the agent. Without the
 * agent this class is missing, unless the jar is on the class path; then {@link #isHere} returns false.
 *
 * <p>All methods are thread-safe. Results consist of types of the JDK and are copies that do not change. A look adds up
 * the counters of all threads in memory, without touching the ledger's file. It takes some microseconds for each call
 * site that was found, so do not call it for each request.
 */
public final class Lastcall {
    private Lastcall() {}

    /** Whether the agent runs in this process and has a rule to watch for. */
    public static boolean isHere() {
        return RunningAgent.isHere();
    }

    /**
     * Returns what the agent has seen until now; null if the agent is not {@linkplain #isHere here}.
     *
     * @throws IllegalStateException if the agent fails to say; it goes on counting
     */
    public static Evidence evidence() {
        Map<String, Object> said = RunningAgent.evidence();
        return said == null ? null : new Evidence(said);
    }

    /**
     * Returns how often each thread has called each call site until now; null if the agent is not {@linkplain #isHere
     * here}. This reads only the counters, so that a test listener can call it before and after each test. A thread
     * that calls it for the first time gets counters of its own.
     *
     * @throws IllegalStateException if the agent fails to say; it goes on counting
     */
    public static Calls calls() {
        Object[] said = (Object[]) RunningAgent.ask("calls");
        return said == null ? null : new Calls((Thread[]) said[0], (long[][]) said[1], (long[][]) said[2]);
    }

    /**
     * The names of a call site of {@link Calls}, as in {@link Evidence#callSites} but without counters and times.
     *
     * @return null if no call site has that number, or its calls are not evidence, such as those of other agents
     */
    @SuppressWarnings("unchecked") // the agent's answer
    public static Map<String, Object> callSite(int number) {
        return (Map<String, Object>) RunningAgent.ask(number);
    }

    /**
     * Whether a baseline tolerates that call site of {@link Calls} today. The file is read again when it has changed.
     *
     * @param baseline the path of its file
     * @throws IllegalArgumentException if the file cannot be read or is not a baseline; the message says why
     */
    public static boolean isTolerated(String baseline, int number) {
        Object said = RunningAgent.ask(new Object[] {baseline, number});
        if (said instanceof String) {
            throw new IllegalArgumentException((String) said);
        }
        return Boolean.TRUE.equals(said);
    }

    /**
     * How often each thread had called each call site at one moment. The counters that belong to one thread at a time
     * are a <em>row</em>; a row keeps its index from one moment to the next. When a thread has ended, another thread
     * may continue with its row. Immutable, so thread-safe.
     */
    public static final class Calls {
        private final Thread[] threads;
        private final long[][] open;
        private final long[][] settled;

        Calls(Thread[] threads, long[][] open, long[][] settled) {
            this.threads = threads;
            this.open = open;
            this.settled = settled;
        }

        /** How many rows there are. */
        public int rows() {
            return threads.length;
        }

        /**
         * The thread that the row belongs to; null if that thread has ended, or if the row is that of all virtual
         * threads.
         */
        public Thread thread(int row) {
            return threads[row];
        }

        /** One more than the highest number of a call site that has a counter in that row. */
        public int end(int row) {
            return open[row].length;
        }

        /**
         * Calls of that row at that site which no allow entry lets through, refused or not; 0 if there is no counter.
         */
        public long open(int row, int site) {
            return site < open[row].length ? open[row][site] : 0;
        }

        /**
         * Calls of that row at that site which an allow entry let through, and those between deprecated and canonical
         * classes.
         */
        public long settled(int row, int site) {
            return site < settled[row].length ? settled[row][site] : 0;
        }
    }

    /** What the agent had seen at one moment. Immutable, so thread-safe. */
    public static final class Evidence {
        private static final String CALLS = "calls";
        private static final String[] COUNTERS = {CALLS, "blocked", "allowed", "delegated"};

        private final Map<String, Object> said;

        Evidence(Map<String, Object> said) {
            this.said = said;
        }

        /** The version of the agent. */
        public String version() {
            return (String) said.get("version");
        }

        /**
         * The mode in force: {@code off}, {@code count}, {@code log} or {@code block}; a rule may act in a lower one.
         */
        public String mode() {
            return (String) said.get("mode");
        }

        /** The name of the service, as reports show it. */
        public String service() {
            return (String) said.get("service");
        }

        /** The path of the ledger's file; empty if it is kept in memory. */
        public String ledger() {
            return (String) said.get("ledger");
        }

        /**
         * The call sites that were found, called or not, each with the names of the JSON report: {@code rule}, {@code
         * role} ({@code deprecated} or {@code canonical}), {@code kind}, {@code calls} and, of these, {@code blocked},
         * {@code allowed} and {@code delegated} ({@code Long}), {@code firstSeen} and {@code lastSeen} (milliseconds
         * since 1970 UTC, {@code Long}, 0 if never called), {@code caller} ({@code class}, {@code method}, {@code
         * descriptor}, {@code line}, {@code source}, {@code codeSource}, {@code loader}), {@code target} ({@code
         * class}, {@code member}, {@code descriptor}), and {@code swallowed} ({@code Boolean}): whether the JDK would
         * catch the exception of a refusal.
         */
        public List<Map<String, Object>> callSites() {
            return sites(said);
        }

        /**
         * The call sites that were called between an earlier look and this one, with the calls in between. They include
         * calls of other threads.
         *
         * @param earlier evidence of this process from an earlier moment
         */
        public List<Map<String, Object>> callSitesSince(Evidence earlier) {
            Map<Object, Map<String, Object>> before = new LinkedHashMap<>();
            for (Map<String, Object> site : earlier.callSites()) {
                before.put(place(site), site);
            }
            List<Map<String, Object>> since = new ArrayList<>();
            for (Map<String, Object> site : callSites()) {
                Map<String, Object> then = before.get(place(site));
                Map<String, Object> more = then == null ? site : less(site, then);
                if ((Long) more.get(CALLS) > 0) {
                    since.add(more);
                }
            }
            return Collections.unmodifiableList(since);
        }

        /** What the agent could not watch, each with {@code class} and {@code reason}. */
        @SuppressWarnings("unchecked") // the agent's answer
        public List<Map<String, Object>> blindSpots() {
            return (List<Map<String, Object>>) said.get("blindSpots");
        }

        @SuppressWarnings("unchecked") // the agent's answer
        private static List<Map<String, Object>> sites(Map<String, Object> said) {
            return (List<Map<String, Object>>) said.get("sites");
        }

        private static Object place(Map<String, Object> site) {
            List<Object> place = new ArrayList<>();
            for (String name : new String[] {"rule", "role", "kind", "caller", "target", "swallowed"}) {
                place.add(site.get(name));
            }
            return place;
        }

        private static Map<String, Object> less(Map<String, Object> now, Map<String, Object> then) {
            Map<String, Object> less = new LinkedHashMap<>(now);
            for (String counter : COUNTERS) {
                less.put(counter, (Long) now.get(counter) - (Long) then.get(counter));
            }
            return Collections.unmodifiableMap(less);
        }

        @Override
        public String toString() {
            return "Lastcall " + version() + ", mode " + mode() + ", "
                    + callSites().size() + (callSites().size() == 1 ? " call site" : " call sites");
        }
    }
}
