package dev.lastcall.cli;

import dev.lastcall.policy.Policy;
import dev.lastcall.policycheck.PolicyCheck;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy check POLICY… [--class-path PATH]}. */
@Command(
        name = "check",
        description = {
            "Read policy files and name what is wrong or of no use in them: allow entries that overlap or are expired.",
            "With --class-path also signatures that match nothing or name what cannot be seen, and allow entries that"
                    + " match no class."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing to complain about.",
            "1:The policy is valid, but there are findings.",
            "2:Usage, an invalid policy, or an unreadable class path."
        },
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " policy check policy.yaml --class-path app.jar:lib")
final class PolicyCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "POLICY", arity = "1..*", description = "A policy file, YAML or .txt.")
    private List<Path> policies = new ArrayList<>();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    PolicyCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Policy policy = PolicyFiles.load(surroundings.folder(), policies);
        LocalDate today = zone.today(surroundings.clock());
        PolicyCheck check = classPath.isGiven()
                ? Progress.during(
                        surroundings,
                        "reading the class path",
                        () -> PolicyCheck.of(policy, classPath.inputs(surroundings.folder()), today))
                : PolicyCheck.of(policy, today);
        surroundings.printStyled(check.asText());
        for (String problem : check.problems()) {
            surroundings.printProblem(problem);
        }
        if (!check.problems().isEmpty()) {
            return ExitCode.USAGE;
        }
        return check.findings().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
