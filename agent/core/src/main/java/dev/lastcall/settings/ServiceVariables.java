package dev.lastcall.settings;

/**
 * Environment variables that Kubernetes makes in each container for each service of the namespace: those of a service
 * named {@code lastcall} or {@code lastcall-…} begin like settings, and nobody has written them. No regular expressions
 * here: on the way of the start.
 */
final class ServiceVariables {
    private static final String HOST = "_SERVICE_HOST";
    private static final String NAMED_PORT = "_SERVICE_PORT_";
    private static final String PORT = "_PORT";
    private static final String[] PROTOCOLS = {"TCP", "UDP", "SCTP"};
    private static final String[] PARTS = {"", "_PROTO", "_PORT", "_ADDR"};

    private ServiceVariables() {}

    /** Whether a variable of that name and value is one of a service's. */
    static boolean include(String name, String value) {
        if (name.endsWith(HOST)) {
            return !value.isEmpty();
        }
        if (name.endsWith("_SERVICE_PORT") || name.indexOf(NAMED_PORT) > 0) {
            return isNumber(value, 0, value.length());
        }
        return (name.endsWith(PORT) && isAddress(value)) || isOfPort(name);
    }

    /** Whether the value is of the form {@code tcp://10.0.0.11:6379}. */
    private static boolean isAddress(String value) {
        for (String protocol : PROTOCOLS) {
            if (value.regionMatches(true, 0, protocol, 0, protocol.length())
                    && value.startsWith("://", protocol.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the name ends with {@code _PORT_6379_TCP}, or that and {@code _PROTO}, {@code _PORT} or {@code _ADDR}.
     */
    private static boolean isOfPort(String name) {
        for (String protocol : PROTOCOLS) {
            for (String part : PARTS) {
                String end = "_" + protocol + part;
                int number = name.lastIndexOf("_PORT_", name.length() - end.length() - 1);
                if (number > 0
                        && name.endsWith(end)
                        && isNumber(name, number + "_PORT_".length(), name.length() - end.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
