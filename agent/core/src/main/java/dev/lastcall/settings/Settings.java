package dev.lastcall.settings;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
import dev.lastcall.policyfile.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user set, each setting read from the first of its three spellings that is set. Immutable.
 *
 * @param mode the process mode; null: the policy's
 * @param policy paths of the policy files, each a readable file when the settings were read
 * @param inline the rule {@code inline} of {@code deprecated}, {@code canonical} and {@code allow}; null if none is set
 * @param ledger folder for ledger files, or {@link #NONE}; null: the default, which the ledger finds
 * @param ledgerPermissions {@link #OWNER}, {@link #GROUP} or {@link #ALL}: who may read the ledger
 * @param log {@link #STDERR}, {@link #STDOUT}, {@link #NONE}, or a file
 * @param jsonLog whether log lines are JSON objects instead of text
 * @param logback a Logback XML file, readable when the settings were read; null: the agent's own appenders
 * @param service label of this process, {@code OTEL_SERVICE_NAME} if not set; null: the main class or jar
 * @param environment label of this process, if set
 * @param version label of this process, if set
 * @param onErrorExit whether a start-up error ends the process
 * @param reload what becomes of a policy file that changes: {@link #RELOAD}, {@link #RELOAD_TIGHTEN} or {@link
 *     #RELOAD_OFF}
 * @param watchesAgents whether calls of other agents are calls like others, and not counted apart
 * @param bisect a file of call sites that are refused in each mode but {@code off}; null: none
 */
public record Settings(
        @Nullable Mode mode,
        List<String> policy,
        @Nullable Rule inline,
        @Nullable String ledger,
        String ledgerPermissions,
        String log,
        boolean jsonLog,
        @Nullable String logback,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String version,
        boolean onErrorExit,
        String reload,
        boolean watchesAgents,
        @Nullable String bisect) {

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

    public Settings {
        policy = List.copyOf(policy);
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
        return mode != null || !policy.isEmpty() || inline != null;
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
        boolean otherRules = !changes.policy.isEmpty() || changes.inline != null;
        return new Settings(
                changes.mode == null ? mode : changes.mode,
                otherRules ? changes.policy : policy,
                otherRules ? changes.inline : inline,
                ledger,
                ledgerPermissions,
                log,
                jsonLog,
                logback,
                service,
                environment,
                version,
                onErrorExit,
                reload,
                watchesAgents,
                bisect);
    }
}
