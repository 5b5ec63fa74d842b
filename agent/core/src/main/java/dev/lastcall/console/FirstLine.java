package dev.lastcall.console;

import dev.lastcall.policy.Mode;
import dev.lastcall.text.OneLine;

/** What the agent says when it starts. Pure. */
public final class FirstLine {
    private FirstLine() {}

    /**
     * {@code lastcall 0.1.0: mode log, 1 rule, 3 signatures, ledger /path/x.lastcall}.
     *
     * @param version Lastcall's own
     * @param ledger the file's path; empty if there is none
     */
    public static String of(String version, Mode mode, int rules, int signatures, String ledger) {
        return OneLine.of("lastcall " + version + ": mode " + mode.label() + ", " + OneLine.count(rules, "rule") + ", "
                + OneLine.count(signatures, "signature") + ", ledger " + (ledger.isEmpty() ? "none" : ledger));
    }
}
