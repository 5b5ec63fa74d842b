package dev.lastcall.runtime;

import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.ProcessStart;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A start that watches nothing. It leaves a ledger of a few pages that says so, since a process without one looks like
 * a process that does not exist. Nobody keeps that ledger: no thread is started. It never fails a start.
 */
final class UnwatchedStart {
    private static final int NO_HEARTBEAT = 0;

    private final Settings settings;
    private final Policy policy;
    private final Instrumentation instrumentation;

    private UnwatchedStart(Settings settings, Policy policy, Instrumentation instrumentation) {
        this.settings = settings;
        this.policy = policy;
        this.instrumentation = instrumentation;
    }

    /**
     * In mode {@code off}, or without a rule.
     *
     * @param before the ledger of such a start before this one; null if there was none
     * @return the ledger; null if there is none
     */
    static @Nullable LedgerDraft leave(
            Settings settings,
            Policy policy,
            Instrumentation instrumentation,
            boolean attached,
            @Nullable LedgerDraft before) {
        return new UnwatchedStart(settings, policy, instrumentation)
                .leave(LedgerOpening.state(policy), "", attached, before);
    }

    /**
     * After an error in the configuration, with {@code on-error=continue}.
     *
     * @param settings as far as they could be read
     * @return the ledger; null if there is none
     */
    static @Nullable LedgerDraft unguarded(
            Settings settings, ConfigurationException wrong, Instrumentation instrumentation) {
        Mode mode = settings.mode() == null ? Mode.LOG : settings.mode();
        Policy none = new Policy(mode, List.of(), "");
        return new UnwatchedStart(settings, none, instrumentation).leave("unguarded", wrong.format(), false, null);
    }

    /** Which may be many. */
    private static Policy withoutRules(Policy policy) {
        return new Policy(policy.mode(), List.of(), policy.hash());
    }

    private @Nullable LedgerDraft leave(String state, String reason, boolean attached, @Nullable LedgerDraft before) {
        try {
            LedgerOpening opening = new LedgerOpening(settings, withoutRules(policy), instrumentation);
            ProcessStart process = ThisProcess.start(settings, policy).withWatch(state, reason, attached, NO_HEARTBEAT);
            LedgerDraft draft = before == null ? opening.open(process) : opening.open(process, before);
            draft.exited(System.currentTimeMillis(), 0);
            return draft;
        } catch (RuntimeException | Error failure) {
            LedgerOpening.warn("no ledger says that nothing is watched: " + failure);
            return null;
        }
    }
}
