package dev.lastcall.runtime;

import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.LedgerSnapshot.RuleInfo;
import dev.lastcall.ledger.ProcessStart;
import dev.lastcall.output.Console;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Settings;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a place for the ledger: the folder asked for, else one for temporary files, else memory (CONTRACT §2). */
final class LedgerOpening {
    private static final String FOLDER = "lastcall";

    private final Settings settings;
    private final Policy policy;

    LedgerOpening(Settings settings, Policy policy) {
        this.settings = settings;
        this.policy = policy;
    }

    LedgerDraft open() {
        ProcessStart process = ThisProcess.start(settings, policy);
        List<RuleInfo> rules = RuleInfo.of(policy);
        String asked = settings.ledger();
        if (Settings.NONE.equals(asked)) {
            return LedgerDraft.inMemory(process, rules);
        }
        File first = new File(asked == null ? FOLDER : asked).getAbsoluteFile();
        File second = new File(System.getProperty("java.io.tmpdir", "."), FOLDER).getAbsoluteFile();
        try {
            return LedgerDraft.create(first, process, rules);
        } catch (IOException firstFailure) {
            return openSecond(second, process, rules, asked == null ? null : firstFailure, firstFailure);
        }
    }

    private LedgerDraft openSecond(
            File folder, ProcessStart process, List<RuleInfo> rules, @Nullable IOException told, IOException before) {
        try {
            LedgerDraft ledger = LedgerDraft.create(folder, process, rules);
            if (told != null) {
                warn(told.getMessage() + "; the ledger is kept in " + folder);
            }
            return ledger;
        } catch (IOException failure) {
            warn(before.getMessage() + "; " + failure.getMessage()
                    + "; the ledger is kept in memory only and ends with the process");
            return LedgerDraft.inMemory(process, rules);
        }
    }

    private void warn(String text) {
        if (!settings.log().equals(Settings.NONE)) {
            Console.stderr().line(OneLine.of("lastcall: " + text));
        }
    }
}
