package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.ledger.FileModes;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.PlainModes;
import dev.lastcall.ledger.ProcessStart;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Settings;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a place for the ledger: the folder asked for, else one of the user's own among temporary files, else memory.
 */
final class LedgerOpening {
    private static final String FOLDER = "lastcall";
    /** What the JDK calls a user whom the system knows only by number, as in many containers. */
    private static final String NO_NAME = "?";

    private final Settings settings;
    private final Policy policy;
    private final Instrumentation instrumentation;
    private @Nullable BuiltInFiles files;

    LedgerOpening(Settings settings, Policy policy, Instrumentation instrumentation) {
        this.settings = settings;
        this.policy = policy;
        this.instrumentation = instrumentation;
    }

    /**
     * @param attached whether the application runs already
     * @param before the ledger of a start of this agent that watched nothing; null if there was none
     */
    LedgerDraft open(boolean attached, @Nullable LedgerDraft before) {
        ProcessStart process = ThisProcess.start(settings, policy)
                .withWatch(state(policy), "", attached, AgentThread.HEARTBEAT_MILLIS);
        return before == null ? open(process) : open(process, before);
    }

    /** Goes on where a start that watched nothing ended: one process is not to leave two ledgers. */
    LedgerDraft open(ProcessStart process, LedgerDraft before) {
        before.remove(); // first, since both may have the same name
        LedgerDraft draft = open(process.after(before.process()));
        draft.watch(System.currentTimeMillis(), process.watch(), process.reason());
        if (draft.file().isEmpty()) {
            before.putBack();
        }
        return draft;
    }

    /** The word of the state in which a process is under that policy. */
    static String state(Policy policy) {
        return policy.mode() == Mode.OFF ? "off" : policy.rules().isEmpty() ? "without-rules" : "watching";
    }

    LedgerDraft open(ProcessStart process) {
        List<RuleInfo> rules = RuleInfo.of(policy);
        String asked = settings.ledger();
        if (Settings.NONE.equals(asked)) {
            return LedgerDraft.inMemory(process, rules);
        }
        File first = new File(asked == null ? FOLDER : asked).getAbsoluteFile();
        try {
            return LedgerDraft.create(first, modes(), process, rules);
        } catch (IOException firstFailure) {
            boolean isSaid = asked == null && !settings.log().equals(Settings.NONE); // by the first line
            return openSecond(process, rules, firstFailure, isSaid);
        }
    }

    /** @param isSaid whether the user learns anyhow where the ledger is */
    private LedgerDraft openSecond(ProcessStart process, List<RuleInfo> rules, IOException before, boolean isSaid) {
        try {
            File folder = inTemp();
            if (File.separatorChar == '/') {
                files().makePrivate(folder);
            }
            LedgerDraft ledger = LedgerDraft.create(folder, modes(), process, rules);
            if (!isSaid) {
                warn(before.getMessage() + "; the ledger is kept in " + folder);
            }
            return ledger;
        } catch (IOException failure) {
            warn(before.getMessage() + "; " + failure.getMessage()
                    + (process.heartbeatMillis() == 0
                            ? "; no ledger says that nothing is watched"
                            : "; the ledger is kept in memory only and ends with the process"));
            return LedgerDraft.inMemory(process, rules);
        }
    }

    /** One for each user: the first user of a folder that all share decides what becomes of what is in it. */
    private File inTemp() throws IOException {
        StringBuilder name = new StringBuilder(FOLDER).append('-');
        String user = System.getProperty("user.name", NO_NAME);
        boolean named = !user.equals(NO_NAME) || File.separatorChar != '/';
        for (char c : (named ? user : files().user()).toCharArray()) {
            name.append(
                    Character.isLetterOrDigit(c) || c == '-' || (c == '.' && name.length() > FOLDER.length() + 1)
                            ? c
                            : '_');
        }
        return new File(System.getProperty("java.io.tmpdir", "."), name.toString()).getAbsoluteFile();
    }

    /**
     * Of what {@code ledger-permissions} names, {@code java.io} can say all but the group, at a fraction of the time.
     */
    private FileModes modes() throws IOException {
        String readers = settings.ledgerPermissions();
        boolean group = readers.equals(Settings.GROUP) && File.separatorChar == '/';
        return group ? files().groupModes() : new PlainModes(!readers.equals(Settings.ALL));
    }

    private BuiltInFiles files() throws IOException {
        BuiltInFiles known = files;
        if (known == null) {
            known = BuiltInFiles.of(instrumentation);
            files = known;
        }
        return known;
    }

    /** Whatever the setting {@code log} says: who looks for the ledger is not to find none, without a word. */
    static void warn(String text) {
        Console.stderr().line(OneLine.of("lastcall: " + text));
    }
}
