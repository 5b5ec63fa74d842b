package dev.lastcall.policyfile;

import dev.lastcall.policy.Acceptance;
import dev.lastcall.policy.Budget;
import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.DoubtCode;
import dev.lastcall.policy.Durations;
import dev.lastcall.policy.InvalidDurationException;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.MustCover;
import dev.lastcall.policy.Signatures;
import dev.lastcall.policy.VerdictTerms;
import dev.lastcall.policy.VerdictTerms.Unreached;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads the {@code verdict} section of a YAML policy. Loaded only if there is one. */
final class YamlVerdict {
    static final List<String> KEYS = List.of(
            "min-observed",
            "must-cover",
            "max-age",
            "unreached",
            "services",
            "environments",
            "accept",
            "strict",
            "budget");
    static final List<String> BUDGET_KEYS = List.of("own", "third-party", "own-classes");
    static final List<String> UNREACHED_WORDS = List.of("unknown", "accept");

    /** What an accept entry says beside the doubt. */
    static final List<String> ENTRY_KEYS = List.of("reason", "owner", "expires");

    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final int MOST_DIGITS = 6;

    private final YamlFields fields;
    private final YamlPlace place;

    private YamlVerdict(YamlFields fields, YamlPlace place) {
        this.fields = fields;
        this.place = place;
    }

    /** What the section says; what is wrong in it is reported, and left out. */
    static VerdictTerms read(Node node, YamlPlace place) {
        YamlFields fields = YamlFields.of(node, "the verdict section", KEYS, place);
        return fields == null ? VerdictTerms.NONE : new YamlVerdict(fields, place).read();
    }

    private VerdictTerms read() {
        String unreached = fields.word("unreached", UNREACHED_WORDS);
        String strict = fields.word("strict", BOOLEANS);
        return new VerdictTerms(
                duration("min-observed"),
                mustCover(),
                duration("max-age"),
                unreached == null ? null : unreached.equals("accept") ? Unreached.ACCEPT : Unreached.UNKNOWN,
                services(),
                environments(),
                accept(),
                strict == null ? null : Boolean.valueOf(strict),
                budget());
    }

    private @Nullable Budget budget() {
        Node node = fields.node("budget");
        YamlFields budget = node == null ? null : YamlFields.of(node, "a budget", BUDGET_KEYS, place);
        if (node == null || budget == null) {
            return null;
        }
        Integer own = sites(budget.node("own"));
        Integer thirdParty = sites(budget.node("third-party"));
        if (budget.node("own") == null && budget.node("third-party") == null) {
            place.problem(node, "a budget says how many call sites may remain, as in 'own: 0' or 'third-party: 12'");
        }
        return new Budget(own, thirdParty, ownClasses(budget));
    }

    /** A number of call sites; null, and reported, if it is none. */
    private @Nullable Integer sites(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        String text = YamlFields.scalar(node);
        int number = text == null || text.isEmpty() || text.length() > MOST_DIGITS ? -1 : number(text);
        if (number < 0) {
            place.problem(
                    node,
                    (text == null ? "this" : "'" + text + "'")
                            + " is not a number of call sites (allowed: 0 to 999999)");
            return null;
        }
        return number;
    }

    private List<ClassPattern> ownClasses(YamlFields budget) {
        List<ClassPattern> classes = new ArrayList<>();
        List<Node> nodes = budget.list("own-classes", "class");
        for (Node node : nodes == null ? List.<Node>of() : nodes) {
            String text = text(node, "a class");
            try {
                if (text != null) {
                    classes.add(Signatures.parseClasses(text));
                }
            } catch (InvalidSignatureException e) {
                place.draft().problem(place.of(node, e.column()), "'" + text + "': " + e.getMessage());
            }
        }
        return classes;
    }

    /** All keys of an accept entry. */
    static List<String> acceptKeys() {
        List<String> keys = new ArrayList<>(DoubtCode.ACCEPTABLE);
        keys.addAll(ENTRY_KEYS);
        return keys;
    }

    private @Nullable Duration duration(String key) {
        String text = fields.text(key);
        Node node = fields.node(key);
        if (text == null || node == null) {
            return null;
        }
        try {
            return Durations.parse(text);
        } catch (InvalidDurationException e) {
            place.draft().problem(place.of(node, e.column()), e.getMessage());
            return null;
        }
    }

