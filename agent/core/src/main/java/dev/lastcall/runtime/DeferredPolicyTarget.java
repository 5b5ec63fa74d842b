package dev.lastcall.runtime;

import dev.lastcall.policy.LocalDayClock;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a policy keeper acts on while the agent may still be dormant: the first change or note makes it active.
 * Thread-safe.
 */
final class DeferredPolicyTarget implements PolicyTarget, Consumer<String> {
    private final Callable<ActiveAgent> agent;

    private DeferredPolicyTarget(Callable<ActiveAgent> agent) {
        this.agent = agent;
    }

    /** A keeper that acts on the active agent, which that makes or has made. */
    static PolicyKeeper keeper(
            Callable<ActiveAgent> agent,
            Settings settings,
            List<PolicyKeeper.Stamp> read,
            Policy policy,
            @Nullable LocalDate today,
            LocalDayClock day) {
        DeferredPolicyTarget target = new DeferredPolicyTarget(agent);
        return new PolicyKeeper(settings, read, policy, today, target, day, target);
    }

    @Override
    public void apply(Policy next, @Nullable LocalDate today, long nowMillis) {
        active().enforcement().apply(next, today, nowMillis);
    }

    @Override
    public void newDay(LocalDate today) {
        active().enforcement().newDay(today);
    }

    @Override
    public void accept(String note) {
        active().log().accept(note);
    }

    private ActiveAgent active() {
        try {
            return agent.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("the agent could not be set up: " + failure, failure);
        }
    }
}
