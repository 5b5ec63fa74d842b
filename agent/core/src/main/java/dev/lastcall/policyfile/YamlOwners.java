package dev.lastcall.policyfile;

import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Ownership;
import dev.lastcall.policy.Signatures;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads who owns which callers: the {@code owners} of a policy file. */
final class YamlOwners {
    private static final String FORM =
            "'owners' is a mapping; write each class name or glob with its owner, as in 'com.acme.shop.**: team-shop'";

    private YamlOwners() {}

    static void read(YamlFields fields, PolicyDraft draft) {
        Node node = fields.node("owners");
        if (node == null) {
            return;
        }
        YamlPlace place = fields.place();
        if (!(node instanceof MappingNode mapping)) {
            place.problem(node, FORM);
            return;
        }
        if (mapping.getValue().isEmpty()) {
            place.problem(node, "the mapping 'owners' is empty; name at least one class or glob with its owner");
        }
        Set<String> known = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            String callers = text(key, "a class name or glob", place);
            String owner = text(tuple.getValueNode(), "an owner", place);
            if (callers != null && !known.add(callers)) {
                place.problem(key, "'" + callers + "' stands here twice");
            } else if (callers != null && owner != null) {
                add(key, callers, owner, place, draft);
            }
        }
    }

    private static void add(Node key, String callers, String owner, YamlPlace place, PolicyDraft draft) {
        try {
            draft.owner(new Ownership.OfCallers(Signatures.parseClasses(callers), owner));
        } catch (InvalidSignatureException e) {
            draft.problem(place.of(key, e.column()), "'" + callers + "': " + e.getMessage());
        }
    }

    private static @Nullable String text(Node node, String what, YamlPlace place) {
        String text = YamlFields.scalar(node);
        if (text == null || text.isEmpty()) {
            place.problem(node, what + " is one text, and not empty");
            return null;
        }
        return text;
    }
}
