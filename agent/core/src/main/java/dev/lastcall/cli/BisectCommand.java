package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineEntry;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.bisect.Answer;
import dev.lastcall.bisect.EnoughRunsException;
import dev.lastcall.bisect.Search;
import dev.lastcall.policy.Durations;
import dev.lastcall.policy.InvalidDurationException;
import dev.lastcall.ratchet.BaselineChange;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.verdict.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bisect [LEDGER…] -- COMMAND…}: which of the open call sites the command really needs. */
@Command(
        name = "bisect",
        description = {
            "Find out which call sites a command needs, by running it while others are refused.",
            "The command must start its JVMs with the agent, and end with 0 if all is well."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All open call sites may be blocked: the command passes.",
            "1:Some break it.",
            "2:Usage, no open call site, or the command fails though nothing is refused.",
            "3:--max-runs was reached before all call sites were decided."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " bisect target/lastcall -- mvn -q verify",
            "  " + CommandLineTool.NAME + " bisect --jobs 2 --max-runs 40 ledgers -- ./smoke-test.sh"
        })
final class BisectCommand implements Callable<Integer> {
    private static final BaselineChange.Note NOTE = new BaselineChange.Note("", "bisect", null);

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = {
                "Where outcomes, output and lists of refused call sites are kept; an interrupted search goes on there.",
                "Default: lastcall-bisect in the working folder."
            })
    private Path folder = Path.of("lastcall-bisect");

    @Option(names = "--max-runs", paramLabel = "N", description = "How often the command may be run. Default: 100.")
    private int mostRuns = 100;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many runs at the same time; the command must bear that. Default: 1.")
    private int jobs = 1;

    @Option(names = "--time-limit", paramLabel = "TIME", description = "Of one run, as in 10m. Default: 1h.")
    private String timeLimit = "1h";

    @Mixin
    HelpOption help = new HelpOption();

    /** What follows {@code --}, which the parser does not see. */
    private List<String> command = List.of();

    private final Surroundings surroundings;
    private final Ticker ticker;

    BisectCommand(Surroundings surroundings, Ticker ticker) {
        this.surroundings = surroundings;
        this.ticker = ticker;
    }

    void run(List<String> given) {
        command = given;
    }

    @Override
    public Integer call() {
        if (command.isEmpty()) {
            throw new CommandFailure("nothing to run: give the command after --, as in bisect ledgers -- mvn verify");
        }
        if (mostRuns < 1 || jobs < 1) {
            throw new CommandFailure((jobs < 1 ? "--jobs" : "--max-runs") + ": give a number from 1 on");
        }
        List<BaselineEntry> sites = sites();
        if (sites.isEmpty()) {
            throw new CommandFailure("there is no open call site to refuse");
        }
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            CommandTrial trial = new CommandTrial(
                    command,
                    surroundings.folder(),
                    surroundings.folder().resolve(folder),
                    sites,
                    mostRuns,
                    limit(),
                    surroundings::printProblem);
            Ticker.Registration end = ticker.atEnd(trial::endRuns);
            try {
                return search(sites, trial, pool);
            } catch (InterruptedException ended) {
                throw new CommandFailure("was ended; the same command goes on with what is in " + folder);
            } finally {
                end.close();
            }
        } catch (IOException e) {
            throw new CommandFailure("the command could not be run: " + Failures.inWords(e));
        } catch (UncheckedIOException e) {
            throw new CommandFailure(
                    "the command could not be run: " + Failures.inWords(Objects.requireNonNullElse(e.getCause(), e)));
        } finally {
            pool.shutdownNow();
        }
    }

    private int search(List<BaselineEntry> sites, CommandTrial trial, ExecutorService pool)
            throws IOException, InterruptedException {
        try {
            if (trial.fails(Set.of())) {
                throw new CommandFailure("the command fails though nothing is refused:\n"
                        + String.join("\n", trial.lastLines(Set.of())));
            }
        } catch (EnoughRunsException none) {
            return ExitCode.UNKNOWN;
        }
        Answer answer = new Search(trial, pool, jobs > 1).run(sites.size());
        print(sites, trial, answer);
        if (!answer.open().isEmpty()) {
            return ExitCode.UNKNOWN;
        }
        return answer.breaking().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void print(List<BaselineEntry> sites, CommandTrial trial, Answer answer) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Set<Integer> set : answer.breaking()) {
            text.append(set.size() == 1 ? "BREAKS" : "BREAKS, together").append('\n');
            lines(sites, set, text);
            for (String line : trial.lastLines(set)) {
                text.append("    | ").append(OneLine.of(line)).append('\n');
            }
        }
        if (!answer.safe().isEmpty()) {
            text.append("MAY BE BLOCKED today, all at once\n");
            lines(sites, answer.safe(), text);
        }
        if (!answer.open().isEmpty()) {
            text.append("NOT KNOWN yet: there may be no more runs; go on with a greater --max-runs\n");
            lines(sites, answer.open(), text);
        }
        text.append(Words.count(sites.size(), "open call site"))
                .append(", ")
                .append(Words.count(trial.runs(), "run"))
                .append('\n');
        surroundings.print(text.toString());
    }

    private static void lines(List<BaselineEntry> sites, Set<Integer> numbers, StringBuilder text) {
        for (Integer number : new TreeSet<>(numbers)) {
            BaselineEntry entry = sites.get(number);
            text.append("  ")
                    .append(OneLine.of(BaselineText.line(plain(entry))))
                    .append('\n');
        }
    }

    /** Without what belongs to a baseline. */
    private static BaselineEntry plain(BaselineEntry entry) {
        return new BaselineEntry(entry.rule(), entry.key(), "", "", null, List.of());
    }

    /** Those of an earlier search in that folder: the ledgers may be of its runs by now. */
    private List<BaselineEntry> sites() {
        Path file = folder.resolve("sites.baseline");
        if (Files.exists(surroundings.folder().resolve(file))) {
            surroundings.printProblem(
                    "goes on with the call sites in " + file + "; delete " + folder + " to begin anew");
            return BaselineFiles.read(surroundings, file).entries();
        }
        List<BaselineEntry> open = openSites();
        if (!open.isEmpty()) {
            try {
                Files.createDirectories(surroundings.folder().resolve(folder));
            } catch (IOException e) {
                throw new CommandFailure("cannot make " + folder + ": " + Failures.inWords(e));
            }
            surroundings.write(file, BaselineText.of(Baseline.empty("bisect").with(open)));
        }
        return open;
    }

    private List<BaselineEntry> openSites() {
        Baseline none = Baseline.empty("bisect");
        BaselineChange change = BaselineChange.accept(
                none, evidence.judge(surroundings, Purpose.RATCHET, none).review(), NOTE);
        List<BaselineEntry> plain = new ArrayList<>();
        for (BaselineEntry entry : change.after().entries()) {
            plain.add(plain(entry));
        }
        return plain;
    }

    private Duration limit() {
        try {
            return Durations.parse(timeLimit);
        } catch (InvalidDurationException e) {
            throw new CommandFailure("--time-limit: " + e.getMessage());
        }
    }
}
