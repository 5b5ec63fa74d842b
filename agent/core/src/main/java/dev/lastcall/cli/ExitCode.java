package dev.lastcall.cli;

import dev.lastcall.verdict.Verdict;

/** What the command line answers to a script (agent/docs/commands.md). */
final class ExitCode {
    /** Done; of {@code check}: GO. */
    static final int OK = 0;

    static final int NO_GO = 1;
    /** Of commands that look for something: it was found. */
    static final int FINDINGS = 1;
    /** Usage, configuration or unreadable input. */
    static final int USAGE = 2;

    static final int UNKNOWN = 3;

    private ExitCode() {}

    static int of(Verdict.Result result) {
        return switch (result) {
            case GO -> OK;
            case NO_GO -> NO_GO;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
