package dev.lastcall.policyfile;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Replacement;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one rule of a YAML policy. */
final class YamlRule {
    static final List<String> KEYS = List.of(
            "id", "deprecated", "canonical", "removed-with", "missing", "message", "owner", "mode", "allow", "replace");
    static final List<String> ALLOW_KEYS = List.of("callers", "reason", "owner", "expires");
    static final List<String> MISSING_WORDS = List.of("unknown", "ignore");

    private final YamlFields fields;
    private final YamlPlace place;

    private YamlRule(YamlFields fields, YamlPlace place) {
        this.fields = fields;
        this.place = place;
    }

    /** The rule; null, and all that is wrong reported, if it is not right. */
    static @Nullable Rule read(Node node, YamlPlace place) {
        int before = place.draft().problems().size();
        YamlFields fields = YamlFields.of(node, "a rule", KEYS, place);
        Rule rule = fields == null ? null : new YamlRule(fields, place).read();
        return place.draft().problems().size() == before ? rule : null;
    }

    private @Nullable Rule read() {
        String id = id();
        fields.requirePresent("deprecated");
        List<Signature> deprecated = signatures("deprecated", List.of());
        List<Signature> canonical = signatures("canonical", deprecated);
        List<ClassPattern> removedWith = removedWith();
        boolean missingIgnored = "ignore".equals(fields.word("missing", MISSING_WORDS));
        String message = fields.text("message");
        String owner = fields.text("owner");
        Mode mode = fields.mode();
        List<AllowEntry> allow = allow();
        if (id != null && owner != null) {
            place.draft().owner(id, owner);
        }
        Node replace = fields.node("replace");
        List<Replacement> replacements =
                replace == null ? List.of() : YamlReplacements.read(replace, deprecated, place);
        return id == null || deprecated.isEmpty()
                ? null
                : new Rule(
                        id,
                        deprecated,
                        canonical,
                        message == null ? "" : message,
                        allow,
                        mode == null ? Mode.BLOCK : mode,
                        mode != null,
                        removedWith,
                        missingIgnored ? Rule.Missing.IGNORE : Rule.Missing.UNKNOWN,
                        replacements);
    }

    private @Nullable String id() {
        String id = fields.requiredText("id");
        if (id == null) {
            return null;
        }
        place.draft().claim(id, fields.placeOf("id"));
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                fields.problemAt("id", "'" + id + "' is not an id (allowed: a to z, 0 to 9 and '-')");
                return null;
            }
        }
        return id;
    }

    /** The signatures under that key, none of which may be among the others. */
    private List<Signature> signatures(String key, List<Signature> others) {
        List<Signature> signatures = new ArrayList<>();
        List<Node> nodes = fields.list(key, "signature");
        for (Node node : nodes == null ? List.<Node>of() : nodes) {
            Signature signature = signature(node);
            if (signature != null && others.contains(signature)) {
                place.problem(node, "'" + signature.text() + "' is deprecated in this rule, it can't be canonical too");
            } else if (signature != null) {
                signatures.add(signature);
            }
        }
        return signatures;
    }

    private @Nullable Signature signature(Node node) {
        String text = YamlFields.scalar(node);
        if (text == null) {
            place.problem(node, "a signature is one text, not a list or mapping");
            return null;
        }
        try {
            return Signatures.parse(text);
        } catch (InvalidSignatureException e) {
            wrong(node, text, e);
            return null;
        }
    }

    private List<ClassPattern> removedWith() {
        List<ClassPattern> classes = new ArrayList<>();
        List<Node> nodes = fields.list("removed-with", "class");
        for (Node node : nodes == null ? List.<Node>of() : nodes) {
            String text = YamlFields.scalar(node);
            if (text == null) {
                place.problem(node, "a class is one text, not a list or mapping");
                continue;
            }
            try {
                classes.add(Signatures.parseClasses(text));
            } catch (InvalidSignatureException e) {
                wrong(node, text, e);
            }
        }
        return classes;
    }

    private List<AllowEntry> allow() {
        List<AllowEntry> entries = new ArrayList<>();
        List<Node> nodes = fields.list("allow", "entry");
        for (Node node : nodes == null ? List.<Node>of() : nodes) {
            YamlFields entry = YamlFields.of(node, "an allow entry", ALLOW_KEYS, place);
            AllowEntry read = entry == null ? null : allowEntry(entry);
            if (read != null) {
                entries.add(read);
            }
        }
        return entries;
    }

    private @Nullable AllowEntry allowEntry(YamlFields entry) {
        String callers = entry.requiredText("callers");
        String reason = entry.requiredText("reason");
        String owner = entry.text("owner");
        LocalDate expires = expires(entry);
        Node node = entry.node("callers");
        if (callers == null || node == null) {
            return null;
        }
        try {
            return Signatures.parseCallers(callers, reason == null ? "" : reason, owner, expires);
        } catch (InvalidSignatureException e) {
            wrong(node, callers, e);
            return null;
        }
    }

    static @Nullable LocalDate expires(YamlFields entry) {
        String text = entry.text("expires");
        if (text == null) {
            return null;
        }
        LocalDate day = day(text);
        if (day == null) {
            entry.problemAt("expires", "'" + text + "' is not a day; write it as in 2027-03-31");
        }
        return day;
    }

    /** By hand: what the JDK parses dates with takes tens of milliseconds of a start. */
    private static @Nullable LocalDate day(String text) {
        if (text.length() != "2027-03-31".length()) {
            return null;
        }
        int[] parts = new int[3];
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i == 4 || i == 7) {
                part++;
                if (c != '-') {
                    return null;
                }
            } else if (c < '0' || c > '9') {
                return null;
            } else {
                parts[part] = parts[part] * 10 + c - '0';
            }
        }
        try {
            return LocalDate.of(parts[0], parts[1], parts[2]);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String hint(String text) {
        boolean half = (text.indexOf('(') < 0) != (text.indexOf(')') < 0);
        return half ? "; inside [ ], put quotes around a signature that holds a comma" : "";
    }

    private void wrong(Node node, String text, InvalidSignatureException e) {
        place.draft().problem(place.of(node, e.column()), "'" + text + "': " + e.getMessage() + hint(text));
    }
}
