package dev.lastcall.policy;

import java.util.List;

/** Everything that is wrong with the settings and policy files; never only the first thing. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final boolean onErrorExit;

    ConfigurationException(List<Problem> problems, boolean onErrorExit) {
        super(format(problems));
        this.problems = List.copyOf(problems);
        this.onErrorExit = onErrorExit;
    }

    /** At least one problem, in the order in which they should be read. */
    public List<Problem> problems() {
        return problems;
    }

    /** Whether the user asked for an exit on an error ({@code on-error}); true if that setting itself is wrong. */
    public boolean onErrorExit() {
        return onErrorExit;
    }

    /** The text for stderr: a headline, then a line for each problem; no line end after the last. */
    public String format() {
        return format(problems);
    }

    private static String format(List<Problem> problems) {
        StringBuilder text = new StringBuilder("lastcall: ");
        text.append(problems.size())
                .append(problems.size() == 1 ? " error" : " errors")
                .append(" in the configuration:");
        for (Problem problem : problems) {
            text.append(System.lineSeparator()).append("  ").append(problem);
        }
        return text.toString();
    }
}
