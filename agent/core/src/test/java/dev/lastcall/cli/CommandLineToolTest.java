package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.about.Version;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.evidence.ProcessState;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.ledger.LedgerHead;
import dev.lastcall.ledger.UnreadableLedgerException;
import dev.lastcall.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each ledger in these tests is a file whose content is the name of a sample. */
class CommandLineToolTest {
    private static final Clock CLOCK = Clock.fixed(SampleLedgers.NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Path> read = new ArrayList<>();

    @BeforeEach
    void anEmptyDefaultFolder() throws IOException {
        Files.createDirectory(folder.resolve("lastcall"));
    }

    @Test
    void reportReadsTheFolderLastcall() throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        ledger("lastcall/2.lcl", "dual-1");
        assertThat(run("report")).isEqualTo(0);
        Golden.assertSame("cli/report.txt", out());
        assertThat(err()).isEmpty();
    }

    @Test
    void reportWritesJson() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        assertThat(run("report", "--format", "json")).isEqualTo(0);
        Golden.assertSame("cli/report.json", out());
    }

    @Test
    void reportIsThatOfAnOwnerByThePolicyThatIsNamed() throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        ledger("lastcall/2.lcl", "dual-1");
        Files.writeString(folder.resolve("p.yaml"), """
            lastcall: 1
            owners: {com.acme.chat.ChatEndpoint: team-chat}
            rules:
              - id: websocket-factory
                deprecated: [com.acme.ws.WebSocketManagerFactory]
                owner: platform
            """);
        assertThat(run("report", "--policy", "p.yaml", "--owner", "@Team-Chat")).isEqualTo(0);
        assertThat(out())
                .contains("OWNER @Team-Chat: 1 of ", "ChatEndpoint.onOpen", "owner: team-chat", "by p.yaml")
                .doesNotContain("owner: platform");
        assertThat(run("report", "--policy", "p.yaml", "--owner", "nobody")).isEqualTo(0);
        assertThat(err())
                .isEqualTo("lastcall: --owner: nothing is owned by 'nobody'; owners are: platform, team-chat\n");
    }

    @Test
    void reportWritesAPageWithSourceLines() throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        Files.createDirectories(folder.resolve("src/com/acme/chat"));
        Files.writeString(
                folder.resolve("src/com/acme/chat/ChatEndpoint.java"), "a\n".repeat(40) + "factory.create();\n");
        assertThat(run("report", "--format", "html", "--source-root", "src", "-o", "report.html"))
                .isEqualTo(0);
        assertThat(Files.readString(folder.resolve("report.html")))
                .startsWith("<!doctype html>\n")
                .contains("\"factory.create();\"")
                .endsWith("</html>\n");
    }

    @Test
    void sourceThatCannotBeReadOrShownIsAnError() throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        assertThat(run("report", "--format", "html", "--source-root", "nowhere"))
                .isEqualTo(2);
        assertThat(err()).contains("--source-root: ", "nowhere: no such folder or sources jar");
        assertThat(run("report", "--source-root", "lastcall")).isEqualTo(2);
        assertThat(err()).contains("--source-root: this format shows no source; write --format html");
    }

    @Test
    void filesAndOwnersComeFromTheRepositoryOfCodeowners() throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        Path file = folder.resolve("chat/src/com/acme/chat/ChatEndpoint.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package com.acme.chat;\n");
        Files.createDirectories(folder.resolve(".github"));
        Files.writeString(folder.resolve(".github/CODEOWNERS"), "/chat/ @acme/chat\n[x] @y\n");
        assertThat(run("report", "--codeowners", ".github/CODEOWNERS", "--format", "csv", "--owner", "acme/chat"))
                .isEqualTo(0);
        assertThat(out()).contains("\"chat/src/com/acme/chat/ChatEndpoint.java\"", "\"'@acme/chat\",\"codeowners\"");
        assertThat(err())
                .isEqualTo("lastcall: --codeowners: .github/CODEOWNERS: passed over: line 2: '[x]' is no pattern that"
                        + " CODEOWNERS knows\n");
        assertThat(run("report", "--codeowners", "nowhere")).isEqualTo(2);
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("lastcall/1.lcl"));
        assertThat(run("report", "lastcall", "lastcall/1.lcl", "link")).isEqualTo(0);
        assertThat(read).hasSize(1);
    }

    @Test
    void oneUnreadableLedgerIsNamedAndTheOthersMerged() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        ledger("lastcall/2.lcl", "broken");
        assertThat(run("report")).isEqualTo(0);
        assertThat(out()).contains("PROBLEMS", "2.lcl: is no ledger", "VERDICT UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check"})
    void unreadableLedgersAloneAreAnError(String command) throws IOException {
        ledger("lastcall/1.lcl", "broken");
        assertThat(run(command)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("1.lcl: is no ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check"})
    void aPathThatDoesNotExistIsAnError(String command) throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        assertThat(run(command, "lastcall", "no/such")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err())
                .startsWith("lastcall: no/such: there is no such file or folder: FOLDER/no/such (the working folder is"
                        + " FOLDER)\nAn application that runs with -javaagent:lastcall.jar names its ledger");
    }

    @Test
    void reportOfAnEmptyFolderSaysWhereLedgersAre() {
        assertThat(run("report")).isEqualTo(2);
        Golden.assertSame("cli/report-empty.err", err());
    }

    @Test
    void reportWithoutTheDefaultFolderSaysSo() throws IOException {
        Files.delete(folder.resolve("lastcall"));
        assertThat(run("report")).isEqualTo(2);
        assertThat(err())
                .startsWith("lastcall: lastcall: there is no such folder here: FOLDER/lastcall (the working folder is"
                        + " FOLDER)\nAn application that runs with ");
    }

    @Test
    void checkOfAnEmptyFolderIsUnknown() {
        assertThat(run("check")).isEqualTo(3);
        Golden.assertSame("cli/check-empty.txt", out());
    }

    @Test
    void checkWithoutTheDefaultFolderIsUnknown() throws IOException {
        Files.delete(folder.resolve("lastcall"));
        assertThat(run("check")).isEqualTo(3);
        assertThat(out()).contains("there is no such folder here: FOLDER/lastcall");
        assertThat(err())
                .startsWith("lastcall: An application that runs with -javaagent:lastcall.jar names its ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check"})
    void ledgersInFoldersOfAFolderAreReadToo(String command) throws IOException {
        Files.createDirectories(folder.resolve("nodes/1/lastcall"));
        Files.createDirectories(folder.resolve("nodes/2"));
        Files.createDirectory(folder.resolve("elsewhere"));
        ledger("nodes/1/lastcall/1.lastcall", "dual-0");
        ledger("nodes/2/2.lastcall", "dual-1");
        ledger("elsewhere/3.lastcall", "migrated");
        Files.createSymbolicLink(folder.resolve("nodes/3"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("nodes/2/round"), folder.resolve("nodes"));
        CommandLineTool files = tool(
                new Samples() {
                    @Override
                    public List<Path> ledgersIn(Path inner) throws IOException {
                        return LedgerSource.files().ledgersIn(inner);
                    }
                },
                new PrintStream(out, true, UTF_8));
        files.run(command, "nodes");
        assertThat(read)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("1.lastcall", "2.lastcall", "3.lastcall");
        assertThat(out()).doesNotContain("there is no ledger", "nodes");
    }

    @Test
    void filesOfOtherCommandsAreToldSo() throws IOException {
        ledger("app.jar", "broken");
        ledger("policy.yaml", "broken");
        assertThat(run("report", "app.jar")).isEqualTo(2);
        assertThat(err()).contains("to look into a jar: java -jar lastcall.jar scan --policy POLICY ");
        assertThat(run("check", "policy.yaml")).isEqualTo(2);
        assertThat(err()).contains("to check a policy: java -jar lastcall.jar policy check ");
        err.reset();
        assertThat(run("app.jar")).isEqualTo(2);
        assertThat(err()).startsWith("lastcall: a command is missing before 'app.jar'; there are: report, check,");
    }

    @Test
    void checkSaysGo() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        assertThat(run("check", "--min-observed", "1s")).as("%s", out()).isEqualTo(0);
        Golden.assertSame("cli/check-go.txt", out());
    }

    @Test
    void checkTakesThePolicyOfAProcessThatIsAskedAbout() throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        ledger("lastcall/2.lcl", "other");
        run("check");
        assertThat(out()).contains("by the policy of billing 4720@web-1, which started last");
        out.reset();
        assertThat(run("check", "--service", "chat")).isEqualTo(1);
        assertThat(out())
                .contains("by the policy of chat 4711@web-1, which started last")
                .contains("websocket-factory: 1,234,577 deprecated calls");
    }

    @Test
    void checkSaysNoGo() throws IOException {
        ledger("any.file", "dual-0");
        assertThat(run("check", "any.file")).isEqualTo(1);
        assertThat(out())
                .startsWith("NO-GO\n  for block, by the policy of ")
                .contains("\n  - websocket-factory: 1,234,577 deprecated calls at 2 call sites");
    }

    @Test
    void checkDoesNotTrustWhatItCouldNotRead() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        ledger("lastcall/2.lcl", "broken");
        assertThat(run("check")).isEqualTo(3);
        assertThat(out()).contains("2.lcl: is no ledger");
    }

    @Test
    void outputGoesToAFileInsteadOfTheTerminal() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        Path file = Files.writeString(folder.resolve("report.json"), "old and longer than nothing");
        assertThat(run("report", "--format=json", "-o", "report.json")).isEqualTo(0);
        assertThat(out()).isEmpty();
        Golden.assertSame("cli/report.json", Files.readString(file));
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("lastcall", "report.json");
    }

    @Test
    void outputFollowsALinkAndLeavesIt() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        Path file = Files.writeString(folder.resolve("real.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        assertThat(run("report", "-o", "link.txt")).isEqualTo(0);
        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("LASTCALL REPORT");
    }

    @Test
    void outputIntoAMissingFolderIsAnErrorThatNamesIt() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        assertThat(run("report", "-o", "no/such/report.txt")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("lastcall: cannot write no/such/report.txt: there is no such folder:"
                        + " FOLDER/no/such/report.txt (the working folder is FOLDER)\n");
    }

    @Test
    void outputOntoAFolderIsAnErrorAndLeavesNothingBehind() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        assertThat(run("report", "-o", "lastcall")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("lastcall: cannot write lastcall: is a folder: FOLDER/lastcall (the working"
                        + " folder is FOLDER)\n");
        assertThat(filesIn(folder.resolve("lastcall"))).containsExactly("1.lcl");
    }

    @Test
    void aReportThatStandardOutputDidNotTakeIsAnError() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        assertThat(tool(new Samples(), new PrintStream(full, true, UTF_8)).run("report"))
                .isEqualTo(2);
        assertThat(err()).isEqualTo("lastcall: standard output could not be written\n");
    }

    @Test
    void namesAreUtf8WhateverTheTerminalsCharset() throws IOException {
        ledger("lastcall/1.lcl", "umlaut");
        PrintStream ascii = new PrintStream(out, true, US_ASCII);
        assertThat(tool(new Samples(), ascii).run("report", "--format", "json")).isEqualTo(0);
        assertThat(out()).contains("B\u00fcro");
    }

    @Test
    void anUnexpectedFailureIsOneLine() {
        for (Throwable failure : List.of(new IllegalStateException("odd\nthing"), new StackOverflowError())) {
            err.reset();
            LedgerSource broken = new Samples() {
                @Override
                public List<Path> ledgersIn(Path folder) {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(failure.getMessage());
                }
            };
            assertThat(tool(broken, new PrintStream(out, true, UTF_8)).run("report"))
                    .isEqualTo(2);
            assertThat(err())
                    .startsWith("lastcall: unexpected failure: "
                            + failure.getClass().getSimpleName());
            assertThat(err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "check"})
    void memoryThatDoesNotSufficeIsSaidWithARemedy(String command) throws IOException {
        ledger("lastcall/1.lcl", "dual-0");
        ledger("lastcall/2.lcl", "migrated");
        ledger("lastcall/3.lcl", "dual-1");
        LedgerSource full = new Samples() {
            @Override
            public ProcessEvidence read(Path file) throws IOException {
                if (file.endsWith("3.lcl")) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.read(file);
            }
        };
        assertThat(tool(full, new PrintStream(out, true, UTF_8)).run(command)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err())
                .startsWith("lastcall: memory does not suffice: ")
                .contains(" of 3 ledgers were read; this JVM may take ", "give it more (java -Xmx");
    }

    @Test
    void withoutArgumentsUsageIsAnError() {
        assertThat(run()).isEqualTo(2);
        assertThat(out()).isEmpty();
        Golden.assertSame("cli/help.txt", err());
    }

    /** Only the command that is asked for is put together: its name is written down beside it. */
    @Test
    void eachCommandIsFoundByItsName() {
        List<String> names =
                tool(new Samples(), new PrintStream(out, true, UTF_8)).names();
        for (String name : names) {
            out.reset();
            assertThat(run(name, "--help")).isEqualTo(0);
            String alone = out();
            out.reset();
            assertThat(run("help", name)).isEqualTo(0);
            assertThat(out()).isEqualTo(alone).contains(CommandLineTool.NAME + " " + name);
        }
        out.reset();
        assertThat(run("help")).isEqualTo(0);
        assertThat(out().lines()
                        .dropWhile(line -> !line.equals("Commands:"))
                        .skip(1)
                        .takeWhile(line -> !line.isEmpty())
                        .filter(line -> line.charAt(2) != ' ')
                        .map(line -> line.strip().split(" ", 2)[0]))
                .containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpIsAsked(String word) {
        assertThat(run(word)).isEqualTo(0);
        Golden.assertSame("cli/help.txt", out());
        assertThat(err()).isEmpty();
    }

    static List<String> commands() {
        return new CommandLineTool(LedgerSource.files(), CLOCK, Path.of(""), System.out, System.err).names();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        assertThat(run("help", command)).isEqualTo(0);
        String asked = out();
        Golden.assertSame("cli/help-" + command + ".txt", asked);
        out.reset();
        assertThat(run(command, "--help")).isEqualTo(0);
        assertThat(out()).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void versionNamesLastcallAndJava(String word) {
        assertThat(run(word)).isEqualTo(0);
        assertThat(out())
                .isEqualTo("lastcall " + Version.CURRENT + " (Java " + System.getProperty("java.version") + ")\n");
    }

    @Test
    void anUnknownFormatListsWhatThereIs() {
        assertUsageError(
                "Invalid value for option '--format': unknown format 'xls'; there are: " + words(ReportFormat.values()),
                "help report",
                "report",
                "--format",
                "xls");
    }

    private static String words(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "chat=x", "chat=0", "chat=-1", "=3", "chat="})
    void anExpectedServiceHasANumberOfProcesses(String text) {
        assertUsageError(
                "Invalid value for option '--expect' (SERVICE=N): '" + text
                        + "' is not SERVICE=N, with the least number of its"
                        + " processes from 1 on; write it as in chat=3",
                "help check",
                "check",
                "--expect",
                text);
    }

    @Test
    void anExpectedServiceIsNamedOnce() throws IOException {
        ledger("lastcall/1.lcl", "migrated");
        assertThat(run("check", "--expect", "chat=3,billing=1,chat=2")).isEqualTo(2);
        assertThat(err()).isEqualTo("lastcall: --expect: the service chat is named twice\n");
    }

    @Test
    void anUnknownCommandListsWhatThereIs() {
        String message = "unknown command 'forecast'; there are: " + String.join(", ", commands());
        assertUsageError(message, "help", "forecast");
        assertUsageError(message, "help help", "help", "forecast");
    }

    @ParameterizedTest
    @CsvSource({"repot, report", "chek, check", "scann, scan", "Init, init", "polcy, policy", "verison, version"})
    void theNearestCommandIsNamed(String typed, String meant) {
        assertThat(run(typed)).isEqualTo(2);
        assertThat(err())
                .startsWith(
                        "lastcall: unknown command '" + typed + "'; did you mean '" + meant + "'? There are: report,");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertUsageError(
                "unknown option '--formt'; did you mean '--format'?", "help report", "report", "--formt", "json");
        assertUsageError("unknown option '--strict'", "help report", "report", "--strict");
    }

    @Test
    void anExtraArgumentIsNamed() {
        assertUsageError("unexpected argument 'now'", "help version", "version", "now");
    }

    @Test
    void anAtSignIsPartOfAFileName() throws IOException {
        ledger("@ledger", "migrated");
        assertThat(run("check", "@ledger")).isEqualTo(3);
    }

    private void assertUsageError(String message, String help, String... args) {
        out.reset();
        err.reset();
        assertThat(run(args)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).isEqualTo("lastcall: " + message + "\nTry: java -jar lastcall.jar " + help + '\n');
    }

    private int run(String... args) {
        return tool(new Samples(), new PrintStream(out, true, UTF_8)).run(args);
    }

    private CommandLineTool tool(LedgerSource ledgers, PrintStream output) {
        return new CommandLineTool(ledgers, CLOCK, folder, output, new PrintStream(err, true, UTF_8));
    }

    private String out() {
        return out.toString(UTF_8).replace(folder.toString(), "FOLDER");
    }

    private String err() {
        return err.toString(UTF_8).replace(folder.toString(), "FOLDER");
    }

    private void ledger(String path, String sample) throws IOException {
        Files.writeString(folder.resolve(path), sample);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private class Samples implements LedgerSource {
        @Override
        public ProcessEvidence read(Path file) throws IOException {
            read.add(file);
            return sample(file);
        }

        @Override
        public LedgerHead readHead(Path file) throws IOException {
            ProcessInfo process = sample(file).process();
            return new LedgerHead(process.uuid(), process.startedAt());
        }

        private static ProcessEvidence sample(Path file) throws IOException {
            return switch (Files.readString(file)) {
                case "dual-0" -> SampleLedgers.dual().get(0);
                case "dual-1" -> SampleLedgers.dual().get(1);
                case "migrated" -> SampleLedgers.migrated();
                case "other" ->
                    SampleLedgers.ledger(
                            SampleLedgers.process("billing", 4720, "staging", "log", ProcessState.EXITED),
                            List.of(new RuleInfo(
                                    "other", "", "log", false, List.of("com.acme.Other"), List.of(), List.of())));
                case "umlaut" -> SampleLedgers.inService("B\u00fcro");
                default -> throw new UnreadableLedgerException(file + ": is no ledger");
            };
        }

        @Override
        public List<Path> ledgersIn(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.sorted().toList();
            }
        }
    }
}
