package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.Policy;
import dev.lastcall.scan.JsonScan;
import dev.lastcall.scan.Scan;
import dev.lastcall.scan.TextScan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scan --policy P JAR|FOLDER… [--class-path PATH] [--format FORMAT]}. */
@Command(
        name = "scan",
        description = {
            "Find the call sites of listed members in jars and folders, without running anything.",
            "References are found as well: what names a deprecated class and would break if it was removed.",
            "Modes play no part: a rule that is off is looked for as well."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing is to be migrated: what was found is allowed, delegated, canonical or tolerated, or a text in code"
                    + " that may be a class's name.",
            "1:There are call sites or references to migrate, whether or not everything could be read.",
            "2:Usage, a wrong policy, or nothing was found but not everything could be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " scan --policy policy.yaml app.jar",
            "  " + CommandLineTool.NAME + " scan --deprecated 'com.acme.Old#make(**)' app.jar",
            "  " + CommandLineTool.NAME + " scan --policy policy.yaml --class-path lib.jar --format json target/classes"
        })
final class ScanCommand implements Callable<Integer> {
    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            converter = PolicyNames.Converter.class,
            description = "The policy, YAML or .txt; " + PolicyNames.SEVERAL)
    private @Nullable PolicyNames policies;

    @Option(
            names = "--deprecated",
            paramLabel = "SIGNATURES",
            description =
                    "What is deprecated, as in the setting of that name: signatures with ; or , between them. May be"
                            + " repeated, and stand beside --policy.")
    private List<String> deprecated = new ArrayList<>();

    @Option(names = "--canonical", paramLabel = "SIGNATURES", description = "What replaces it.")
    private List<String> canonical = new ArrayList<>();

    @Option(names = "--allow", paramLabel = "CALLERS", description = "Who may still call it: class globs.")
    private List<String> allow = new ArrayList<>();

    @Mixin
    private ScanArguments arguments = new ScanArguments();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = {
                "Call sites that are tolerated, as 'baseline accept' writes them: they are no findings. Nor are references",
                "then, which a baseline does not hold."
            })
    private @Nullable Path baseline;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Surroundings surroundings;

    ScanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = surroundings.folder();
        Policy policy = policy(folder);
        LocalDate today = zone.today(surroundings.clock());
        Baseline tolerated = baseline == null ? null : BaselineFiles.read(surroundings, baseline);
        Scan found = Progress.during(
                surroundings,
                arguments.reading(),
                () -> Scan.of(policy, arguments.inputs(folder), classPath.inputs(folder), today));
        Scan scan = tolerated == null ? found : found.against(tolerated, today);
        if (format.isJson()) {
            surroundings.print(JsonScan.of(scan));
        } else {
            surroundings.printStyled(TextScan.of(scan));
        }
        for (String hint : scan.hints()) {
            surroundings.printProblem("hint: " + hint);
        }
        for (BlindSpot spot : scan.blindSpots()) {
            surroundings.printProblem("hint: " + spot.className() + ": " + spot.reason());
        }
        for (String problem : scan.problems()) {
            surroundings.printProblem(problem);
        }
        if (tolerated == null ? scan.hasFindings() : scan.hasOpenSites()) {
            return ExitCode.FINDINGS;
        }
        return scan.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private Policy policy(Path folder) {
        if (policies == null && deprecated.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing says what is deprecated: give --policy=POLICY or --deprecated=SIGNATURES"
                            + arguments.policyAmongThem());
        }
        return PolicyFiles.load(
                folder,
                PolicyNames.filesOf(policies),
                String.join(";", deprecated),
                String.join(";", canonical),
                String.join(";", allow));
    }
}
