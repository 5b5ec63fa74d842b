package com.acme.truth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls into listed members twice, in ways that know nothing of each other: callers say so just before each
 * call (also when it is then refused), and bodies say so when they are entered and look up who called. Exact; one set
 * of counters per process, also if the application loads the rest of the library more than once. Thread-safe.
 *
 * <p>A call is what Lastcall counts: not those from inside the deprecated class; a field read is one, but has no body.
 */
public final class Truth {
    private static final String FACTORY = "com.acme.ws.WebSocketManagerFactory";
    private static final String MANAGER = "com.acme.ws.WebSocketManager";

    private static final Map<Call, AtomicLong> CALLS = new ConcurrentSkipListMap<>();
    private static final Map<Call, AtomicLong> BODIES = new ConcurrentSkipListMap<>();

    private Truth() {}

    private record Call(String caller, Member member) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            int byCaller = caller.compareTo(other.caller);
            return byCaller != 0 ? byCaller : member.compareTo(other.member);
        }

        boolean isDelegation() {
            return member.isCanonical() ? caller.equals(FACTORY) : caller.equals(MANAGER);
        }

        boolean isAllowed() {
            return caller.startsWith("com.acme.ws.compat.") && !member.isCanonical();
        }
    }

    /** A caller is about to call that member, or to read that field. */
    public static void call(Class<?> caller, Member member) {
        count(CALLS, new Call(caller.getName(), member));
    }

    /** The member's body has been entered. */
    public static void entered(Member member) {
        String caller = callerOf(member);
        if (!caller.equals(FACTORY) || member.isCanonical()) {
            count(BODIES, new Call(caller, member));
        }
    }

    private static void count(Map<Call, AtomicLong> counters, Call call) {
        counters.computeIfAbsent(call, key -> new AtomicLong()).incrementAndGet();
    }

    /** The class of the first frame below the member's body that is not the JDK's. */
    private static String callerOf(Member member) {
        Optional<StackWalker.StackFrame> frame = StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(f -> !isBody(f, member))
                        .skip(1)
                        .filter(f -> !isOfTheJdk(f.getClassName()))
                        .findFirst());
        return frame.map(StackWalker.StackFrame::getClassName).orElse("<none>");
    }

    private static boolean isBody(StackWalker.StackFrame frame, Member member) {
        return frame.getClassName().equals(member.className())
                && frame.getMethodName().equals(member.member());
    }

    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }

    /** The counters as one JSON object: {@code {"calls": [...], "bodies": [...], "lost": n}}. */
    public static String asJson(long lost) {
        return "{\"calls\": " + asJson(CALLS) + ", \"bodies\": " + asJson(BODIES) + ", \"lost\": " + lost + "}";
    }

    private static String asJson(Map<Call, AtomicLong> counters) {
        StringBuilder json = new StringBuilder("[");
        counters.forEach((call, count) -> json.append(json.length() == 1 ? "" : ", ")
                .append("{\"caller\": \"")
                .append(call.caller())
                .append("\", \"class\": \"")
                .append(call.member().className())
                .append("\", \"member\": \"")
                .append(call.member().member())
                .append("\", \"role\": \"")
                .append(call.member().isCanonical() ? "canonical" : "deprecated")
                .append("\", \"allowed\": ")
                .append(call.isAllowed())
                .append(", \"delegated\": ")
                .append(call.isDelegation())
                .append(", \"count\": ")
                .append(count.get())
                .append('}'));
        return json.append(']').toString();
    }
}
