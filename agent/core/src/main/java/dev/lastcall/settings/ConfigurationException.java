package dev.lastcall.settings;

import dev.lastcall.policyfile.Problem;
import dev.lastcall.text.OneLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with the settings and policy files; never only the first thing. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final boolean onErrorExit;
    private final transient @Nullable Settings settings;

    private ConfigurationException(List<Problem> problems, boolean onErrorExit, @Nullable Settings settings) {
        super(format(problems));
        this.settings = settings;
        this.problems = List.copyOf(problems);
        this.onErrorExit = onErrorExit;
    }

    /**
     * Of a file that another package reads.
     *
     * @param headline what is wrong, without a colon at the end
     * @param texts a line each
     */
    public ConfigurationException(String headline, List<String> texts, boolean onErrorExit) {
        super(format(headline, texts));
        this.settings = null;
        this.problems = List.of();
        this.onErrorExit = onErrorExit;
    }

    /** Throws it. Who throws an exception himself has the verifier load its class, at each start. */
    @SuppressWarnings("DoNotCallSuggester")
    static void raise(List<Problem> problems, boolean onErrorExit) throws ConfigurationException {
        throw new ConfigurationException(problems, onErrorExit, null);
    }

    /** As above, with the settings as far as they could be read. */
    @SuppressWarnings("DoNotCallSuggester")
    static void raise(List<Problem> problems, Settings settings) throws ConfigurationException {
        throw new ConfigurationException(problems, settings.onErrorExit(), settings);
    }

    /** What is wrong with settings and policy, in the order in which it should be read. */
    public List<Problem> problems() {
        return problems;
    }

    /** The settings as far as they could be read; null if others are at fault, or nobody asked for all of them. */
    public @Nullable Settings settings() {
        return settings;
    }

    /** Whether the user asked for an exit on an error ({@code on-error}); true if that setting itself is wrong. */
    public boolean onErrorExit() {
        return onErrorExit;
    }

    /** The text for stderr: a headline, then a line for each problem; no line end after the last. */
    public String format() {
        return String.valueOf(getMessage());
    }

    private static String format(List<Problem> problems) {
        String number = OneLine.count(problems.size(), "error");
        return format(number + " in the configuration", problems);
    }

    private static String format(String headline, List<?> problems) {
        StringBuilder text = new StringBuilder("lastcall: ").append(headline).append(':');
        for (Object problem : problems) {
            text.append(System.lineSeparator()).append("  ").append(problem);
        }
        return text.toString();
    }
}
