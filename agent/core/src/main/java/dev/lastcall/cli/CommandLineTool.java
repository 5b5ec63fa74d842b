package dev.lastcall.cli;

import dev.lastcall.about.JdkModule;
import dev.lastcall.text.OneLine;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: from arguments to an exit code. Never ends the JVM, and shows no stack trace. */
public final class CommandLineTool {
    /** How a user starts it. */
    static final String NAME = "java -jar lastcall.jar";

    private static final int USAGE_WIDTH = 100;

    private final Surroundings surroundings;

    CommandLineTool(LedgerSource ledgers, Clock clock, Path workingFolder, PrintStream out, PrintStream err) {
        this.surroundings = new Surroundings(ledgers, clock, workingFolder, out, err);
    }

    /**
     * Runs one command in the working folder of this process.
     *
     * @return the exit code: 0 done or GO, 1 NO-GO, 2 usage, configuration or unreadable input, 3 UNKNOWN
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Path workingFolder = Path.of("").toAbsolutePath();
        return new CommandLineTool(LedgerSource.files(), Clock.systemUTC(), workingFolder, out, err).run(args);
    }

    int run(String... args) {
        CommandLine tool = commands();
        if (args.length == 0) {
            tool.usage(surroundings.err(), Help.Ansi.OFF);
            return ExitCode.USAGE;
        }
        try {
            return tool.execute(args);
        } catch (RuntimeException | Error e) {
            // errors pass by the handler of exceptions
            return fail(e);
        }
    }

    /** For an error message: what was typed and what there is. */
    static String unknownCommand(CommandLine tool, String name) {
        return "unknown command '" + name + "'; there are: "
                + String.join(", ", tool.getSubcommands().keySet());
    }

    private CommandLine commands() {
        return new CommandLine(new RootCommand())
                .addSubcommand(new ReportCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new ScanCommand(surroundings))
                .addSubcommand(policyCommands())
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new AttachCommand(surroundings))
                .addSubcommand(new ModeCommand(surroundings))
                .addSubcommand(new HelpCommand(surroundings))
                .addSubcommand(new VersionCommand(surroundings))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setOut(asWriter(surroundings.out()))
                .setErr(asWriter(surroundings.err()))
                .setParameterExceptionHandler(this::explain)
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure));
    }

    private CommandLine policyCommands() {
        return new CommandLine(new PolicyCommand())
                .addSubcommand(new PolicyCheckCommand(surroundings))
                .addSubcommand(new PolicySchemaCommand(surroundings));
    }

    private static PrintWriter asWriter(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private int explain(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        error(message(failure));
        surroundings.err().println("Try: " + NAME + " help" + path(command));
        return ExitCode.USAGE;
    }

    /** The words that lead to a command, each after a blank. */
    private static String path(CommandLine command) {
        return command.getParent() == null ? "" : path(command.getParent()) + ' ' + command.getCommandName();
    }

    private static String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(failure.getCommandLine(), unmatched.getUnmatched());
        }
        return Failures.inWords(failure);
    }

    private static String unmatched(CommandLine command, List<String> arguments) {
        String first = arguments.get(0);
        if (first.startsWith("-")) {
            return "unknown option '" + first + "'";
        }
        return command.getSubcommands().isEmpty()
                ? "unexpected argument '" + first + "'"
                : unknownCommand(command, first);
    }

    private int fail(Throwable failure) {
        if (failure instanceof CommandFailure known) {
            error(known.text());
            return ExitCode.USAGE;
        }
        String module = JdkModule.missing(failure);
        if (module != null) {
            error(JdkModule.remedy(module));
        } else {
            error("unexpected failure: " + failure.getClass().getSimpleName() + ": " + Failures.inWords(failure));
        }
        return ExitCode.USAGE;
    }

    private void error(String message) {
        surroundings.err().println(OneLine.lines("lastcall: " + message));
    }
}
