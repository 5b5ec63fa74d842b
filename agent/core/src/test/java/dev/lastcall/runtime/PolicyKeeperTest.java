package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import dev.lastcall.settings.Settings;
import dev.lastcall.settings.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The keeper looks whenever a test says so; what it puts into force is written down. */
class PolicyKeeperTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    private final List<String> inForce = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private LocalDate day = MONDAY;
    private Path file;

    @BeforeEach
    void aPolicyFile() throws Exception {
        file = Files.writeString(folder.resolve("policy.yaml"), yaml("block", "a", ""));
    }

    @Test
    void aChangedFileIsAppliedOnceItHasSettled() throws Exception {
        PolicyKeeper keeper = keeper("");
        keeper.look(1);
        Files.writeString(file, yaml("log", "b", ""));
        keeper.look(2);
        assertThat(inForce).isEmpty();
        keeper.look(3);
        keeper.look(4);
        assertThat(inForce).containsExactly("3 log b null");
        assertThat(notes).containsExactly("the policy has changed: mode log, 1 rule, 1 signature");
    }

    @Test
    void aFileThatIsBeingWrittenIsWaitedFor() throws Exception {
        PolicyKeeper keeper = keeper("");
        String whole = yaml("log", "b", "");
        for (int end = whole.length() - 3; end <= whole.length(); end++) {
            Files.writeString(file, whole.substring(0, end));
            keeper.look(1);
        }
        assertThat(notes).isEmpty();
        keeper.look(2);
        assertThat(inForce).containsExactly("2 log b null");
    }

    @Test
    void aCopyThatKeepsTimeAndLengthIsSeen() throws Exception {
        PolicyKeeper keeper = keeper("");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, yaml("block", "z", ""));
        Files.setLastModifiedTime(file, time);
        lookTwice(keeper);
        assertThat(inForce).containsExactly("2 block z null");
    }

    @Test
    void aLinkThatMovesIsSeen() throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(one.resolve("policy.yaml"), yaml("block", "a", ""));
        Files.writeString(two.resolve("policy.yaml"), yaml("block", "b", ""));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), one);
        Files.delete(file);
        Files.createSymbolicLink(file, data.resolve("policy.yaml"));
        PolicyKeeper keeper = keeper("");
        lookTwice(keeper);
        Path next = Files.createSymbolicLink(folder.resolve("..next"), two);
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        lookTwice(keeper);
        assertThat(inForce).containsExactly("2 block b null");
    }

    @Test
    void aChangeBetweenReadingAndKeepingIsSeen() throws Exception {
        Settings settings = settings("policy=" + file);
        var read = PolicyKeeper.Stamp.of(settings.policy());
        Policy policy = Policies.load(settings);
        Files.writeString(file, yaml("log", "b", ""));
        lookTwice(new PolicyKeeper(settings, read, policy, null, new Written(), () -> day, notes::add));
        assertThat(inForce).containsExactly("2 log b null");
    }

    @Test
    void aWrongOrMissingFileChangesNothingAndIsToldOnce() throws Exception {
        PolicyKeeper keeper = keeper("");
        Files.writeString(file, "lastcall: 1\nmode: blok\n");
        lookTwice(keeper);
        lookTwice(keeper);
        Files.delete(file);
        lookTwice(keeper);
        lookTwice(keeper);
        assertThat(inForce).isEmpty();
        assertThat(notes).hasSize(2).allMatch(note -> note.startsWith("the changed policy is not used"));
        assertThat(notes.get(0)).contains(file + ":2:7");
        Files.writeString(file, yaml("block", "b", ""));
        lookTwice(keeper);
        assertThat(inForce).containsExactly("2 block b null");
    }

    @Test
    void atMidnightTheDayIsPutIntoForceOnce() throws Exception {
        Files.writeString(file, yaml("block", "a", "2026-11-23"));
        PolicyKeeper keeper = keeper("");
        keeper.look(1);
        assertThat(inForce).isEmpty();
        day = MONDAY.plusDays(1);
        keeper.look(2);
        keeper.look(3);
        assertThat(inForce).containsExactly("day 2026-11-24");
    }

    @Test
    void whereNothingExpiresNobodyAsksForTheDay() throws Exception {
        PolicyKeeper keeper = keeper("");
        day = MONDAY.plusDays(1);
        lookTwice(keeper);
        assertThat(inForce).isEmpty();
    }

    @Test
    void anExpiryThatComesWithAChangeIsKept() throws Exception {
        PolicyKeeper keeper = keeper("");
        Files.writeString(file, yaml("block", "a", "2026-11-24"));
        lookTwice(keeper);
        day = MONDAY.plusDays(2);
        keeper.look(3);
        assertThat(inForce).containsExactly("2 block a 2026-11-23", "day 2026-11-25");
    }

    @Test
    void theModeAloneChangesWithoutTheFile() throws Exception {
        PolicyKeeper keeper = keeper("");
        Files.delete(file);
        assertThat(keeper.change(settings("mode=log"), 5)).isEqualTo("mode log, 1 rule, 1 signature");
        assertThat(inForce).containsExactly("5 log a null");
        assertThat(notes).containsExactly("settings were changed by an attachment: mode log, 1 rule, 1 signature");
    }

    @Test
    void aModeSetByHandOutlivesAChangeOfTheFile() throws Exception {
        PolicyKeeper keeper = keeper("");
        keeper.change(settings("mode=count"), 1);
        Files.writeString(file, yaml("block", "b", ""));
        lookTwice(keeper);
        assertThat(inForce).containsExactly("1 count a null", "2 count b null");
    }

    @Test
    void otherRulesReplaceAllAndTheirFileIsWatchedFromThenOn() throws Exception {
        PolicyKeeper keeper = keeper("");
        Path other = Files.writeString(folder.resolve("other.yaml"), yaml("log", "b", ""));
        keeper.change(settings("policy=" + other), 1);
        Files.writeString(file, yaml("block", "c", ""));
        lookTwice(keeper);
        Files.writeString(other, yaml("log", "d", ""));
        lookTwice(keeper);
        assertThat(inForce).containsExactly("1 log b null", "2 log d null");
    }

    @Test
    void wrongRulesChangeNothing() throws Exception {
        PolicyKeeper keeper = keeper("");
        Path other = Files.writeString(folder.resolve("other.yaml"), "lastcall: 2\n");
        assertThatThrownBy(() -> keeper.change(settings("mode=log,policy=" + other), 1))
                .isInstanceOf(ConfigurationException.class);
        Files.writeString(file, yaml("block", "b", ""));
        lookTwice(keeper);
        assertThat(inForce).containsExactly("2 block b null");
    }

    @Test
    void withTightenAFileThatWouldLoosenIsNotUsedAndAStricterOneIs() throws Exception {
        Files.writeString(file, yaml("log", "a", "2026-12-31"));
        PolicyKeeper keeper = keeper(",reload=tighten");
        Files.writeString(file, yaml("count", "a", "2027-01-01"));
        lookTwice(keeper);
        assertThat(inForce).isEmpty();
        assertThat(notes)
                .containsExactly("the changed policy is not used, the one before stays in force: reload=tighten, and it"
                        + " would loosen: mode count is lower than log; rule a: mode count is lower than log;"
                        + " rule a: allow a.C expires on 2027-01-01, later than 2026-12-31");
        Files.writeString(file, yaml("block", "a", "2026-12-01"));
        lookTwice(keeper);
        assertThat(inForce).containsExactly("2 block a " + MONDAY);
        Files.writeString(file, yaml("log", "a", "2026-12-01"));
        lookTwice(keeper);
        assertThat(inForce).hasSize(1);
        assertThat(keeper.change(settings("mode=log"), 1)).startsWith("mode log");
    }

    @Test
    void withOffNoFileIsReadAgainButWhatExpiresStillDoes() throws Exception {
        Files.writeString(file, yaml("log", "a", MONDAY.toString()));
        PolicyKeeper keeper = keeper(",reload=off");
        Files.writeString(file, yaml("block", "b", ""));
        day = MONDAY.plusDays(1);
        lookTwice(keeper);
        assertThat(notes).isEmpty();
        assertThat(inForce).containsExactly("day " + day);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "named pipes are made by mkfifo")
    @Timeout(60)
    void aPipeIsReadOnceAndNeverWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Settings settings = settings("policy=" + pipe + File.pathSeparator + file);
        var read = PolicyKeeper.Stamp.of(settings.policy());
        Thread writer = new Thread(() -> write(pipe, yaml("log", "piped", "")));
        writer.start();
        Policy policy = Policies.load(settings);
        writer.join();
        assertThat(policy.rules()).extracting(Rule::id).containsExactly("piped", "a");
        PolicyKeeper keeper = new PolicyKeeper(settings, read, policy, null, new Written(), () -> day, notes::add);
        lookTwice(keeper);
        assertThat(notes).isEmpty();
        Files.writeString(file, yaml("log", "b", ""));
        lookTwice(keeper);
        lookTwice(keeper);
        assertThat(inForce).isEmpty();
        assertThat(notes)
                .containsExactly(
                        "the changed policy is not used, the one before stays in force: " + pipe
                                + " is a pipe, which can be read only once; start the process again, or name a file in its place");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "named pipes are made by mkfifo")
    @Timeout(60)
    void aFileThatAPipeReplacesIsNotOpened() throws Exception {
        PolicyKeeper keeper = keeper("");
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        lookTwice(keeper);
        assertThat(inForce).isEmpty();
        assertThat(notes).hasSize(1).allMatch(note -> note.contains("is a pipe"));
    }

    private static void write(Path to, String text) {
        try {
            Files.writeString(to, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PolicyKeeper keeper(String more) throws ConfigurationException {
        Settings settings = settings("policy=" + file + more);
        Policy policy = Policies.load(settings);
        LocalDate today = policy.expires() ? day : null;
        return new PolicyKeeper(
                settings,
                PolicyKeeper.Stamp.of(settings.policy()),
                policy,
                today,
                new Written(),
                () -> day,
                notes::add);
    }

    private static void lookTwice(PolicyKeeper keeper) {
        keeper.look(1);
        keeper.look(2);
    }

    private static Settings settings(String argument) throws ConfigurationException {
        return SettingsReader.read(argument, new Properties(), Map.of());
    }

    private static String yaml(String mode, String id, String expires) {
        String rule = "lastcall: 1\nmode: " + mode + "\nrules:\n  - id: " + id + "\n    deprecated: [a.B]\n";
        return expires.isEmpty()
                ? rule
                : rule + "    allow:\n      - callers: a.C\n        reason: r\n        expires: " + expires + "\n";
    }

    private final class Written implements PolicyTarget {
        @Override
        public void apply(Policy next, @Nullable LocalDate today, long nowMillis) {
            Mode mode = next.mode();
            inForce.add(
                    nowMillis + " " + mode.label() + " " + next.rules().get(0).id() + " " + today);
        }

        @Override
        public void newDay(LocalDate today) {
            inForce.add("day " + today);
        }
    }
}
