package dev.lastcall.settings;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Rule;
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
import java.util.HashMap;
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
        Map<Setting, Object> values = new HashMap<>();
        for (Setting setting : Setting.values()) {
            Object value = read(setting);
            if (value != null) {
                values.put(setting, value);
            }
        }
        Settings settings = new Settings(values);
        if (!problems.isEmpty()) {
            PolicyDraft draft = new PolicyDraft();
            Policies.read(settings.policy(), draft);
            problems.addAll(draft.problems());
            ConfigurationException.raise(problems, settings);
        }
        return settings;
    }

    /** The value that {@link Settings} has of it; null if it is not set, or wrong. No switch: that is one class more. */
    private @Nullable Object read(Setting setting) {
        Setting.Takes takes = setting.takes();
        if (takes == Setting.Takes.SIGNATURES) {
            return setting == Setting.DEPRECATED ? inlineRule() : null;
        }
        SettingValue value = value(setting);
        if (value == null) {
            return setting == Setting.SERVICE ? textOf(variable("OTEL_SERVICE_NAME")) : null;
        }
        if (takes == Setting.Takes.MODE) {
            return mode(value);
        }
        if (takes == Setting.Takes.WORD) {
            return word(setting, value);
        }
        if (takes == Setting.Takes.PLACE) {
            return setting == Setting.LOG ? PlaceSetting.log(value, problems) : PlaceSetting.ledger(value, problems);
        }
        if (takes == Setting.Takes.FILES) {
            return files(setting, value);
        }
        if (takes == Setting.Takes.FILE) {
            return isReadable(setting, value, value.text()) ? value.text() : null;
        }
        return value.text();
    }

    /** What three settings make together. */
    private @Nullable Rule inlineRule() {
        return InlineRule.of(value(Setting.DEPRECATED), value(Setting.CANONICAL), value(Setting.ALLOW), problems);
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

    private @Nullable Mode mode(SettingValue value) {
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

    private @Nullable String word(Setting setting, SettingValue value) {
        for (String word : setting.words()) {
            if (word.equalsIgnoreCase(value.text())) {
                return word;
            }
        }
        wrong(value, "is not allowed" + Spelling.remedy(value.text(), setting.words()));
        return null;
    }

    private List<String> files(Setting setting, SettingValue value) {
        List<String> files = new ArrayList<>();
        for (String path : Texts.paths(value.text())) {
            if (isReadable(setting, value, path)) {
                files.add(path);
            }
        }
        return List.copyOf(files);
    }

    private boolean isReadable(Setting setting, SettingValue value, String path) {
        String fault = PolicyFile.fault(new File(path));
        if (fault != null) {
            problems.add(new Problem(value.place(), noun(setting) + " '" + path + "' " + fault + Where.remedy(path)));
        }
        return fault == null;
    }

    private static String noun(Setting setting) {
        if (setting == Setting.POLICY) {
            return "the policy file";
        }
        return setting == Setting.LOGBACK ? "the Logback file" : "the file";
    }

    private static @Nullable String textOf(@Nullable SettingValue value) {
        return value == null ? null : value.text();
    }

    private void wrong(SettingValue value, String message) {
        problems.add(new Problem(value.place(), "'" + value.text() + "' " + message));
    }
}
