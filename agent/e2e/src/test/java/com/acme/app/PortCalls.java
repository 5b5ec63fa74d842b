package com.acme.app;

import com.acme.deep.Gauge;
import com.acme.deep.Port;
import com.acme.deep.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Calls a deprecated method by the name of an interface that loads at the first call, after the class that calls: on a
 * class, or with {@code lambda} on a lambda; with {@code field} it reads a deprecated field by the name of such a class.
 * Once, and again for each line on stdin.
 */
public final class PortCalls {
    private PortCalls() {}

    public static void main(String[] arguments) throws IOException {
        String how = arguments.length > 0 ? arguments[0] : "class";
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int round = 0;
        do {
            System.out.println("round-" + ++round + ' ' + Caller.outcome(how));
        } while ("again".equals(stdin.readLine()));
    }

    /** Loads before the interface whose name it has. */
    private static final class Caller {
        static String outcome(String how) {
            try {
                if (how.equals("field")) {
                    return "returns " + Gauge.level;
                }
                Port port = how.equals("lambda") ? Ports.ofLambda() : Ports.ofClass();
                return "returns " + port.open();
            } catch (UnsupportedOperationException refused) {
                return "refused";
            }
        }
    }
}