    private List<MustCover> mustCover() {
        List<MustCover> days = new ArrayList<>();
        for (Node node : list("must-cover", "day")) {
            String text = text(node, "a day");
            MustCover day = text == null ? null : MustCover.parse(text);
            if (day != null) {
                days.add(day);
            } else if (text != null) {
                place.problem(
                        node,
                        "'" + text + "' is not a day to cover" + Spelling.remedy(text, MustCover.WORDS)
                                + ", or one day as in 2026-12-31");
            }
        }
        return days;
    }

    private List<String> environments() {
        List<String> environments = new ArrayList<>();
        for (Node node : list("environments", "environment")) {
            String text = text(node, "an environment");
            if (text != null) {
                environments.add(text);
            }
        }
        return environments;
    }

    private Map<String, Integer> services() {
        Map<String, Integer> services = new LinkedHashMap<>();
        Node node = fields.node("services");
        if (node == null) {
            return services;
        }
        if (!(node instanceof MappingNode mapping)) {
            place.problem(
                    node,
                    "'services' is a mapping; write each service with the number of its processes, as in 'chat: 3'");
            return services;
        }
        if (mapping.getValue().isEmpty()) {
            place.problem(node, "the mapping 'services' is empty; name at least one service");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = text(tuple.getKeyNode(), "a service");
            int processes = processes(tuple.getValueNode());
            if (name != null && processes > 0 && services.putIfAbsent(name, processes) != null) {
                place.problem(tuple.getKeyNode(), "the service '" + name + "' stands here twice");
            }
        }
        return services;
    }

    /** A number of processes; 0, and reported, if it is none. */
    private int processes(Node node) {
        String text = YamlFields.scalar(node);
        int number = text == null || text.isEmpty() || text.length() > MOST_DIGITS ? 0 : number(text);
        if (number <= 0) {
            place.problem(
                    node,
                    (text == null ? "this" : "'" + text + "'")
                            + " is not a number of processes (allowed: 1 to 999999); leave out a service that need not run");
        }
        return number;
    }

    /** Negative if it is none. */
    private static int number(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(digits);
    }

    private List<Acceptance> accept() {
        List<Acceptance> accepted = new ArrayList<>();
        for (Node node : list("accept", "entry")) {
            YamlFields entry = YamlFields.of(node, "an accept entry", acceptKeys(), DoubtCode.NEVER_ACCEPTED, place);
            Acceptance acceptance = entry == null ? null : acceptance(node, entry);
            if (acceptance != null) {
                accepted.add(acceptance);
            }
        }
        return accepted;
    }

    private @Nullable Acceptance acceptance(Node node, YamlFields entry) {
        for (String code : DoubtCode.NEVER_ACCEPTED) {
            if (entry.node(code) != null) {
                entry.problemAt(code, "the doubt '" + code + "' can't be accepted; " + DoubtCode.remedyOf(code));
            }
        }
        String kind = null;
        String what = null;
        for (String code : DoubtCode.ACCEPTABLE) {
            if (entry.node(code) != null && kind == null) {
                kind = code;
                what = entry.text(code);
            } else if (entry.node(code) != null) {
                entry.problemAt(code, "an accept entry is about one doubt; give '" + code + "' an entry of its own");
            }
        }
        String reason = entry.requiredText("reason");
        String owner = entry.text("owner");
        LocalDate expires = YamlRule.expires(entry);
        if (kind == null && namesNoDoubt(node)) {
            place.problem(
                    node,
                    "an accept entry needs the code of a doubt, as in 'blind-spot: com.acme.Old' (allowed: "
                            + Spelling.joined(DoubtCode.ACCEPTABLE) + ")");
        }
        return kind == null || what == null || reason == null
                ? null
                : new Acceptance(kind, what, reason, owner, expires);
    }

    /** Whether an entry holds nothing that could be meant as the code of a doubt: a wrong one is reported already. */
    private static boolean namesNoDoubt(Node node) {
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            String key = YamlFields.scalar(tuple.getKeyNode());
            if (key == null || !ENTRY_KEYS.contains(key)) {
                return false;
            }
        }
        return true;
    }

    private List<Node> list(String key, String entry) {
        List<Node> nodes = fields.list(key, entry);
        return nodes == null ? List.of() : nodes;
    }

    private @Nullable String text(Node node, String what) {
        String text = YamlFields.scalar(node);
        if (text == null) {
            place.problem(node, what + " is one text, not a list or mapping");
        } else if (text.isEmpty()) {
            place.problem(node, what + " is missing here");
        } else {
            return text;
        }
        return null;
    }
}
