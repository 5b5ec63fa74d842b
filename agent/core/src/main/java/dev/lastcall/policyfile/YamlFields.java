package dev.lastcall.policyfile;

import dev.lastcall.policy.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping whose keys are known. Every getter reports what is wrong with the value and then gives null. */
final class YamlFields {
    private final Node node;
    private final String what;
    private final YamlPlace place;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlFields(Node node, String what, YamlPlace place) {
        this.node = node;
        this.what = what;
        this.place = place;
    }

    /**
     * The fields of a mapping; null, and reported, if it is something else.
     *
     * @param what the noun for messages, with its article
     * @param keys all that are allowed
     */
    static @Nullable YamlFields of(Node node, String what, List<String> keys, YamlPlace place) {
        return of(node, what, keys, List.of(), place);
    }

    /** As above; with keys that the caller reports himself. */
    static @Nullable YamlFields of(Node node, String what, List<String> keys, List<String> reported, YamlPlace place) {
        if (!(node instanceof MappingNode mapping)) {
            place.problem(node, what + " is a mapping with the keys " + Spelling.joined(keys));
            return null;
        }
        YamlFields fields = new YamlFields(node, what, place);
        for (NodeTuple tuple : mapping.getValue()) {
            fields.put(tuple.getKeyNode(), tuple.getValueNode(), keys, reported);
        }
        return fields;
    }

    private void put(Node keyNode, Node value, List<String> keys, List<String> reported) {
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : null;
        if (key == null) {
            place.problem(keyNode, "a key is a plain word (allowed: " + Spelling.joined(keys) + ")");
        } else if (!keys.contains(key) && !reported.contains(key)) {
            place.problem(keyNode, what + " has no key '" + key + "'" + Spelling.remedy(key, keys));
            String meant = Spelling.nearest(key, keys);
            if (meant != null) {
                values.putIfAbsent(meant, value); // so that its value is checked too, and it isn't called missing
            }
        } else if (values.putIfAbsent(key, value) != null) {
            place.problem(keyNode, "the key '" + key + "' stands here twice");
        }
    }

    YamlPlace place() {
        return place;
    }

    @Nullable
    Node node(String key) {
        return values.get(key);
    }

    /** The place of a key's value, or of the mapping if the key is missing. */
    String placeOf(String key) {
        return place.of(values.getOrDefault(key, node));
    }

    void problemAt(String key, String message) {
        place.problem(values.getOrDefault(key, node), message);
    }

    void requirePresent(String key) {
        if (!values.containsKey(key)) {
            place.problem(node, what + " needs the key '" + key + "'");
        }
    }

    @Nullable
    String requiredText(String key) {
        requirePresent(key);
        return text(key);
    }

    /** One line without surrounding blanks, never empty. */
    @Nullable
    String text(String key) {
        Node value = values.get(key);
        if (value == null) {
            return null;
        }
        String text = scalar(value);
        if (text == null) {
            place.problem(value, "'" + key + "' is one text, not a list or mapping");
        } else if (text.isEmpty()) {
            place.problem(value, "'" + key + "' has no value");
        } else {
            return text;
        }
        return null;
    }

    @Nullable
    Mode mode() {
        String text = text("mode");
        Mode mode = text == null ? null : Mode.of(text);
        if (text != null && mode == null) {
            problemAt("mode", "'" + text + "' is not a mode" + Spelling.remedy(text, Mode.SPELLINGS));
        }
        return mode;
    }

    /** One of those words, in small letters or capitals. */
    @Nullable
    String word(String key, List<String> words) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return word;
            }
        }
        problemAt(key, "'" + text + "' is not a value of '" + key + "'" + Spelling.remedy(text, words));
        return null;
    }

    /** The entries of a list that is not empty. */
    @Nullable
    List<Node> list(String key, String entry) {
        Node value = values.get(key);
        if (value == null) {
            return null;
        }
        if ("".equals(scalar(value))) {
            place.problem(value, "'" + key + "' has no value");
            return null;
        }
        if (!(value instanceof SequenceNode sequence)) {
            place.problem(value, "'" + key + "' is a list; write each " + entry + " on its own line after '- '");
            return null;
        }
        if (sequence.getValue().isEmpty()) {
            place.problem(value, "the list '" + key + "' is empty; name at least one " + entry);
            return null;
        }
        return sequence.getValue();
    }

    /** The text of a scalar, empty for none; null if it is no scalar. */
    static @Nullable String scalar(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return null;
        }
        return scalar.getTag().equals(Tag.NULL)
                ? ""
                : Texts.oneLine(scalar.getValue()).strip();
    }
}
