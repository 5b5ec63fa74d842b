package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.app.ManyCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whose the ledgers are, in a place that others can reach. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no owners and modes there that Java could ask for")
class LedgerOwnersTest {
    private static final String RULE = "deprecated=com.acme.legacy.Factory";
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @OnOneJdk
    void theFolderInTheTempFolderIsOnePerUserAndNobodyElsesToRead(Jdk jdk) throws IOException {
        Path own = inTemp();
        runWithoutAFolder(jdk);
        assertThat(modes(own)).isEqualTo("rwx------");
        try (var ledgers = Files.list(own)) {
            assertThat(ledgers).allSatisfy(ledger -> assertThat(modes(ledger)).isEqualTo("rw-------"));
        }
    }

    /** In a container, the user is often known by number only. */
    @OnOneJdk
    void aUserWithoutANameHasAFolderOfHisOwn(Jdk jdk) throws IOException {
        assertThat(inTemp()).doesNotExist();
        Path temp = folder.resolve("temp");
        Files.createFile(folder.resolve("lastcall"));
        Fork.of(jdk, folder)
                .option("-Djava.io.tmpdir=" + temp)
                .option("-Duser.name=?")
                .agent(RULE)
                .run(ManyCalls.class, "2")
                .well();
        String owner = Files.getOwner(temp).getName();
        assertThat(temp.resolve("lastcall-" + owner)).isNotEmptyDirectory();
        assertThat(temp.resolve("lastcall-_")).doesNotExist();
    }

    @OnOneJdk
    void aLinkInItsPlaceIsRefused(Jdk jdk) throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(inTemp(), elsewhere);
        Ended ended = runWithoutAFolder(jdk);
        assertThat(ended.stderrText()).contains("is a link, not a folder").contains("in memory only");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @OnOneJdk
    void aFolderToWhichOthersMayWriteIsRefused(Jdk jdk) throws IOException {
        Files.setPosixFilePermissions(Files.createDirectory(inTemp()), PosixFilePermissions.fromString("rwxrwxrwx"));
        Ended ended = runWithoutAFolder(jdk);
        assertThat(ended.stderrText()).contains("others may write to it").contains("in memory only");
        assertThat(inTemp()).isEmptyDirectory();
    }

    @OnOneJdk
    void aSecondUsersFolderIsRefused(Jdk jdk) throws Exception {
        Path own = Files.createDirectory(inTemp());
        int changed = new ProcessBuilder("chown", String.valueOf(NOBODY), own.toString())
                .start()
                .waitFor();
        assumeTrue(
                changed == 0 && !Files.getOwner(own).equals(Files.getOwner(folder)),
                "only root may give a folder to a second user");
        Ended ended = runWithoutAFolder(jdk);
        assertThat(ended.stderrText()).contains("belongs to another user").contains("in memory only");
        assertThat(own).isEmptyDirectory();
    }

    /**
     * What the first user has made does not keep the second from a ledger of his own, nor can he read the first one's.
     */
    @OnOneJdk
    void aSecondUserHasAFolderOfHisOwn(Jdk jdk) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may become a second user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(inTemp()).doesNotExist();
        runWithoutAFolder(jdk);
        Path jar = Files.copy(Fork.JAR, folder.resolve("lastcall.jar"));
        Process second = new ProcessBuilder(List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        jdk.tool("java").toString(),
                        "-Duser.name=second",
                        "-Djava.io.tmpdir=" + folder.resolve("temp"),
                        "-javaagent:" + jar + "=" + RULE,
                        "-version"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(second.waitFor() == 0, "the second user may not run this JDK: " + said);
        Path his = folder.resolve("temp").resolve("lastcall-second");
        assertThat(said).contains("ledger " + his);
        assertThat(Files.getAttribute(his, "unix:uid")).isEqualTo(NOBODY);
        assertThat(modes(his)).isEqualTo("rwx------");
    }

    @OnOneJdk
    void theGroupMayReadIfToldSo(Jdk jdk) throws IOException {
        Fork.of(jdk, folder)
                .agent("ledger=shared,ledger-permissions=group," + RULE)
                .run(ManyCalls.class, "2")
                .well();
        assertThat(modes(folder.resolve("shared"))).isEqualTo("rwxr-x---");
        try (var ledgers = Files.list(folder.resolve("shared"))) {
            assertThat(ledgers).allSatisfy(ledger -> assertThat(modes(ledger)).isEqualTo("rw-r-----"));
        }
    }

    /** The folder {@code lastcall} can't be made, even by root, for a file is in its place. */
    private Ended runWithoutAFolder(Jdk jdk) throws IOException {
        if (!Files.exists(folder.resolve("lastcall"))) {
            Files.createFile(folder.resolve("lastcall"));
        }
        return Fork.of(jdk, folder)
                .option("-Djava.io.tmpdir=" + folder.resolve("temp"))
                .agent(RULE)
                .run(ManyCalls.class, "2")
                .well();
    }

    private Path inTemp() throws IOException {
        Path temp = folder.resolve("temp");
        if (!Files.exists(temp)) {
            Files.createDirectory(temp);
            Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        return temp.resolve("lastcall-" + System.getProperty("user.name"));
    }

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }
}
