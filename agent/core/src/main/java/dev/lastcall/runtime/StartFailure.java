package dev.lastcall.runtime;

import dev.lastcall.console.Console;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Settings;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Says why the agent has not started, or has not changed, and ends the process if it must. */
final class StartFailure {
    /** Exit code of a start-up error: {@code EX_CONFIG} of sysexits.h. */
    private static final int CONFIGURATION_ERROR = 78;

    private StartFailure() {}

    /**
     * Reports to the one who asked. Returns after an error in the configuration, if the application is to run all the
     * same.
     *
     * @param request null if nobody waits for an answer
     * @param settings those of the start; null if they could not be read
     * @return the ledger that says so; null if there is none
     * @throws RuntimeException for a failure of the agent's own
     */
    static @Nullable LedgerDraft tell(
            Throwable failure,
            @Nullable Request request,
            boolean attached,
            @Nullable Settings settings,
            Instrumentation instrumentation) {
        if (failure instanceof ConfigurationException wrong) {
            refuse(wrong.format(), request, attached, wrong.onErrorExit());
            Settings read = settings == null ? wrong.settings() : settings;
            if (!attached && read != null) { // then this returns if the application is to run all the same
                return UnwatchedStart.unguarded(read, wrong, instrumentation);
            }
            return null;
        }
        if (request != null) {
            request.answer("lastcall: a failure of the agent's own: " + failure);
        }
        throw new RuntimeException(failure.toString(), failure);
    }

    /**
     * The rest of the agent can't be made when the first class matters, in a process that is to refuse calls and to end
     * on an error: no call that is to be refused was made before, and none is made after. A thread without room on its
     * stack, or a full heap, proves nothing: the next class has it tried again.
     */
    static void late(Throwable failure) {
        if (failure instanceof VirtualMachineError || ThreadEnd.is(failure)) {
            return;
        }
        Console.stderr()
                .line("lastcall: the agent could not be set up: " + failure
                        + "; mode=block and on-error=exit: the application ends");
        Runtime.getRuntime().halt(CONFIGURATION_ERROR);
    }

    private static void refuse(String problems, @Nullable Request request, boolean attached, boolean exit) {
        if (attached) {
            if (request != null) {
                request.answer(problems);
            } else {
                Console.stderr().line(problems + "\nlastcall: nothing has changed");
            }
            return;
        }
        if (exit) {
            Console.stderr().line(problems);
            Runtime.getRuntime().halt(CONFIGURATION_ERROR);
        }
        Console.stderr().line(problems + "\nlastcall: on-error=continue: the application runs unguarded");
    }
}
