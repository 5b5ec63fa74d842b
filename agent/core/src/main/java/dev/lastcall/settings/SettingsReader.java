package dev.lastcall.settings;

import dev.lastcall.policy.Mode;
import dev.lastcall.policyfile.PolicyDraft;
import dev.lastcall.policyfile.PolicyFile;
import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.Spelling;
import dev.lastcall.policyfile.Texts;
import dev.lastcall.policyfile.Where;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings once. On the way of every start: no lambdas, streams, regular expressions or {@code
 * java.nio.file} here.
 */
public final class SettingsReader {
    /** What the project's own tests set; not settings, so not unknown ones. */
    static final String TEST_PREFIX = "lastcall.test.";

    /** What the plugins of builds and test frameworks read in the same process: not the agent's settings. */
    private static final String[] OF_OTHERS = {"lastcall.junit.", "lastcall.maven.", "lastcall.skip"};

    private final Properties properties;
    private final Map<String, String> environment;
    /** Names that may be settings. Most often there are none, and then nothing more is asked for. */
    private final List<String> ownProperties;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<Setting, String> argument;

    /**
     * Reads and checks all settings. The first spelling that is set wins; a value that is empty or blank counts as
     * unset, and a value that another one hides is not checked.
     *
     * <p>The agent argument is split at commas outside parentheses. A part that does not start with {@code name=}
     * belongs to the value before it, so that {@code deprecated=a.B,a.C,mode=log} needs no quotes.
     *
     * @param agentArgument what follows {@code -javaagent:lastcall.jar=}
     * @param systemProperties those that start with {@code lastcall.} are read, and no others
     * @param environment those that start with {@code LASTCALL_}, and {@code OTEL_SERVICE_NAME}, are read
     * @throws ConfigurationException with every unknown setting, every bad value, and every error in the policy files
     *     that can be read
     */
    public static Settings read(
            @Nullable String agentArgument, Properties systemProperties, Map<String, String> environment)
            throws ConfigurationException {
        return new SettingsReader(agentArgument, systemProperties, environment).read();
    }

    private SettingsReader(@Nullable String agentArgument, Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
        this.ownProperties = own(properties.keys());
        findUnknownProperties();
        this.argument = AgentArgument.parse(agentArgument, problems);
        if (!environment.isEmpty()) {
            findUnknownVariables();
        }
    }

    private Settings read() throws ConfigurationException {
        Settings settings = new Settings(
                mode(value(Setting.MODE)),
                files(Setting.POLICY, "the policy file"),
                InlineRule.of(value(Setting.DEPRECATED), value(Setting.CANONICAL), value(Setting.ALLOW), problems),
                ledger(value(Setting.LEDGER)),
                word(Setting.LEDGER_PERMISSIONS),
                log(value(Setting.LOG)),
                word(Setting.LOG_FORMAT).equals("json"),
                file(Setting.LOGBACK, "the Logback file"),
                service(text(Setting.SERVICE)),
                text(Setting.ENVIRONMENT),
                text(Setting.VERSION),
                !word(Setting.ON_ERROR).equals("continue"),
                word(Setting.RELOAD),
                word(Setting.AGENTS).equals("watch"),
                file(Setting.BISECT, "the file"));
        if (!problems.isEmpty()) {
            PolicyDraft draft = new PolicyDraft();
            Policies.read(settings.policy(), draft);
            problems.addAll(draft.problems());
            ConfigurationException.raise(problems, settings);
        }
        return settings;
    }

    private void findUnknownProperties() {
        for (String name : ownProperties) {
            if (!name.startsWith(TEST_PREFIX) && !isOfOthers(name)) {
                String label = name.substring(Setting.PROPERTY_PREFIX.length());
                Setting nearest = Setting.nearest(label);
                if (!name.startsWith(Setting.PROPERTY_PREFIX) || Setting.of(label) == null) {
                    problems.add(Setting.unknown("-D" + name, nearest == null ? null : "-D" + nearest.property()));
                }
            }
        }
    }

