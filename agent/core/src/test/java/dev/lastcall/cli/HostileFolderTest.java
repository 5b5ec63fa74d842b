package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.ledger.ProcessStart;
import dev.lastcall.scan.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside a healthy ledger neither ends the command, nor stops it, nor goes unnamed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "most of it can't be made there")
class HostileFolderTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void aHealthyLedger() throws IOException {
        draft("healthy", 1).exited(System.currentTimeMillis(), 10);
    }

    @Test
    void aFolderThatIsCalledAsALedgerIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("x.lastcall"));
        assertNamed("x.lastcall: this is no file but a folder");
    }

    @Test
    void aPipeIsNamedAndNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("x.lastcall");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor(1, TimeUnit.MINUTES) && made.exitValue() == 0, "mkfifo is needed");
        assertNamed("x.lastcall: this is no file but a pipe or a device");
        assertThat(run("report", pipe.toString())).isEqualTo(2);
    }

    @Test
    void linksThatLeadNowhereOrRoundAreNamed() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.lastcall"), Path.of("b.lastcall"));
        Files.createSymbolicLink(folder.resolve("b.lastcall"), Path.of("a.lastcall"));
        Files.createSymbolicLink(folder.resolve("c.lastcall"), Path.of("gone"));
        assertNamed("a.lastcall: cannot be read", "b.lastcall: cannot be read", "c.lastcall: cannot be read");
    }

    @Test
    void anEmptyFolderBesideLedgersIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("node-8/lastcall"));
        Files.createDirectory(folder.resolve("node-9"));
        Files.writeString(folder.resolve("node-9/notes.txt"), "no evidence");
        assertNamed("node-8/lastcall: it is empty");
        assertThat(run("check", folder.toString())).isEqualTo(3);
        assertThat(out.toString(UTF_8)).doesNotContain("node-9", "node-8: ");
    }

    @Test
    void aHugeSparseFileThatClaimsToBeALedgerIsGivenUp() throws IOException {
        LedgerDraft draft = draft("sparse", 2);
        draft.exited(System.currentTimeMillis(), 1);
        long bytes = 10L << 30;
        int pages = (int) (bytes / 4096);
        try (RandomAccessFile file = new RandomAccessFile(draft.file(), "rw")) {
            file.setLength(bytes);
            ByteBuffer words = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
            words.putInt(pages).putInt(~pages);
            file.seek(96);
            file.write(words.array());
        }
        assertNamed("nothing of a ledger in 16 MiB; the 2617");
    }

    @Test
    void namesOfFilesForgeNoLine() throws IOException {
        Files.createFile(folder.resolve("x\n\u001b[2KVERDICT GO\u202e.lastcall"));
        assertNamed("x \\u001b[2KVERDICT GO\\u202e.lastcall");
        assertThat(run(
                        "report",
                        folder.resolve("x\n\u001b[2KVERDICT GO\u202e.lastcall").toString()))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(2);
        assertThat(err.toString(UTF_8))
                .contains("x\\n\\u001b[2KVERDICT GO\\u202e.lastcall")
                .doesNotContain("\u001b");
    }

    @Test
    void ofVeryManyUnreadableFilesTheFirstAreNamed() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            Files.createFile(folder.resolve(i + ".lastcall"));
        }
        assertNamed("and 500 more ledgers could not be read");
    }

    @Test
    void whatMayBeEvidenceAndIsNotReadIsNamed() throws IOException {
        Files.createFile(folder.resolve("old.lastcall.gz"));
        Files.createFile(folder.resolve("node-7.tar"));
        Files.createFile(folder.resolve(".half.lastcall.Ab12"));
        Files.createFile(folder.resolve("renamed"));
        Files.createSymbolicLink(folder.resolve("node-8"), Path.of("gone"));
        assertNamed(
                "old.lastcall.gz: packed: if there are ledgers in it, unpack them",
                "node-7.tar: packed",
                ".half.lastcall.Ab12: no ledger by its name, which would end in .lastcall",
                "renamed: no ledger by its name",
                "node-8: a link to nowhere");
    }

    @Test
    void aLedgerIsKnownByItsFirstBytesWhateverItIsCalled() throws IOException {
        LedgerDraft other = draft("other", 2);
        other.exited(System.currentTimeMillis(), 1);
        Files.move(Path.of(other.file()), folder.resolve("evidence.log"));
        assertNamed("evidence.log: no ledger by its name");
    }

    @Test
    void ledgersThatArePackedAreFoundWhateverTheFileIsCalled() throws IOException {
        byte[] ledger = ledger();
        Files.write(folder.resolve("node-1.log"), Archives.gzip(ledger));
        Files.write(folder.resolve("app.log.3.gz"), Archives.gzip(ledger));
        Files.write(folder.resolve("app.jar"), zip("evidence/a.lastcall", ledger));
        Files.write(folder.resolve("lib.jar"), zip("data/evidence.bin", ledger));
        Files.write(folder.resolve("notes.txt"), zip("inner.zip", zip("evidence.bin", ledger)));
        Files.write(folder.resolve("old.log.tgz"), Archives.gzip(Archives.tar("node/1", ledger)));
        Files.write(folder.resolve("old.txt.tar"), Archives.tar("node/2", Archives.gzip(ledger)));
        assertNamed(
                "node-1.log: there are ledgers in it, whatever it is called: unpack them",
                "app.log.3.gz: there are ledgers in it",
                "app.jar: there are ledgers in it",
                "lib.jar: there are ledgers in it",
                "notes.txt: there are ledgers in it",
                "old.log.tgz: there are ledgers in it",
                "old.txt.tar: there are ledgers in it");
    }

    @Test
    void ledgersThatWereMergedAreFoundWhateverTheFileIsCalled() throws IOException {
        Path merged = folder.resolve("all.lastcall");
        assertThat(run("merge", folder.toString(), "-o", merged.toString())).isZero();
        Files.move(merged, folder.resolve("all.json"));
        assertNamed("all.json: there are ledgers in it");
    }

    @Test
    void whatIsPackedInAnotherWayAndCalledAsSomethingElseIsAWarning() throws IOException {
        Files.write(folder.resolve("app.log.1.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4});
        Files.write(folder.resolve("app.log"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0, 0, 0});
        Files.write(folder.resolve("app.log.br"), new byte[] {0x1b, 3});
        byte[] cut = Archives.gzip(ledger());
        Files.write(folder.resolve("app.log.2.gz"), Arrays.copyOf(cut, 12));
        String warning =
                "4 files beside the ledgers are packed in a way that cannot be looked into, or cannot be read: "
                        + folder.resolve("app.log") + ", " + folder.resolve("app.log.1.xz") + ", "
                        + folder.resolve("app.log.2.gz") + " and 1 more";
        assertThat(run("check", folder.toString())).isEqualTo(3);
        assertThat(out.toString(UTF_8).replaceAll("\\s+", " "))
                .contains(warning)
                .doesNotContain("unpack them");
        assertThat(run("report", folder.toString())).isZero();
        assertThat(out.toString(UTF_8).replaceAll("\\s+", " ")).contains(warning);
        assertThat(run(
                        "merge",
                        folder.toString(),
                        "-o",
                        folder.resolve("all.lastcall").toString()))
                .isZero();
        assertThat(err.toString(UTF_8)).contains("app.log.1.xz: cannot be looked into: it was left out");
    }

    @Test
    void whatIsPackedAndHoldsNoLedgerIsPassedOver() throws IOException {
        byte[] text = "nothing to see".getBytes(UTF_8);
        Files.write(folder.resolve("app.log.3.gz"), Archives.gzip(text));
        Files.write(folder.resolve("app.jar"), zip("a/b.xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0}));
        Files.write(folder.resolve("report.json"), zip("a.txt", text));
        Files.write(folder.resolve("logs.txt.tgz"), Archives.gzip(Archives.tar("app.log", text)));
        assertThat(run("check", folder.toString())).isEqualTo(3);
        assertThat(out.toString(UTF_8)).doesNotContain("app.log", "app.jar", "report.json", "logs.txt");
    }

    @Test
    void aLedgerThatNobodyMayReadIsNotCalledAnArchive() throws IOException {
        Path secret = Path.of(draft("secret", 2).file());
        assumeTrue(secret.toFile().setReadable(false) && !Files.isReadable(secret), "root may read everything");
        assertNamed(secret.getFileName() + ": cannot be read: permission denied");
        assertThat(out.toString(UTF_8)).doesNotContain("archive");
    }

    private byte[] ledger() throws IOException {
        LedgerDraft other = draft("other", 2);
        other.exited(System.currentTimeMillis(), 1);
        Path file = Path.of(other.file());
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("other.txt"));
            zip.write('x');
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void anEmptyFolderIsNamedBesideAnotherProblem() throws IOException {
        Files.createFile(folder.resolve("old.lastcall.gz"));
        Path empty = Files.createDirectory(folder.resolve("node-7"));
        assertThat(run("check", folder.toString(), empty.toString())).isEqualTo(3);
        assertThat(out.toString(UTF_8).replaceAll("\\s+", " "))
                .contains("old.lastcall.gz: packed", "node-7: there is no ledger in this folder");
    }

    @Test
    void whatIsKnownToBeNoEvidenceIsPassedOver() throws IOException {
        for (String name : List.of(
                "lastcall.log",
                "app.log.1",
                "app.log.2026-11-28",
                "app.log.3.gz",
                "policy.yaml",
                "old.txt",
                "README.md",
                ".DS_Store",
                "App.class",
                "app.jar",
                "report.json")) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(run("check", folder.toString())).isEqualTo(3);
        assertThat(out.toString(UTF_8)).doesNotContain("by its name", "packed", "app.log", "policy.yaml");
    }

    @Test
    void ofVeryManyOtherFilesTheFirstAreNamed() throws IOException {
        for (int i = 0; i < 30; i++) {
            Files.createFile(folder.resolve("part-" + i));
        }
        assertNamed("10 more files in it are no ledgers by their names");
    }

    private void assertNamed(String... problems) {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            assertThat(run("report", "--all", folder.toString())).isZero();
            assertThat(out.toString(UTF_8).replaceAll("\\s+", " "))
                    .contains(problems)
                    .contains("healthy 1@host");
            assertThat(out.toString(UTF_8).lines()).doesNotContain("VERDICT GO");
            assertThat(run("check", folder.toString())).isEqualTo(3);
            assertThat(out.toString(UTF_8).replaceAll("\\s+", " ")).contains(problems);
        });
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return CommandLineTool.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private LedgerDraft draft(String service, int number) throws IOException {
        ProcessStart process = ProcessStart.of(number, number, service, 1, System.currentTimeMillis())
                .withLabels("", "", "host")
                .withPolicy("log", "hash")
                .withVersions("0", "jvm");
        return LedgerDraft.create(folder.toFile(), process, List.of());
    }
}
