package dev.lastcall.runtime;

import dev.lastcall.policy.ConfigurationException;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policies;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Settings;
import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the policy in force up to date: with its files, with the day, and with what a person at the command line asks
 * for. What is wrong changes nothing. Thread-safe.
 */
final class PolicyKeeper {
    private final Enforcement enforcement;
    private final Consumer<String> notes;
    private Settings settings;
    private @Nullable LocalDate today;
    private List<Stamp> read;
    private List<Stamp> lastSeen;

    /**
     * @param settings those that the policy was made of
     * @param notes gets a line for each change and each error
     */
    PolicyKeeper(Settings settings, Policy policy, Enforcement enforcement, Consumer<String> notes) {
        this.settings = settings;
        this.enforcement = enforcement;
        this.notes = notes;
        this.today = Enforcement.today(policy);
        this.read = stamps(settings.policy());
        this.lastSeen = read;
    }

    /** Looks whether a file or the day has changed. To be called every second or so. */
    synchronized void look(long nowMillis) {
        List<Stamp> seen = stamps(settings.policy());
        boolean settled = seen.equals(lastSeen);
        lastSeen = seen;
        if (settled && !seen.equals(read)) {
            read = seen;
            reload(nowMillis);
        }
        if (today != null && !today.equals(Enforcement.today())) {
            today = Enforcement.today();
            enforcement.newDay();
        }
    }

    private void reload(long nowMillis) {
        try {
            notes.accept("the policy has changed: " + apply(settings, nowMillis));
        } catch (ConfigurationException wrong) {
            notes.accept("the changed policy is not used, the one before stays in force: " + wrong.format());
        }
    }

    /**
     * Takes over what the changes set: the mode, and policy files or inline signatures, which replace all rules.
     *
     * @return what is in force now, in a few words
     * @throws ConfigurationException if the new policy is wrong; nothing has changed then
     */
    synchronized String change(Settings changes, long nowMillis) throws ConfigurationException {
        Settings next = settings.changedBy(changes);
        List<Stamp> seen = stamps(next.policy());
        String inForce = apply(next, nowMillis);
        settings = next;
        read = seen;
        lastSeen = seen;
        notes.accept("settings were changed by an attachment: " + inForce);
        return inForce;
    }

    private String apply(Settings next, long nowMillis) throws ConfigurationException {
        Policy policy = Policies.load(next);
        enforcement.apply(policy, nowMillis);
        today = Enforcement.today(policy);
        return describe(policy);
    }

    private static String describe(Policy policy) {
        Mode mode = policy.mode();
        return "mode " + mode.label() + ", " + policy.rules().size()
                + (policy.rules().size() == 1 ? " rule, " : " rules, ") + policy.signatureCount()
                + (policy.signatureCount() == 1 ? " signature" : " signatures");
    }

    private static List<Stamp> stamps(List<String> files) {
        List<Stamp> stamps = new ArrayList<>(files.size());
        for (String file : files) {
            stamps.add(Stamp.of(new File(file)));
        }
        return stamps;
    }

    /** What tells one state of a file from another: where its links lead, its time and its length. */
    private record Stamp(String path, long modified, long length) {
        static Stamp of(File file) {
            String path;
            try {
                path = file.getCanonicalPath();
            } catch (IOException unresolvable) {
                path = file.getPath();
            }
            return new Stamp(path, file.lastModified(), file.length());
        }
    }
}
