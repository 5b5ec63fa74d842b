package dev.lastcall.policyfile;

import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Replacement;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signature.Member;
import dev.lastcall.policy.Signatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads the {@code replace} map of a rule. Loaded only if there is one. */
final class YamlReplacements {
    static final List<String> KEYS = List.of("with", "arguments");
    private static final String NOTHING = "nothing";
    private static final int MOST_ARGUMENTS = 255;

    private final YamlPlace place;

    private YamlReplacements(YamlPlace place) {
        this.place = place;
    }

    /** What the map says; what is wrong in it is reported, and left out. */
    static List<Replacement> read(Node node, List<Signature> deprecated, YamlPlace place) {
        List<Replacement> replacements = new ArrayList<>();
        if (!(node instanceof MappingNode mapping)) {
            place.problem(
                    node,
                    "'replace' is a mapping; write each deprecated member with what replaces it, as in"
                            + " 'com.acme.Old#make(int): com.acme.New#of(int)'");
            return replacements;
        }
        YamlReplacements reader = new YamlReplacements(place);
        Set<Signature> known = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Signature old = reader.exact(tuple.getKeyNode());
            if (old == null) {
                continue;
            }
            if (!known.add(old)) {
                place.problem(tuple.getKeyNode(), "'" + old.text() + "' stands here twice");
            } else if (deprecated.stream().noneMatch(signature -> mayCover(signature, old))) {
                place.problem(tuple.getKeyNode(), "'" + old.text() + "' is not deprecated in this rule");
            } else {
                Replacement replacement = reader.replacement(old, tuple.getValueNode());
                if (replacement != null) {
                    replacements.add(replacement);
                }
            }
        }
        return replacements;
    }

    /** Whether a deprecated signature may mean what the exact one does. */
    private static boolean mayCover(Signature deprecated, Signature exact) {
        if (!deprecated.namesClass(exact.owner().text())
                && !deprecated.owner().matches(exact.owner().text())) {
            return false;
        }
        if (deprecated.member() instanceof Member.Method one && exact.member() instanceof Member.Method other) {
            return one.name().equals(other.name())
                    && (one.parameters() == null || one.parameters().equals(other.parameters()));
        }
        return deprecated.namesWholeClass()
                || deprecated.member() instanceof Member.Annotated
                || deprecated.member().equals(exact.member());
    }

    private @Nullable Replacement replacement(Signature old, Node value) {
        if (NOTHING.equals(YamlFields.scalar(value))) {
            return new Replacement(old, null, List.of());
        }
        if (!(value instanceof MappingNode)) {
            Signature with = exact(value);
            return with == null ? null : fitting(old, with, List.of(), value);
        }
        YamlFields fields = YamlFields.of(value, "a replacement", KEYS, place);
        Node with = fields == null ? null : fields.node("with");
        if (fields == null || with == null) {
            place.problem(value, "'with' is missing: it names what replaces '" + old.text() + "'");
            return null;
        }
        Signature signature = exact(with);
        List<Integer> arguments = new ArrayList<>();
        List<Node> nodes = fields.list("arguments", "argument");
        for (Node node : nodes == null ? List.<Node>of() : nodes) {
            int number = number(YamlFields.scalar(node));
            if (number < 1 || number > MOST_ARGUMENTS) {
                place.problem(node, "an argument is a number from 1: the place that it has in the old call");
            } else {
                arguments.add(number);
            }
        }
        return signature == null ? null : fitting(old, signature, arguments, value);
    }

    private @Nullable Replacement fitting(Signature old, Signature with, List<Integer> arguments, Node node) {
        if (old.namesWholeClass() != with.namesWholeClass()) {
            place.problem(node, "a class is replaced with a class, and a member with a member");
            return null;
        }
        if (!arguments.isEmpty()
                && !(old.member() instanceof Member.Method && with.member() instanceof Member.Method)) {
            place.problem(node, "only a method or constructor has arguments");
            return null;
        }
        return new Replacement(old, with, arguments);
    }

    private static int number(@Nullable String digits) {
        if (digits == null || digits.isEmpty() || digits.length() > 3) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(digits);
    }

    /** One class or member, and no other. */
    private @Nullable Signature exact(Node node) {
        String text = YamlFields.scalar(node);
        if (text == null || text.isEmpty()) {
            place.problem(node, "a signature is one text, not a list or mapping");
            return null;
        }
        try {
            Signature signature = Signatures.parse(text);
            boolean exact = signature.owner().isExact()
                    && !(signature.member() instanceof Member.Annotated)
                    && !(signature.member() instanceof Member.Method method && method.parameters() == null);
            if (exact) {
                return signature;
            }
            place.problem(node, "'" + text + "' may mean more than one: write the class and all types of parameters");
        } catch (InvalidSignatureException e) {
            place.draft().problem(place.of(node, e.column()), "'" + text + "': " + e.getMessage());
        }
        return null;
    }
}
