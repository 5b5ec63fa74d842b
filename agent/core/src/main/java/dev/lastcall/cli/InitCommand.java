package dev.lastcall.cli;

import dev.lastcall.policy.ClassPattern;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signature;
import dev.lastcall.policy.Signatures;
import dev.lastcall.proposal.Proposal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, completely or not at all. Default: standard output.")
    private @Nullable Path output;

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
        if (proposal.rules() == 0) {
            if (!proposal.problems().isEmpty()) {
                return ExitCode.USAGE;
            }
            surroundings.printProblem(
                    (proposal.left() == 0
                            ? "nothing is marked deprecated: there is no policy to propose"
                            : "nothing that --only names is marked deprecated; without it there would be "
                                    + proposal.left() + (proposal.left() == 1 ? " rule" : " rules")));
            return ExitCode.FINDINGS;
        }
        write(proposal.yaml());
        if (only.isEmpty() && proposal.rules() > MANY) {
            surroundings.printProblem(proposal.rules()
                    + " rules, for all that any of the jars marks; --only 'com.acme.**' takes what you are after");
        }
        return ExitCode.OK;
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

    private void write(String text) {
        if (output == null) {
            surroundings.print(text);
            return;
        }
        surroundings.write(output, text);
    }
}
