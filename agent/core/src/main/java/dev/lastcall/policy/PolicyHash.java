package dev.lastcall.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hash of what a policy says: its rules in the order of their ids, the entries of their lists in order of text.
 * Comments, layout, order and the process mode don't count.
 */
final class PolicyHash {
    private final StringBuilder content = new StringBuilder();

    private PolicyHash() {}

    /** SHA-256 as 64 hexadecimal digits. */
    static String of(List<Rule> rules) {
        Map<String, Rule> byId = new TreeMap<>();
        for (Rule rule : rules) {
            byId.put(rule.id(), rule);
        }
        PolicyHash hash = new PolicyHash();
        for (Rule rule : byId.values()) {
            hash.rule(rule);
        }
        return Sha256.hex(hash.content.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void rule(Rule rule) {
        text("rule", rule.id());
        text("mode", rule.mode().label());
        text("message", rule.message());
        signatures("deprecated", rule.deprecated());
        signatures("canonical", rule.canonical());
        List<String> entries = new ArrayList<>();
        for (AllowEntry entry : rule.allow()) {
            entries.add(entry(entry));
        }
        sorted("allow", entries);
    }

    private void signatures(String name, List<Signature> signatures) {
        List<String> entries = new ArrayList<>();
        for (Signature signature : signatures) {
            entries.add(framed(signature.text()) + framed(signature.message()));
        }
        sorted(name, entries);
    }

    private static String entry(AllowEntry entry) {
        String expires = entry.expires() == null ? null : entry.expires().toString();
        return framed(entry.text()) + framed(entry.reason()) + framed(entry.owner()) + framed(expires);
    }

    private void sorted(String name, List<String> entries) {
        if (entries.size() > 1) { // or a class of the JDK is loaded for nothing
            Collections.sort(entries);
        }
        for (String entry : entries) {
            text(name, entry);
        }
    }

    private void text(String name, String value) {
        content.append(name).append(framed(value));
    }

    /** With its length in front, so that no two contents give the same text. */
    private static String framed(@Nullable String value) {
        return value == null ? " -" : " " + value.length() + ":" + value;
    }
}
