package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.policy.Policy;
import dev.lastcall.report.ReportFormat;
import dev.lastcall.report.ReportRenderer;
import dev.lastcall.report.SourceTree;
import dev.lastcall.sections.Sections;
import dev.lastcall.sections.View;
import dev.lastcall.sections.View.GroupBy;
import dev.lastcall.verdict.Population;
import dev.lastcall.verdict.Purpose;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.RecordedPolicy;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report [LEDGER…] [--format FORMAT] [--all] [--top N] [--group-by WORD] [--processes] [-o FILE]}. */
@Command(
        name = "report",
        description = "Report what was called, by whom, how often and since when. Many ledgers are merged.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done, whatever the verdict: see check.",
            "2:Usage, no ledger could be read, or the report could not be written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " report",
            "  " + CommandLineTool.NAME + " report --format html --source-root src/main/java -o report.html",
            "  " + CommandLineTool.NAME + " report --format json -o report.json node-1/lastcall node-2/lastcall"
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private LedgerArguments arguments = new LedgerArguments();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = {ReportFormat.HELP, "Default: text."})
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--all", description = "Show everything, and no name shortened.")
    private boolean all;

    @Option(
            names = "--top",
            paramLabel = "N",
            description =
                    "How many entries of each list to show. Default: 20 call sites of a rule, or fewer if there are"
                            + " many rules.")
    private int top;

    @Option(
            names = "--group-by",
            paramLabel = "WORD",
            converter = GroupByConverter.class,
            description = "Put call sites together by jar or service. Default: jar.")
    private GroupBy groupBy = GroupBy.JAR;

    @Option(names = "--processes", description = "List each process.")
    private boolean processes;

    @Mixin
    private JudgingPolicy policy = new JudgingPolicy();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "The call sites that are tolerated, as 'baseline accept' writes them: html shows until when, and json"
                            + " has them.")
    private @Nullable Path baseline;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description = "Show only the call sites that this person or team has to act on.")
    private String owner = "";

    @Option(
            names = "--source-root",
            paramLabel = "DIR",
            description =
                    "A folder with source files anywhere below it, or a sources jar: html shows the lines around each call"
                            + " site, and formats for tools name the file. May be given several times.")
    private List<Path> sourceRoots = new ArrayList<>();

    @Option(
            names = "--codeowners",
            paramLabel = "FILE",
            description = "Take the owners of callers, where the policy names none, from this CODEOWNERS file.")
    private @Nullable Path codeowners;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (top < 0) {
            throw new CommandFailure("--top: " + top + " is no number of entries; write 1 or more");
        }
        if (format == ReportFormat.TEXT && !sourceRoots.isEmpty() && codeowners == null) {
            throw new CommandFailure("--source-root: this format shows no source; write --format html");
        }
        SourceTree tree = sourceTree();
        ReportRenderer renderer = tree == null || sourceRoots.isEmpty()
                ? format.renderer()
                : format.renderer().with(tree);
        SourceFolders sources = sources(tree);
        Report report;
        try (Progress progress = Progress.of(surroundings, LedgerArguments.LOOKING);
                LedgerFold fold = arguments.find(surroundings, progress)) {
            report = report(fold);
        }
        Sections sections = Sections.of(report, new View(top, all, groupBy, processes, owner.strip()), sources);
        if (!owner.isBlank() && sections.everything().sites().isEmpty()) {
            surroundings.printProblem("--owner: nothing is owned by '" + owner.strip() + "'; owners are: "
                    + String.join(
                            ", ",
                            Sections.of(report, View.USUAL, sources)
                                    .everything()
                                    .owners()));
        }
        write(renderer.render(
                sections, output.isStandardOutput() ? surroundings.terminal().charset() : UTF_8));
        return ExitCode.OK;
    }

    /** Of the folders that were named; where only CODEOWNERS is, of its repository. */
    private @Nullable SourceTree sourceTree() {
        try {
            if (!sourceRoots.isEmpty()) {
                return SourceTree.of(
                        sourceRoots.stream().map(surroundings.folder()::resolve).toList());
            }
            return codeowners == null
                    ? null
                    : SourceTree.of(List.of(SourceFolders.repositoryOf(codeownersFile(codeowners))));
        } catch (IOException e) {
            throw new CommandFailure((sourceRoots.isEmpty() ? "--codeowners: " : "--source-root: ") + e.getMessage());
        }
    }

    private Path codeownersFile(Path named) throws IOException {
        Path file = surroundings.folder().resolve(named);
        if (!Files.isRegularFile(file)) {
            throw new IOException(named + ": there is no such file" + surroundings.where(named));
        }
        return file.toRealPath();
    }

    private SourceFolders sources(@Nullable SourceTree tree) {
        try {
            if (codeowners == null) {
                Path root = SourceFolders.repository(surroundings.folder().toRealPath());
                return new SourceFolders(root, tree, null);
            }
            Path file = codeownersFile(codeowners);
            CodeOwners owners = CodeOwners.parse(Files.readString(file));
            for (String line : owners.passedOver()) {
                surroundings.printProblem("--codeowners: " + codeowners + ": passed over: " + line);
            }
            return new SourceFolders(SourceFolders.repositoryOf(file), tree, owners);
        } catch (IOException e) {
            throw new CommandFailure("--codeowners: " + Failures.inWords(e));
        }
    }

    private Report report(LedgerFold fold) {
        try {
            fold.readHeads();
            Question question = question(fold);
            ReportFold report = new ReportFold(question, !format.renderer().isForPeople());
            fold.into(List.of(report));
            if (fold.nothingRead()) {
                throw LedgerArguments.asFailure(fold.problems());
            }
            return report.report();
        } catch (OutOfMemoryError e) { // what was read is garbage by now
            throw fold.outOfMemory();
        }
    }

    private Question question(LedgerFold fold) {
        Instant now = surroundings.clock().instant();
        ZoneId ofDays = zone.of(surroundings.clock());
        Baseline tolerated = baseline == null ? null : BaselineFiles.read(surroundings, baseline);
        Policy named = policy.load(surroundings);
        RecordedPolicy judgedBy =
                named == null ? fold.lastPolicy(Population.ALL) : new RecordedPolicy(named, policy.name());
        return new Question(
                Purpose.BLOCK,
                judgedBy.policy(),
                judgedBy.name(),
                named != null,
                LocalDate.ofInstant(now, ofDays),
                ofDays,
                now,
                Population.ALL,
                judgedBy.policy().terms(),
                tolerated);
    }

    /** By the word on the command line. */
    static final class FormatConverter extends WordConverter<ReportFormat> {
        FormatConverter() {
            super("format", ReportFormat.values());
        }
    }

    /** By the word on the command line. */
    static final class GroupByConverter extends WordConverter<GroupBy> {
        GroupByConverter() {
            super("grouping", GroupBy.values());
        }
    }

    private void write(String text) {
        if (output.isStandardOutput() && format.renderer().isForPeople()) {
            surroundings.printStyled(text);
        } else {
            output.write(surroundings, text);
        }
    }
}
