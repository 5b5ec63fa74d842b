package dev.lastcall.settings;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policyfile.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user set, each setting read from the first of its three spellings that is set. Made by {@link
 * SettingsReader}; the names are those of {@link Setting}. Immutable.
 */
public final class Settings {
    /** The value of {@code ledger} and {@code log} that switches them off. */
    public static final String NONE = "none";

    /** The value of {@code log} for the process's standard error; the default. */
    public static final String STDERR = "stderr";

    /** The value of {@code log} for the process's standard output. */
    public static final String STDOUT = "stdout";

    /** The value of {@code reload} with which a changed policy file is put into force; the default. */
    public static final String RELOAD = "on";

    /** The value of {@code reload} with which a changed policy file is put into force if it is nowhere less strict. */
    public static final String RELOAD_TIGHTEN = "tighten";

    /** The value of {@code reload} with which a policy file is read at the start alone. */
    public static final String RELOAD_OFF = "off";

    /** The value of {@code ledger-permissions} that lets the owner alone read ledgers; the default. */
    public static final String OWNER = "owner";

    /** The value of {@code ledger-permissions} that lets the file's group read ledgers as well. */
    public static final String GROUP = "group";

    /** The value of {@code ledger-permissions} that lets everyone read ledgers. */
    public static final String ALL = "all";

    /** By the setting; without those that are not set, or wrong. */
    private final Map<Setting, Object> values;

    /** @param values as {@link SettingsReader} reads them; becomes part of this */
    Settings(Map<Setting, Object> values) {
        this.values = values;
    }

    /** By the setting; what is not in it is not set. Unmodifiable. */
    Map<Setting, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The process mode; null: the policy's. */
    public @Nullable Mode mode() {
        return (Mode) values.get(Setting.MODE);
    }

    /** Paths of the policy files, each a readable file when the settings were read. */
    @SuppressWarnings("unchecked") // as it was read
    public List<String> policy() {
        Object files = values.get(Setting.POLICY);
        return files == null ? List.of() : (List<String>) files;
    }

    /** The rule {@code inline} of {@code deprecated}, {@code canonical} and {@code allow}; null if none is set. */
    public @Nullable Rule inline() {
        return (Rule) values.get(Setting.DEPRECATED);
    }

    /** Folder for ledger files, or {@link #NONE}; null: the default, which the ledger finds. */
    public @Nullable String ledger() {
        return text(Setting.LEDGER);
    }

    /** {@link #OWNER}, {@link #GROUP} or {@link #ALL}: who may read the ledger. */
    public String ledgerPermissions() {
        return word(Setting.LEDGER_PERMISSIONS);
    }

    /** {@link #STDERR}, {@link #STDOUT}, {@link #NONE}, or a file. */
    public String log() {
        return word(Setting.LOG);
    }

    /** Whether log lines are JSON objects instead of text. */
    public boolean jsonLog() {
        return word(Setting.LOG_FORMAT).equals("json");
    }

    /** A Logback XML file, readable when the settings were read; null: the agent's own appenders. */
    public @Nullable String logback() {
        return text(Setting.LOGBACK);
    }

    /** Label of this process, {@code OTEL_SERVICE_NAME} if not set; null: the main class or jar. */
    public @Nullable String service() {
        return text(Setting.SERVICE);
    }

    /** Label of this process, if set. */
    public @Nullable String environment() {
        return text(Setting.ENVIRONMENT);
    }

    /** Label of this process, if set. */
    public @Nullable String version() {
        return text(Setting.VERSION);
    }

    /** Whether a start-up error ends the process. */
    public boolean onErrorExit() {
        return !word(Setting.ON_ERROR).equals("continue");
    }

    /** What becomes of a policy file that changes: {@link #RELOAD}, {@link #RELOAD_TIGHTEN} or {@link #RELOAD_OFF}. */
    public String reload() {
        return word(Setting.RELOAD);
    }

    /** Whether calls of other agents are calls like others, and not counted apart. */
    public boolean watchesAgents() {
        return word(Setting.AGENTS).equals("watch");
    }

    /** A file of call sites that are refused in each mode but {@code off}; null: none. */
    public @Nullable String bisect() {
        return text(Setting.BISECT);
    }

    private @Nullable String text(Setting setting) {
        return (String) values.get(setting);
    }

    /** The first of the setting's words if it is not set. */
    private String word(Setting setting) {
        String word = text(setting);
        return word == null ? setting.words().get(0) : word;
    }

    /**
     * The names of those settings in an agent argument that belong to the start of a process, and can't be changed
     * later.
     */
    public static List<String> ofTheStart(String agentArgument) {
        List<String> labels = new ArrayList<>();
        Map<Setting, String> given = AgentArgument.parse(agentArgument, new ArrayList<>());
        for (Setting setting : Setting.values()) {
            String value = given.get(setting);
            if (value != null && !value.isBlank() && !setting.canChange()) {
                labels.add(setting.label());
            }
        }
        return labels;
    }

    /** Whether these settings change anything in a process in which the agent runs. */
    public boolean changeSomething() {
        return mode() != null || !policy().isEmpty() || inline() != null;
    }

    /**
     * What a second agent argument sets and the first does not, or not so: a text {@code setting=value} for each
     * setting, and one for each part that is no setting.
     */
    public static List<String> differences(String first, String second) {
        List<Problem> problems = new ArrayList<>();
        Map<Setting, String> before = AgentArgument.parse(first, new ArrayList<>());
        Map<Setting, String> after = AgentArgument.parse(second, problems);
        List<String> differences = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = after.get(setting);
            if (value != null && !value.equals(before.get(setting))) {
                differences.add(setting.label() + "=" + value);
            }
        }
        for (Problem problem : problems) {
            differences.add(problem.toString());
        }
        return differences;
    }

    /**
     * These settings, with what the changes set of the mode and of the rules, which are replaced as a whole. The others
     * belong to the start of the process.
     */
    public Settings changedBy(Settings changes) {
        Map<Setting, Object> changed = new HashMap<>(values);
        if (!changes.policy().isEmpty() || changes.inline() != null) {
            changed.remove(Setting.POLICY);
            changed.remove(Setting.DEPRECATED);
        }
        for (Setting setting : Setting.values()) {
            Object value = setting.canChange() ? changes.values.get(setting) : null;
            if (value != null) {
                changed.put(setting, value);
            }
        }
        return new Settings(changed);
    }
}
