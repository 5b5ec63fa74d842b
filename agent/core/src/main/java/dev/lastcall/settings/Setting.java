package dev.lastcall.settings;

import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings, each declared once: one name in three spellings, what its value is, which says how {@link
 * SettingsReader} reads it, and what the table of {@code agent/docs/settings.md} says of it. {@link Settings} has the
 * values.
 */
enum Setting {
    MODE("mode", true, Takes.MODE, "`off`, `count`, `log` (or `audit`), `block`", "the policy's `mode`, else `log`"),
    POLICY(
            "policy",
            true,
            Takes.FILES,
            "policy file; several with the path separator (`:`, on Windows `;`) between",
            "none"),
    DEPRECATED(
            "deprecated",
            true,
            Takes.SIGNATURES,
            "signatures, with `;` or `,` between; they make one rule named `inline`",
            "none"),
    CANONICAL("canonical", true, Takes.SIGNATURES, "signatures of what replaces them", "none"),
    ALLOW("allow", true, Takes.SIGNATURES, "callers that may: class globs, optionally `#method`", "none"),
    LEDGER("ledger", false, Takes.PLACE, "folder, or `none`", "`lastcall` in the working folder", Settings.NONE),
    LEDGER_PERMISSIONS(
            "ledger-permissions",
            false,
            Takes.WORD,
            "who may read the ledger: `owner`, `group`, `all`",
            "`owner`",
            Settings.OWNER,
            Settings.GROUP,
            Settings.ALL),
    LOG(
            "log",
            false,
            Takes.PLACE,
            "`stderr`, `stdout`, `none`, or a file in a folder that is there",
            "`stderr`",
            Settings.STDERR,
            Settings.STDOUT,
            Settings.NONE),
    LOG_FORMAT("log-format", false, Takes.WORD, "`text`, `json`", "`text`", "text", "json"),
    LOGBACK("logback", false, Takes.FILE, "a Logback XML file that replaces the agent's own appenders", "none"),
    SERVICE("service", false, Takes.TEXT, "label", "`OTEL_SERVICE_NAME`, else the main class or jar"),
    ENVIRONMENT("environment", false, Takes.TEXT, "label", "none"),
    VERSION("version", false, Takes.TEXT, "label of the application's version", "none"),
    ON_ERROR("on-error", false, Takes.WORD, "`exit`, `continue`", "`exit`", "exit", "continue"),
    RELOAD(
            "reload",
            false,
            Takes.WORD,
            "`on`, `tighten`, `off`: what a changed policy file may change",
            "`on`",
            Settings.RELOAD,
            Settings.RELOAD_TIGHTEN,
            Settings.RELOAD_OFF),
    AGENTS(
            "agents",
            false,
            Takes.WORD,
            "`apart`: calls that other agents make are counted apart; `watch`: they are calls like others",
            "`apart`",
            "apart",
            "watch"),
    BISECT(
            "bisect",
            false,
            Takes.FILE,
            "file of call sites that are refused in each mode but `off`, as the command [`bisect`](bisect.md) writes it for"
                    + " itself",
            "none");

    /** What a value is, which says how it is read. */
    enum Takes {
        MODE,
        SIGNATURES,
        TEXT,
        /** One of the setting's words; the first if it is not set. */
        WORD,
        FILE,
        /** Files, with the path separator between. */
        FILES,
        /** One of the setting's words, or a file or folder; {@link PlaceSetting} says which is meant. */
        PLACE;

        boolean arePaths() {
            return this == FILE || this == FILES || this == PLACE;
        }
    }

    static final String PREFIX = "lastcall";
    static final String PROPERTY_PREFIX = "lastcall.";
    static final String VARIABLE_PREFIX = "LASTCALL_";

    private final String label;
    private final boolean canChange;
    private final Takes takes;
    private final String value;
    private final String preset;

    @SuppressWarnings("ImmutableEnumChecker") // it is a copy
    private final List<String> words;

    /**
     * @param canChange whether a process in which the agent runs can be given another value
     * @param value what it may be, for the table of {@code agent/docs/settings.md}
     * @param preset what counts if it is not set, for the same table
     * @param words what it may be, or may be besides a path
     */
    Setting(String label, boolean canChange, Takes takes, String value, String preset, String... words) {
        this.label = label;
        this.canChange = canChange;
        this.takes = takes;
        this.words = List.of(words);
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

    Takes takes() {
        return takes;
    }

    /** Words that it may be: all that it may be, or what it may be besides a path. */
    List<String> words() {
        return words;
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
