package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "open files have names there alone")
class LedgerFileTest {
    @TempDir
    Path folder;

    @Test
    void aLedgerAndTheFolderMadeForItAreItsOwnersAlone() throws IOException {
        Path below = folder.resolve("below");
        LedgerDraft draft = LedgerDraft.create(below.toFile(), Samples.process(), List.of());
        assertThat(modes(below)).isEqualTo("rwx------");
        assertThat(modes(Path.of(draft.file()))).isEqualTo("r--------");
        draft.exited(Samples.START, 1);
        assertThat(modes(Path.of(draft.file()))).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatWasThereKeepsItsModes() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        LedgerDraft.create(folder.toFile(), Samples.process(), List.of());
        assertThat(modes(folder)).isEqualTo("rwxr-x---");
    }

    @Test
    void allMayReadIfTheyAreToldSo() throws IOException {
        Path below = folder.resolve("below");
        LedgerDraft draft = LedgerDraft.create(below.toFile(), new PlainModes(false), Samples.process(), List.of());
        assertThat(modes(below)).isEqualTo("rwxr-xr-x");
        assertThat(modes(Path.of(draft.file()))).isEqualTo("r--r--r--");
        draft.exited(Samples.START, 1);
        assertThat(modes(Path.of(draft.file()))).isEqualTo("rw-r--r--");
    }

    @Test
    void aLinkInTheFilesPlaceIsNotFollowed() throws IOException {
        Path victim = victim();
        Path place = folder.resolve(LedgerFile.name(Samples.process()));
        Files.createSymbolicLink(place, victim);
        assertThatThrownBy(() -> LedgerDraft.create(folder.toFile(), Samples.process(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(place + ": the file exists already");
        assertUntouched(victim);
    }

    @Test
    void whoSwapsTheFileAtTheEndGetsNoOtherFileMadeWritable() throws IOException {
        Path victim = victim();
        LedgerDraft draft = LedgerDraft.create(folder.toFile(), Samples.process(), List.of());
        Path moved = folder.resolve("moved");
        Files.move(Path.of(draft.file()), moved);
        Files.createSymbolicLink(Path.of(draft.file()), victim);
        draft.exited(Samples.START, 1);
        assertUntouched(victim);
        assertThat(modes(moved)).isEqualTo("r--------");
    }

    /** Each round is a start, while someone puts links in the place of whatever appears. */
    @Test
    void noRaceForThePlaceOverwritesOrMakesAFile() throws Exception {
        Path victim = victim();
        Path nowhere = folder.resolve("made");
        Path shared = Files.createDirectory(folder.resolve("shared"));
        AtomicBoolean over = new AtomicBoolean();
        Thread attacker = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                swapAll(shared.toFile(), i % 2 == 0 ? victim : nowhere);
            }
        });
        attacker.start();
        int refused = 0;
        try {
            for (int i = 0; i < 300; i++) {
                try {
                    LedgerDraft draft = LedgerDraft.create(shared.toFile(), Samples.process(new UUID(1, i)), List.of());
                    draft.exited(Samples.START, 1);
                } catch (IOException noticed) {
                    refused++;
                }
            }
        } finally {
            over.set(true);
            attacker.join();
        }
        assertThat(refused).isLessThan(300);
        assertUntouched(victim);
        assertThat(nowhere).doesNotExist();
    }

    private static void swapAll(File shared, Path target) {
        String[] names = shared.list();
        for (String name : names == null ? new String[0] : names) {
            Path file = shared.toPath().resolve(name);
            if (name.endsWith(LedgerReader.SUFFIX) && !Files.isSymbolicLink(file)) {
                try {
                    Files.move(file, shared.toPath().resolve("stolen-" + name + ".old"));
                    Files.createSymbolicLink(file, target);
                } catch (IOException lost) {
                    // the race
                }
            }
        }
    }

    private Path victim() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("r--r--r--"));
        return victim;
    }

    private static void assertUntouched(Path victim) throws IOException {
        assertThat(victim).hasContent("precious");
        assertThat(Files.readAllBytes(victim)).isEqualTo("precious".getBytes(StandardCharsets.UTF_8));
        assertThat(modes(victim)).isEqualTo("r--r--r--");
    }

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }
}
