package dev.lastcall.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names as a part of an address. Pure functions. */
final class Addresses {
    private Addresses() {}

    /** As {@code URLSearchParams} writes and reads it. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
