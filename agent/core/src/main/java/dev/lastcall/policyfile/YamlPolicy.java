package dev.lastcall.policyfile;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the YAML format of policies: the document and its head. A rule is read by {@link YamlRule}, what is asked of
 * evidence by {@link YamlVerdict}.
 */
public final class YamlPolicy {
    static final List<String> KEYS = List.of("lastcall", "mode", "verdict", "owners", "rules");

    /** The one version of the format so far. */
    private static final String VERSION = "1";

    private YamlPolicy() {}

    public static void read(String file, String text, PolicyDraft draft) {
        int before = draft.problems().size();
        Node document = compose(file, text, draft);
        YamlFields fields =
                document == null ? null : YamlFields.of(document, "a policy", KEYS, new YamlPlace(file, draft));
        if (fields != null) {
            version(fields);
            mode(fields, draft);
            verdict(fields, draft);
            YamlOwners.read(fields, draft);
            rules(fields, draft);
        }
        if (draft.problems().size() > before) {
            YamlErrors.sort(draft.problems().subList(before, draft.problems().size()));
        }
    }

    private static void version(YamlFields fields) {
        String version = fields.requiredText("lastcall");
        if (version != null && !version.equals(VERSION)) {
            fields.problemAt("lastcall", "there is no version '" + version + "' of the format (allowed: 1)");
        }
    }

    private static void mode(YamlFields fields, PolicyDraft draft) {
        Mode mode = fields.mode();
        if (mode != null) {
            draft.ceiling(mode);
        }
    }

    private static void verdict(YamlFields fields, PolicyDraft draft) {
        Node node = fields.node("verdict");
        if (node != null && draft.claimVerdict(fields.placeOf("verdict"))) {
            draft.terms(YamlVerdict.read(node, fields.place()));
        }
    }

    private static void rules(YamlFields fields, PolicyDraft draft) {
        List<Node> nodes = fields.list("rules", "rule");
        if (nodes == null) {
            fields.requirePresent("rules");
            return;
        }
        for (Node node : nodes) {
            Rule rule = YamlRule.read(node, fields.place());
            if (rule != null) {
                draft.add(rule);
            }
        }
    }

    /** The document; null, and reported, if there is none. */
    private static @Nullable Node compose(String file, String text, PolicyDraft draft) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(PolicyFile.LIMIT)
                .setAllowDuplicateKeys(true) // reported by us, all of them
                .setAllowNonScalarKeys(true) // the same
                .build();
        try {
            Node document = new ShallowComposer(settings, text).getSingleNode().orElse(null);
            if (document == null) {
                draft.problem(file + ":1:1", "the policy file is empty; it starts with 'lastcall: 1'");
            }
            return document;
        } catch (RuntimeException e) { // whatever the engine throws, it is about the text
            draft.problems().add(YamlErrors.problem(file, text, e));
        }
        return null;
    }
}
