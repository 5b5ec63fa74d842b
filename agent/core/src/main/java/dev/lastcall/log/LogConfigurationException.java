package dev.lastcall.log;

import java.util.List;

/** A Logback file that can't be used. */
public final class LogConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    LogConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one; each is {@code file:line: what is wrong}, without the line if Logback gives no clue to it. */
    public List<String> problems() {
        return problems;
    }
}
