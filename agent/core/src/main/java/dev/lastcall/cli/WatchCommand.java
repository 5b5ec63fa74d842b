package dev.lastcall.cli;

import dev.lastcall.ledger.LedgerReader;
import dev.lastcall.policy.Policy;
import dev.lastcall.ratchet.WatchTable;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Population;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch [FOLDER|LEDGER|PID…] [--interval DURATION]}. */
@Command(
        name = "watch",
        description = {
            "Show the calls of deprecated code as they happen: calls a second, call sites that are new, and the"
                    + " verdict.",
            "At a terminal it shows a table; elsewhere it prints a line for each call site that was called since the last look."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It was ended by Ctrl-C, or after --count, or the process that was named has ended.",
            "2:Usage, or nothing that could be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " watch",
            "  " + CommandLineTool.NAME + " watch 4711",
            "  " + CommandLineTool.NAME + " watch --interval 10s ledgers >> calls.txt"
        })
final class WatchCommand implements Callable<Integer> {
    /** Also has the terminal cut long lines: wrapped ones would push the verdict off the screen. */
    private static final String HIDE_CURSOR = "\u001b[?25l\u001b[?7l";

    private static final String SHOW_CURSOR = "\u001b[?7h\u001b[?25h";
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Parameters(
            paramLabel = "FOLDER|LEDGER|PID",
            description = {
                "Ledger files, merged ones, folders with ledgers, or the number of a process on this machine.",
                "Default: the folder 'lastcall' in the working folder."
            })
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = VerdictOptions.DurationConverter.class,
            description = "How long to wait between two looks, as in 10s. Default: 1s.")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after looking this many times; 0: never. Default: 0.")
    private long count;

    @Option(names = "--top", paramLabel = "N", description = "How many call sites the table shows. Default: 18.")
    private int top = 18; // with what stands around them they fit 24 lines

    @Mixin
    private JudgingPolicy policy = new JudgingPolicy();

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;
    private final Ticker ticker;
    private @Nullable List<Path> found;

    WatchCommand(Surroundings surroundings, Ticker ticker) {
        this.surroundings = surroundings;
        this.ticker = ticker;
    }

    @Override
    public Integer call() {
        if (interval.isZero() || interval.isNegative()) {
            throw new CommandFailure("--interval: it is 1s or more");
        }
        Policy named = policy.load(surroundings);
        boolean isTerminal = surroundings.terminal().ansi().enabled();
        if (isTerminal) {
            surroundings.print(HIDE_CURSOR);
        }
        Ticker.Registration end = ticker.atEnd(this::endByUser);
        try (end) {
            watch(named, isTerminal);
        } finally {
            if (isTerminal) {
                surroundings.print(SHOW_CURSOR);
            }
        }
        return ExitCode.OK;
    }

    /** Ctrl-C is how this ends: no failure, and the terminal is as it was. */
    private void endByUser() {
        if (surroundings.terminal().ansi().enabled()) {
            surroundings.out().print(SHOW_CURSOR);
        }
        surroundings.out().flush();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private void watch(@Nullable Policy named, boolean isTerminal) {
        WatchTable table = new WatchTable(Math.max(1, top));
        long last = ticker.nanos();
        for (long look = 1; ; look++) {
            boolean ended = hasEnded();
            Report report = report(named);
            long now = ticker.nanos();
            table.next(report, look == 1 ? 0 : now - last);
            last = now;
            String time = Words.time(surroundings.clock().instant());
            surroundings.print(isTerminal ? CLEAR + table.asTable(time) : table.asLines(time));
            if (ended || (count > 0 && look >= count) || !ticker.await(interval.toMillis())) {
                return;
            }
        }
    }

    /** Whether each process that was named is no more. */
    private boolean hasEnded() {
        boolean any = false;
        for (String name : names) {
            if (isPid(name)) {
                if (ProcessHandle.of(Long.parseLong(name)).isPresent()) {
                    return false;
                }
                any = true;
            } else {
                return false;
            }
        }
        return any;
    }

    private boolean isPid(String name) {
        return !name.isEmpty()
                && name.length() < 10
                && name.chars().allMatch(c -> c >= '0' && c <= '9')
                && !Files.exists(surroundings.folder().resolve(name));
    }

    /** Those that the user named; of a process those that it has mapped, which are looked for while it lives. */
    private List<Path> paths() {
        List<Path> known = found;
        if (known == null) {
            Set<Path> paths = new LinkedHashSet<>();
            for (String name : names) {
                if (isPid(name)) {
                    paths.addAll(ledgersOf(Long.parseLong(name)));
                } else {
                    paths.add(Path.of(name));
                }
            }
            known = List.copyOf(paths);
            found = known;
        }
        return known;
    }

    private static List<Path> ledgersOf(long pid) {
        JavaProcess.check(pid);
        List<Path> ledgers = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"), StandardCharsets.UTF_8)) {
                int slash = line.indexOf('/');
                Path file = slash < 0 ? null : Path.of(line.substring(slash));
                if (file != null
                        && !ledgers.contains(file)
                        && Files.isRegularFile(file)
                        && LedgerReader.isLedger(file)) {
                    ledgers.add(file);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure("process " + pid + ": what it has mapped can't be read (" + Failures.inWords(e)
                    + "); give its ledger, which its first line on stderr names");
        }
        if (ledgers.isEmpty()) {
            throw new CommandFailure(
                    "process " + pid + " has no ledger open: it runs without the agent, or with ledger=none");
        }
        return ledgers;
    }

    private Report report(@Nullable Policy named) {
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = LedgerArguments.of(paths()).find(surroundings, progress)) {
            try {
                fold.readHeads();
                ReportFold report = new ReportFold(question(named, fold));
                fold.into(List.of(report));
                if (fold.nothingReadable()) {
                    throw LedgerArguments.asFailure(fold.problems());
                }
                return report.report();
            } catch (OutOfMemoryError e) { // what was read is garbage by now
                throw fold.outOfMemory();
            }
        }
    }

    private Question question(@Nullable Policy named, LedgerFold fold) {
        Instant now = surroundings.clock().instant();
        ZoneId in = zone.of(surroundings.clock());
        if (named == null) {
            return Question.of(fold.lastPolicy(Population.ALL), now, in);
        }
        return new Question(
                Purpose.BLOCK,
                named,
                "the policy",
                true,
                LocalDate.ofInstant(now, in),
                in,
                now,
                Population.ALL,
                named.terms());
    }
}
