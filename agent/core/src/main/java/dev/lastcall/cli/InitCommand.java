package dev.lastcall.cli;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.proposal.LeftOut;
import dev.lastcall.proposal.Proposal;
import dev.lastcall.text.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code init JAR|FOLDER… [--sources PATH] [--class-path PATH] [-o FILE]}. */
@Command(
        name = "init",
        description = {
            "Propose a policy, ready to edit, from what is marked @Deprecated.",
            "One rule is a class with those nested in it, and with what overrides or extends the same deprecated thing.",
            "Where the sources are at hand, what @deprecated says of the replacement becomes the rule's message and its"
                    + " canonical members. Sources are .java files in what is named, in NAME-sources.jar beside a jar, in"
                    + " src/main/java above target/classes or build/classes, and where --sources says."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:Nothing is marked deprecated: there is no policy to propose.",
            "2:Usage, or nothing that could be read; or the policy could not be written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " init -o policy.yaml lib/realtime-2.4.jar",
            "  " + CommandLineTool.NAME + " init --only 'com.acme.**' -o policy.yaml app.jar"
        })
final class InitCommand implements Callable<Integer> {
    /** More rules than anyone reads. */
    private static final int MANY = 50;

    private static final int NAMED = 3;

    @Mixin
    private ScanArguments arguments = new ScanArguments();

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description =
                    "Only the classes that the glob names, and those nested in them: * is any text inside a package,"
                            + " ** any across packages. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--sources", paramLabel = "PATH", description = "A jar or folder of .java files. May be repeated.")
    private List<Path> sources = new ArrayList<>();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = surroundings.folder();
        List<Path> resolved = sources.stream().map(folder::resolve).toList();
        List<ClassPattern> patterns = patterns();
        Proposal proposal = Progress.during(
                surroundings,
                arguments.reading(),
                () -> Proposal.of(arguments.inputs(folder), resolved, classPath.inputs(folder), patterns));
        for (String problem : proposal.problems()) {
            surroundings.printProblem(problem);
        }
        printLeftOut(proposal.leftOut());
        if (proposal.rules() == 0) {
            if (!proposal.problems().isEmpty()) {
                return ExitCode.USAGE;
            }
            surroundings.printProblem(whyNone(proposal));
            return ExitCode.FINDINGS;
        }
        output.write(surroundings, proposal.yaml());
        if (only.isEmpty() && proposal.rules() > MANY) {
            surroundings.printProblem(Words.number(proposal.rules())
                    + " rules, for all that any of the jars marks; --only 'com.acme.**' takes what you are after");
        }
        return ExitCode.OK;
    }

    private void printLeftOut(List<LeftOut> all) {
        for (LeftOut.Reason reason : LeftOut.Reason.values()) {
            List<String> names = all.stream()
                    .filter(left -> left.reason() == reason)
                    .map(LeftOut::name)
                    .toList();
            if (!names.isEmpty()) {
                surroundings.printProblem(
                        "left out, " + reason.sentence() + ": " + Words.some(names, NAMED) + "; " + reason.remedy());
            }
        }
    }

    private static String whyNone(Proposal proposal) {
        if (proposal.left() > 0) {
            return "nothing that --only names is marked deprecated; without it there would be "
                    + Words.count(proposal.left(), "rule");
        }
        return (proposal.leftOut().isEmpty() ? "nothing" : "nothing else")
                + " is marked deprecated: there is no policy to propose";
    }

    private List<ClassPattern> patterns() {
        List<ClassPattern> patterns = new ArrayList<>();
        for (String text : only) {
            try {
                Signature signature = Signatures.parse(text);
                if (!signature.namesWholeClass()) {
                    throw new CommandFailure("--only '" + text + "': a class or a glob is meant, without a member");
                }
                patterns.add(signature.owner());
            } catch (InvalidSignatureException e) {
                throw new CommandFailure("--only '" + text + "', column " + e.column() + ": " + e.getMessage());
            }
        }
        return patterns;
    }
}
