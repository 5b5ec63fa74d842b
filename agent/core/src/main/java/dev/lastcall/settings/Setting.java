package dev.lastcall.settings;

import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings, each with one name in three spellings (agent/docs/settings.md). */
enum Setting {
    MODE("mode"),
    POLICY("policy"),
    DEPRECATED("deprecated"),
    CANONICAL("canonical"),
    ALLOW("allow"),
    LEDGER("ledger"),
    LEDGER_PERMISSIONS("ledger-permissions"),
    LOG("log"),
    LOG_FORMAT("log-format"),
    LOGBACK("logback"),
    SERVICE("service"),
    ENVIRONMENT("environment"),
    VERSION("version"),
    ON_ERROR("on-error"),
    RELOAD("reload"),
    AGENTS("agents"),
    BISECT("bisect");

    static final String PREFIX = "lastcall";
    static final String PROPERTY_PREFIX = "lastcall.";
    static final String VARIABLE_PREFIX = "LASTCALL_";

    private final String label;

    Setting(String label) {
        this.label = label;
    }

    /** The name, as in the agent argument. */
    String label() {
        return label;
    }

    /** Whether a process in which the agent runs can be given another value. */
    boolean canChange() {
        return this == MODE || this == POLICY || this == DEPRECATED || this == CANONICAL || this == ALLOW;
    }

    String property() {
        return PROPERTY_PREFIX + label;
    }

    String variable() {
        return VARIABLE_PREFIX + label.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static @Nullable Setting of(String label) {
        for (Setting setting : values()) {
            if (setting.label.equals(label)) {
                return setting;
            }
        }
        return null;
    }

    /** The setting whose name is nearest to that word, if one is near. */
    static @Nullable Setting nearest(String word) {
        String nearest = Spelling.nearest(word.replace('_', '-'), labels());
        return nearest == null ? null : of(nearest);
    }

    static Problem unknown(String place, @Nullable String nearest) {
        return new Problem(
                place,
                "there is no such setting"
                        + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
                        + " (allowed: " + Spelling.joined(labels()) + ")");
    }

    static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Setting setting : values()) {
            labels.add(setting.label);
        }
        return labels;
    }

    static List<String> variables() {
        List<String> names = new ArrayList<>();
        for (Setting setting : values()) {
            names.add(setting.variable());
        }
        return names;
    }
}