    private static boolean isOfOthers(String name) {
        for (String prefix : OF_OTHERS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private void findUnknownVariables() {
        for (String name : own(Collections.enumeration(environment.keySet()))) {
            String value = environment.get(name);
            if (!Setting.variables().contains(name) && (value == null || !ServiceVariables.include(name, value))) {
                Setting nearest = Setting.nearest(name.substring(Setting.VARIABLE_PREFIX.length()));
                problems.add(Setting.unknown(name, nearest == null ? null : nearest.variable()));
            }
        }
    }

    /**
     * The names that are settings, or are meant to be: {@code lastcall_mode} is read by nobody. Looks at the first
     * letter first, which tells nearly all apart in fewer calls: nothing is compiled yet.
     */
    private static List<String> own(Enumeration<?> names) {
        List<String> own = new ArrayList<>(0);
        int length = Setting.PREFIX.length();
        while (names.hasMoreElements()) {
            if (names.nextElement() instanceof String name
                    && name.length() > length
                    && (name.charAt(0) == 'l' || name.charAt(0) == 'L')
                    && name.regionMatches(true, 0, Setting.PREFIX, 0, length)
                    && isSeparator(name.charAt(length))) {
                own.add(name);
            }
        }
        if (own.size() > 1) {
            Collections.sort(own);
        }
        return own;
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '_' || c == '-';
    }

    /** Makes no name that nothing has. */
    private @Nullable SettingValue value(Setting setting) {
        String property = ownProperties.isEmpty() ? null : properties.getProperty(setting.property());
        if (property != null && !property.isBlank()) {
            return new SettingValue(property.strip(), "-D" + setting.property());
        }
        String part = argument.get(setting);
        if (part != null && !part.isBlank()) {
            return new SettingValue(part.strip(), AgentArgument.place(setting));
        }
        return environment.isEmpty() ? null : variable(setting.variable());
    }

    private @Nullable SettingValue variable(String name) {
        return SettingValue.of(environment.get(name), name);
    }

    private @Nullable Mode mode(@Nullable SettingValue value) {
        if (value == null) {
            return null;
        }
        Mode mode = Mode.of(value.text());
        if (mode == null) {
            wrong(value, "is not a mode" + Spelling.remedy(value.text(), Mode.SPELLINGS) + several(value.text()));
        }
        return mode;
    }

    private static String several(String text) {
        return text.indexOf(',') < 0 && text.indexOf(';') < 0 && text.indexOf('=') < 0
                ? ""
                : "; settings are separated by commas, each is of the form setting=value";
    }

    /** The value, or the first of the setting's words if it is unset or wrong. */
    private String word(Setting setting) {
        SettingValue value = value(setting);
        List<String> words = setting.words();
        if (value == null) {
            return words.get(0);
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(value.text())) {
                return word;
            }
        }
        wrong(value, "is not allowed" + Spelling.remedy(value.text(), words));
        return words.get(0);
    }

    private List<String> files(Setting setting, String what) {
        SettingValue value = value(setting);
        List<String> files = new ArrayList<>();
        if (value != null) {
            for (String path : Texts.paths(value.text())) {
                if (isReadable(value.place(), what, path)) {
                    files.add(path);
                }
            }
        }
        return files;
    }

    private @Nullable String file(Setting setting, String what) {
        SettingValue value = value(setting);
        return value != null && isReadable(value.place(), what, value.text()) ? value.text() : null;
    }

    private boolean isReadable(String place, String what, String path) {
        String fault = PolicyFile.fault(new File(path));
        if (fault != null) {
            problems.add(new Problem(place, what + " '" + path + "' " + fault + Where.remedy(path)));
        }
        return fault == null;
    }

    private @Nullable String service(@Nullable String set) {
        return set != null ? set : textOf(variable("OTEL_SERVICE_NAME"));
    }

    private @Nullable String ledger(@Nullable SettingValue value) {
        return value == null ? null : PlaceSetting.ledger(value, problems);
    }

    private String log(@Nullable SettingValue value) {
        return value == null ? Settings.STDERR : PlaceSetting.log(value, problems);
    }

    private @Nullable String text(Setting setting) {
        return textOf(value(setting));
    }

    private static @Nullable String textOf(@Nullable SettingValue value) {
        return value == null ? null : value.text();
    }

    private void wrong(SettingValue value, String message) {
        problems.add(new Problem(value.place(), "'" + value.text() + "' " + message));
    }
}
