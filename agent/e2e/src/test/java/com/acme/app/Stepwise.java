package com.acme.app;

import com.acme.legacy.Gateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Calls in each way once for each line on stdin, and prints {@code step N OUTCOMES}: a rule's id or {@code passes}. */
public final class Stepwise {
    private static final Map<Ways, String> messages = new EnumMap<>(Ways.class);

    private Stepwise() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready " + offsets());
        int steps = 0;
        for (String line = stdin.readLine(); line != null; line = stdin.readLine()) {
            if (line.equals("relax")) {
                relax();
            } else if (line.equals("offsets")) {
                System.out.println("offsets-" + ++steps + " " + offsets());
            } else {
                System.out.println("step " + ++steps + " " + outcomes());
            }
        }
        messages.forEach((way, message) -> System.out.println("message-" + way + " " + message));
        System.out.println("bodies " + Truth.bodies());
    }

    private static String offsets() {
        try {
            return Gateway.offsets();
        } catch (UnsupportedOperationException refused) {
            return "refused";
        }
    }

    private static String outcomes() {
        List<String> outcomes = new ArrayList<>();
        for (Ways way : Ways.values()) {
            String outcome = way.outcome();
            messages.put(way, outcome);
            outcomes.add(Ways.passes(outcome) ? outcome : outcome.substring(0, outcome.indexOf(']') + 1));
        }
        return String.join(" ", outcomes);
    }

    /** All that an application could try without tools of the JDK. */
    private static void relax() {
        System.setProperty("lastcall.mode", "off");
        System.setProperty("lastcall.policy", "");
        System.setProperty("LASTCALL_MODE", "log");
        System.clearProperty("lastcall.deprecated");
        System.out.println("environment " + tried(() -> System.getenv().put("LASTCALL_MODE", "off")));
        System.out.println("agent " + tried(() -> Class.forName("dev.lastcall.runtime.Agent")));
        System.out.println("gate " + tried(() -> Class.forName("dev.lastcall.gate.Gate")));
        System.out.println("start "
                + tried(() -> Class.forName("dev.lastcall.launch.Launcher")
                        .getMethod("agentmain", String.class, Class.forName("java.lang.instrument.Instrumentation"))
                        .invoke(null, "mode=off", null)));
        System.out.println("attach "
                + tried(() -> Class.forName("com.sun.tools.attach.VirtualMachine")
                        .getMethod("attach", String.class)
                        .invoke(null, String.valueOf(ProcessHandle.current().pid()))));
    }

    private interface Attempt {
        Object make() throws Exception;
    }

    private static String tried(Attempt attempt) {
        try {
            return "gave " + attempt.make();
        } catch (Throwable failure) {
            return "threw " + failure;
        }
    }
}
