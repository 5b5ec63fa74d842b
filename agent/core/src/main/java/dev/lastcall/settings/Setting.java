package dev.lastcall.settings;

import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings, each with one name in three spellings, and with what the table of {@code agent/docs/settings.md} says
 * of it. {@link SettingsReader} reads their values.
 */
enum Setting {
    MODE("mode", true, "`off`, `count`, `log` (or `audit`), `block`", "the policy's `mode`, else `log`"),
    POLICY("policy", true, "policy file; several with the path separator (`:`, on Windows `;`) between", "none"),
    DEPRECATED("deprecated", true, "signatures, with `;` or `,` between; they make one rule named `inline`", "none"),
    CANONICAL("canonical", true, "signatures of what replaces them", "none"),
    ALLOW("allow", true, "callers that may: class globs, optionally `#method`", "none"),
    LEDGER("ledger", false, "folder, or `none`", "`lastcall` in the working folder"),
    LEDGER_PERMISSIONS("ledger-permissions", false, "who may read the ledger: `owner`, `group`, `all`", "`owner`"),
    LOG("log", false, "`stderr`, `stdout`, `none`, or a file in a folder that is there", "`stderr`"),
    LOG_FORMAT("log-format", false, "`text`, `json`", "`text`"),
    LOGBACK("logback", false, "a Logback XML file that replaces the agent's own appenders", "none"),
    SERVICE("service", false, "label", "`OTEL_SERVICE_NAME`, else the main class or jar"),
    ENVIRONMENT("environment", false, "label", "none"),
    VERSION("version", false, "label of the application's version", "none"),
    ON_ERROR("on-error", false, "`exit`, `continue`", "`exit`"),
    RELOAD("reload", false, "`on`, `tighten`, `off`: what a changed policy file may change", "`on`"),
    AGENTS(
            "agents",
            false,
            "`apart`: calls that other agents make are counted apart; `watch`: they are calls like others",
            "`apart`"),
    BISECT(
            "bisect",
            false,
            "file of call sites that are refused in each mode but `off`, as the command [`bisect`](bisect.md) writes it for"
                    + " itself",
            "none");

    static final String PREFIX = "lastcall";
    static final String PROPERTY_PREFIX = "lastcall.";
    static final String VARIABLE_PREFIX = "LASTCALL_";

    private final String label;
    private final boolean canChange;
    private final String value;
    private final String preset;

    /**
     * @param canChange whether a process in which the agent runs can be given another value
     * @param value what it may be, for the table of {@code agent/docs/settings.md}
     * @param preset what counts if it is not set, for the same table
     */
    Setting(String label, boolean canChange, String value, String preset) {
        this.label = label;
        this.canChange = canChange;
        this.value = value;
        this.preset = preset;
    }

    /** The name, as in the agent argument. */
    String label() {
        return label;
    }

    /** Whether a process in which the agent runs can be given another value. */
    boolean canChange() {
        return canChange;
    }

    String property() {
        return PROPERTY_PREFIX + label;
    }

    String variable() {
        return VARIABLE_PREFIX + label.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The row of the table of settings, which {@code agent/docs/settings.md} must have. */
    String row() {
        return "| `" + label + "` | `" + property() + "` | `" + variable() + "` | " + value + " | " + preset + " |";
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
