package dev.lastcall.runtime;

import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Settings;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a policy keeper acts on while the rest of the agent may not be there yet: the first change or note has it made.
 * Thread-safe.
 */
final class LateForce implements PolicyKeeper.Force, Consumer<String> {
    private final Lookout lookout;

    private LateForce(Lookout lookout) {
        this.lookout = lookout;
    }

    /** A keeper that acts on what the lookout makes. */
    static PolicyKeeper keeper(
            Lookout lookout,
            Settings settings,
            List<PolicyKeeper.Stamp> read,
            Policy policy,
            @Nullable LocalDate today,
            LocalDayClock day) {
        LateForce force = new LateForce(lookout);
        return new PolicyKeeper(settings, read, policy, today, force, day, force);
    }

    @Override
    public void apply(Policy next, @Nullable LocalDate today, long nowMillis) {
        life().enforcement().apply(next, today, nowMillis);
    }

    @Override
    public void newDay(LocalDate today) {
        life().enforcement().newDay(today);
    }

    @Override
    public void accept(String note) {
        life().accept(note);
    }

    private Life life() {
        try {
            return lookout.open();
        } catch (IOException | ReflectiveOperationException failure) {
            throw new IllegalStateException("the agent could not be set up: " + failure, failure);
        }
    }
}
