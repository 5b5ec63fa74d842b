package dev.lastcall.runtime;

import dev.lastcall.policy.Hints;
import dev.lastcall.policy.Loosening;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policyfile.PolicyFile;
import dev.lastcall.settings.Ceiling;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import dev.lastcall.settings.Settings;
import dev.lastcall.text.OneLine;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the policy in force up to date: with its files, with the day, and with what a person at the command line asks
 * for. What is wrong changes nothing. Thread-safe.
 */
final class PolicyKeeper {
    private static final String UNCHANGED = "the changed policy is not used, the one before stays in force: ";

    private final PolicyTarget target;
    private final Supplier<LocalDate> clock;
    private final Consumer<String> notes;
    private Settings settings;
    private Policy policy;
    private @Nullable LocalDate today;
    private List<Stamp> read;
    private List<Stamp> lastSeen;

    /**
     * @param settings those that the policy was made of
     * @param read what the policy files were like before they were read
     * @param today the day that was put into force with it, if it matters
     * @param clock tells the day
     * @param notes gets a line for each change and each error
     */
    PolicyKeeper(
            Settings settings,
            List<Stamp> read,
            Policy policy,
            @Nullable LocalDate today,
            PolicyTarget target,
            Supplier<LocalDate> clock,
            Consumer<String> notes) {
        this.settings = settings;
        this.policy = policy;
        this.today = today;
        this.target = target;
        this.clock = clock;
        this.notes = notes;
        this.read = read;
        this.lastSeen = read;
    }

    /** Looks whether a file or the day has changed. To be called every second or so. */
    synchronized void look(long nowMillis) {
        if (!settings.reload().equals(Settings.RELOAD_OFF)) {
            lookAtFiles(nowMillis);
        }
        LocalDate before = today;
        LocalDate now = before == null ? null : clock.get();
        if (now != null && !now.equals(before)) {
            today = now;
            target.newDay(now);
        }
    }

    private void lookAtFiles(long nowMillis) {
        List<Stamp> seen = Stamp.of(settings.policy());
        boolean settled = seen.equals(lastSeen);
        lastSeen = seen;
        if (settled && !seen.equals(read)) {
            read = seen;
            reload(nowMillis);
        }
    }

    /** The day, if an allow entry of the policy expires: to ask for it loads the time zones. */
    private @Nullable LocalDate dayThatMatters(Policy next) {
        return next.expires() ? clock.get() : null;
    }

    private void reload(long nowMillis) {
        for (String file : settings.policy()) {
            if (PolicyFile.isPipe(new File(file))) { // to open it could wait for ever
                notes.accept(UNCHANGED + file + " is a pipe, which can be read only once; start the process again, or"
                        + " name a file in its place");
                return;
            }
        }
        try {
            Policy next = Policies.load(settings);
            List<String> loosened =
                    settings.reload().equals(Settings.RELOAD_TIGHTEN) ? Loosening.between(policy, next) : List.of();
            if (loosened.isEmpty()) {
                notes.accept(
                        "the policy has changed: " + apply(next, nowMillis) + notes(next, settings.mode() != null));
            } else {
                notes.accept(UNCHANGED + "reload=tighten, and it would loosen: " + String.join("; ", loosened));
            }
        } catch (ConfigurationException wrong) {
            notes.accept(UNCHANGED + wrong.format());
        }
    }

    /**
     * Takes over what the changes set: the mode, and policy files or inline signatures, which replace all rules. A
     * change of the mode alone reads no file, so that it works whatever the files are like now.
     *
     * @return what is in force now, in a few words
     * @throws ConfigurationException if the new policy is wrong; nothing has changed then
     */
    synchronized String change(Settings changes, long nowMillis) throws ConfigurationException {
        Settings next = settings.changedBy(changes);
        String inForce;
        if (changes.policy().isEmpty() && changes.inline() == null) {
            Mode mode = changes.mode() == null ? policy.mode() : changes.mode();
            inForce = apply(
                    new Policy(mode, policy.rules(), policy.terms(), policy.ownership(), policy.hash()), nowMillis);
        } else {
            List<Stamp> seen = Stamp.of(next.policy());
            Policy loaded = Policies.load(next);
            inForce = apply(loaded, nowMillis) + notes(loaded, next.mode() != null);
            read = seen;
            lastSeen = seen;
        }
        settings = next;
        notes.accept("settings were changed by an attachment: " + inForce);
        return inForce;
    }

    private String apply(Policy next, long nowMillis) {
        LocalDate day = dayThatMatters(next);
        target.apply(next, day, nowMillis);
        policy = next;
        today = day;
        return describe(next);
    }

    /** Below what a policy says, what of it hardly does what was meant. */
    private static String notes(Policy next, boolean modeWasSet) {
        return (!modeWasSet && next.holdsBack() ? "; " + Ceiling.of(next) : "")
                + (next.mayNeedHints() ? hints(next) : "");
    }

    private static String hints(Policy next) {
        StringBuilder text = new StringBuilder();
        for (String hint : Hints.of(next)) {
            text.append("; hint: ").append(hint);
        }
        return text.toString();
    }

    private static String describe(Policy policy) {
        Mode mode = policy.mode();
        return "mode " + mode.label() + ", " + OneLine.count(policy.rules().size(), "rule") + ", "
                + OneLine.count(policy.signatureCount(), "signature");
    }

    /**
     * What tells one state of a file from another: where its links lead, its time and its length; of a file of usual
     * size also what is in it, since a copy may keep time and length. A pipe stays the same: to read it changes its
     * time.
     */
    record Stamp(String path, long modified, long length, long checksum) {
        /** Bytes; larger files are not read every second. */
        private static final int USUAL_SIZE = 64 << 10;

        /** What those files are like now. To be asked before they are read, so that no change in between is missed. */
        static List<Stamp> of(List<String> files) {
            List<Stamp> stamps = new ArrayList<>(files.size());
            for (String file : files) {
                stamps.add(Stamp.of(new File(file)));
            }
            return stamps;
        }

        private static Stamp of(File file) {
            if (PolicyFile.isPipe(file)) {
                return new Stamp(file.getPath(), 0, 0, 0);
            }
            String path;
            try {
                path = file.getCanonicalPath();
            } catch (IOException unresolvable) {
                path = file.getPath();
            }
            return new Stamp(path, file.lastModified(), file.length(), checksum(file));
        }

        // by hand: those that the JDK makes for a record spin classes

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stamp that
                    && modified == that.modified
                    && length == that.length
                    && checksum == that.checksum
                    && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode() * 31 + Long.hashCode(modified);
        }

        private static long checksum(File file) {
            if (!file.isFile() || file.length() > USUAL_SIZE) {
                return 0;
            }
            try (InputStream in = new FileInputStream(file)) {
                CRC32 checksum = new CRC32();
                checksum.update(in.readNBytes(USUAL_SIZE));
                return checksum.getValue();
            } catch (IOException unreadable) {
                return -1;
            }
        }
    }
}
