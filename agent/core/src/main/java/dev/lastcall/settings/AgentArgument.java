package dev.lastcall.settings;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.Mode;
import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text after {@code -javaagent:lastcall.jar=}, for example {@code mode=block,deprecated=a.B,a.C#m(int,int)}.
 *
 * <p>It is split at commas outside parentheses. A part that starts with {@code name=} is a setting; any other part
 * belongs to the value before it, comma included.
 */
final class AgentArgument {
    private final List<Problem> problems;
    /** No {@code EnumMap}: that asks by reflection for the settings that there are. */
    private final Map<Setting, String> values = new HashMap<>();

    private @Nullable Setting current;
    private boolean skipping;

    private AgentArgument(List<Problem> problems) {
        this.problems = problems;
    }

    static String place(Setting setting) {
        return "agent argument " + setting.label();
    }

    static Map<Setting, String> parse(@Nullable String text, List<Problem> problems) {
        AgentArgument argument = new AgentArgument(problems);
        if (text != null) {
            for (Texts.Part part : Texts.splitAtCommas(text)) {
                argument.take(part.text());
            }
        }
        return argument.values;
    }

    private void take(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? "" : part.substring(0, equals).strip();
        if (isWord(name)) {
            startSetting(name, part.substring(equals + 1).strip());
        } else if (current != null) {
            String before = values.get(current);
            values.put(current, before == null || before.isEmpty() ? part : before + "," + part);
        } else if (!skipping) {
            problems.add(
                    new Problem("agent argument", "'" + part + "' is not of the form setting=value" + meant(part)));
        }
    }

    /** What a part without a setting's name can only mean. */
    private static String meant(String part) {
        int colon = part.indexOf(':');
        Setting setting = colon < 0 ? null : Setting.of(part.substring(0, colon).strip());
        if (setting != null) {
            return "; did you mean " + setting.label() + '='
                    + part.substring(colon + 1).strip() + '?';
        }
        if (Mode.of(part) != null) {
            return "; did you mean mode=" + part + '?';
        }
        boolean isPolicy = part.endsWith(".yaml") || part.endsWith(".yml") || part.endsWith(".txt");
        if (isPolicy) {
            return "; did you mean policy=" + part + '?';
        }
        return ClassPattern.isPlainName(part) && part.indexOf('.') > 0 ? "; did you mean deprecated=" + part + '?' : "";
    }

    private void startSetting(String name, String value) {
        current = Setting.of(name);
        skipping = current == null;
        if (current == null) {
            Setting nearest = Setting.nearest(name);
            problems.add(Setting.unknown("agent argument " + name, nearest == null ? null : nearest.label()));
        } else if (values.containsKey(current)) {
            problems.add(new Problem(place(current), "is given twice"));
        } else {
            values.put(current, value);
        }
    }

    private static boolean isWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-' && c != '_') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
