package dev.lastcall.baseline;

import java.util.List;

/** A file is not a valid baseline. Holds all its mistakes. */
public final class InvalidBaselineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidBaselineException(List<Problem> problems) {
        super(problems.size() + " problems, the first: " + problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One mistake.
     *
     * @param line from 1
     * @param message what is wrong and what is allowed; it may contain any text of the file
     */
    public record Problem(int line, String message) {}
}
