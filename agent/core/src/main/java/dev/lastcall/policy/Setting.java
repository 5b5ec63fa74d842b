package dev.lastcall.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of CONTRACT §2, each with one name in three spellings. They are written out: to make one of another takes
 * longer than all the rest of reading the settings, since at the start nothing is compiled yet.
 */
enum Setting {
    MODE("mode", "lastcall.mode", "LASTCALL_MODE"),
    POLICY("policy", "lastcall.policy", "LASTCALL_POLICY"),
    DEPRECATED("deprecated", "lastcall.deprecated", "LASTCALL_DEPRECATED"),
    CANONICAL("canonical", "lastcall.canonical", "LASTCALL_CANONICAL"),
    ALLOW("allow", "lastcall.allow", "LASTCALL_ALLOW"),
    LEDGER("ledger", "lastcall.ledger", "LASTCALL_LEDGER"),
    LOG("log", "lastcall.log", "LASTCALL_LOG"),
    LOG_FORMAT("log-format", "lastcall.log-format", "LASTCALL_LOG_FORMAT"),
    LOGBACK("logback", "lastcall.logback", "LASTCALL_LOGBACK"),
    SERVICE("service", "lastcall.service", "LASTCALL_SERVICE"),
    ENVIRONMENT("environment", "lastcall.environment", "LASTCALL_ENVIRONMENT"),
    VERSION("version", "lastcall.version", "LASTCALL_VERSION"),
    ON_ERROR("on-error", "lastcall.on-error", "LASTCALL_ON_ERROR");

    static final String PROPERTY_PREFIX = "lastcall.";
    static final String VARIABLE_PREFIX = "LASTCALL_";

    private final String label;
    private final String property;
    private final String variable;

    Setting(String label, String property, String variable) {
        this.label = label;
        this.property = property;
        this.variable = variable;
    }

    /** The name, as in the agent argument. */
    String label() {
        return label;
    }

    String property() {
        return property;
    }

    String variable() {
        return variable;
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
        String nearest = Words.nearest(word.replace('_', '-'), labels());
        return nearest == null ? null : of(nearest);
    }

    static Problem unknown(String place, @Nullable String nearest) {
        return new Problem(
                place,
                "there is no such setting"
                        + (nearest == null ? "" : "; did you mean '" + nearest + "'?")
                        + " (allowed: " + Words.joined(labels()) + ")");
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
