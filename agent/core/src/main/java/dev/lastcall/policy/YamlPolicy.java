package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the YAML format of CONTRACT §4: the document and its head. A rule is read by {@link YamlRule}. */
final class YamlPolicy {
    static final List<String> KEYS = List.of("lastcall", "mode", "rules");

    /** The one version of the format so far. */
    private static final String VERSION = "1";

    private YamlPolicy() {}

    static void read(String file, String text, PolicyDraft draft) {
        int before = draft.problems.size();
        Node document = compose(file, text, draft);
        YamlFields fields =
                document == null ? null : YamlFields.of(document, "a policy", KEYS, new YamlPlace(file, draft));
        if (fields != null) {
            version(fields);
            mode(fields, draft);
            rules(fields, draft);
        }
        draft.problems
                .subList(before, draft.problems.size())
                .sort(Comparator.comparing(YamlPolicy::line).thenComparing(YamlPolicy::column));
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

    private static int line(Problem problem) {
        String place = problem.place();
        int end = place.lastIndexOf(':');
        return end < 0 ? 0 : number(place.substring(0, end));
    }

    private static int column(Problem problem) {
        return number(problem.place());
    }

    /** The number after the last colon; 0 if there is none. */
    private static int number(String place) {
        String digits = place.substring(place.lastIndexOf(':') + 1);
        return digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9') ? 0 : Integer.parseInt(digits);
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
        } catch (MarkedYamlEngineException e) {
            draft.problem(file + position(e), "the YAML can't be read: " + reason(e) + remedy(e, text));
        } catch (ReaderException e) {
            draft.problem(
                    file + position(text, e.getPosition()),
                    "the YAML can't be read: the character U+" + Integer.toHexString(e.getCodePoint())
                            + " is not allowed");
        } catch (RuntimeException e) { // whatever else the engine throws, it is about the text
            draft.problem(file, "the YAML can't be read: " + e.getMessage());
        }
        return null;
    }

    private static String reason(MarkedYamlEngineException e) {
        List<String> parts = new ArrayList<>();
        for (String part : new String[] {e.getContext(), e.getProblem()}) {
            if (part != null && !part.isBlank()) {
                parts.add(part);
            }
        }
        return Words.joined(parts);
    }

    /** What a signature or message often lacks to be YAML. */
    private static String remedy(MarkedYamlEngineException e, String text) {
        Mark mark = mark(e);
        if (mark == null) {
            return "";
        }
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        String before = line.substring(0, line.offsetByCodePoints(0, mark.getColumn()));
        if (line.startsWith("@", before.length())) {
            return "; put quotes around a text that starts with '@'";
        }
        if (before.endsWith("*")) {
            return "; put quotes around a text that starts with '*'";
        }
        return line.startsWith(":", before.length()) ? "; put quotes around a text that holds ': '" : "";
    }

    private static String position(MarkedYamlEngineException e) {
        Mark mark = mark(e);
        return mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static @Nullable Mark mark(MarkedYamlEngineException e) {
        return e.getProblemMark().or(e::getContextMark).orElse(null);
    }

    private static String position(String text, int index) {
        int end = Math.min(index, text.length());
        int line = 1;
        for (int i = 0; i < end; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        int before = end == 0 ? -1 : text.lastIndexOf('\n', end - 1);
        return ":" + line + ":" + (end - before);
    }
}
