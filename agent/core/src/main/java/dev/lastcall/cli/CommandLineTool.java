package dev.lastcall.cli;

import dev.lastcall.about.JdkModule;
import dev.lastcall.policyfile.Spelling;
import dev.lastcall.policyfile.Where;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: from arguments to an exit code. Never ends the JVM, and shows no stack trace. */
public final class CommandLineTool {
    /** How a user starts it. */
    static final String NAME = "java -jar lastcall.jar";

    /** As the parser ends the sentence about what it can't make a number of. */
    private static final Pattern NO_NUMBER = Pattern.compile("' is not an? (int|long)$");

    private static final int USAGE_WIDTH = 100;

    private static final Set<String> VERSION = Set.of("-V", "--version");

    /** Commands that print something about the others. */
    private static final Set<String> KNOW_THE_OTHERS = Set.of("help", "completion");

    private final Surroundings surroundings;
    private final Ticker ticker;

    /** A tool whose streams nobody looks at. */
    CommandLineTool(LedgerSource ledgers, Clock clock, Path workingFolder, PrintStream out, PrintStream err) {
        this(new Surroundings(ledgers, clock, workingFolder, out, err, Terminal.NONE));
    }

    CommandLineTool(Surroundings surroundings) {
        this(surroundings, Ticker.system());
    }

    /** With a clock that tells when to look again. */
    CommandLineTool(Surroundings surroundings, Ticker ticker) {
        this.surroundings = surroundings;
        this.ticker = ticker;
    }

    /**
     * Runs one command in the working folder of this process.
     *
     * @return the exit code: 0 done or GO, 1 NO-GO, 2 usage, configuration or unreadable input, 3 UNKNOWN
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Path workingFolder = Path.of("").toAbsolutePath();
        return new CommandLineTool(new Surroundings(
                        LedgerSource.files(),
                        Clock.system(ZoneId.systemDefault()),
                        workingFolder,
                        out,
                        err,
                        Terminal.ofThisProcess()))
                .run(args);
    }

    int run(String... args) {
        BisectCommand bisect = new BisectCommand(surroundings, ticker);
        CommandLine tool = tool(args, bisect);
        if (args.length == 0) {
            tool.usage(surroundings.err(), surroundings.terminal().ansiOfErrors());
            return ExitCode.USAGE;
        }
        try {
            return tool.execute(withoutCommand(args, bisect));
        } catch (RuntimeException | Error e) {
            // errors pass by the handler of exceptions
            return fail(e);
        }
    }

    /** What follows {@code --} is the command that {@code bisect} runs, not for the parser. */
    private static String[] withoutCommand(String[] args, BisectCommand bisect) {
        List<String> words = List.of(args);
        int end = words.indexOf("--");
        if (end < 0 || !words.get(0).equals("bisect")) {
            return args;
        }
        bisect.run(words.subList(end + 1, words.size()));
        return words.subList(0, end).toArray(new String[0]);
    }

    private CommandLine tool(String[] args, BisectCommand bisect) {
        CommandLine tool = new CommandLine(new RootCommand());
        Map<String, Supplier<Object>> commands = commands(bisect);
        String first = args.length == 0 ? "" : args[0];
        boolean asksVersion = args.length == 1 && VERSION.contains(first);
        if (asksVersion || (commands.containsKey(first) && !KNOW_THE_OTHERS.contains(first))) {
            commands.keySet().retainAll(Set.of(first));
        }
        for (Supplier<Object> command : commands.values()) {
            tool.addSubcommand(command.get());
        }
        return tool.setExpandAtFiles(false)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(Help.defaultColorScheme(surroundings.terminal().ansi()))
                .setOut(asWriter(surroundings.out()))
                .setErr(asWriter(surroundings.err()))
                .setParameterExceptionHandler(this::explain)
                .setExecutionStrategy(parsed -> {
                    BlankValues.refuse(parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure));
    }

    /**
     * How each is made, by its name, in the order of the help. The parser reads the options of all that it is given.
     */
    private Map<String, Supplier<Object>> commands(BisectCommand bisect) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("report", () -> new ReportCommand(surroundings));
        commands.put("check", () -> new CheckCommand(surroundings));
        commands.put("merge", () -> new MergeCommand(surroundings));
        commands.put("scan", () -> new ScanCommand(surroundings));
        commands.put("baseline", this::baselineCommands);
        commands.put("allow", () -> new AllowCommand(surroundings));
        commands.put("diff", () -> new DiffCommand(surroundings));
        commands.put("explain", () -> new ExplainCommand(surroundings));
        commands.put("migrate", () -> new MigrateCommand(surroundings));
        commands.put("upgrade", () -> new UpgradeCommand(surroundings));
        commands.put("bisect", () -> bisect);
        commands.put("policy", this::policyCommands);
        commands.put("schema", () -> new SchemaCommand(surroundings));
        commands.put("init", () -> new InitCommand(surroundings));
        commands.put("watch", () -> new WatchCommand(surroundings, ticker));
        commands.put("attach", () -> new AttachCommand(surroundings));
        commands.put("mode", () -> new ModeCommand(surroundings));
        commands.put("completion", () -> new CompletionCommand(surroundings));
        commands.put("help", () -> new HelpCommand(surroundings));
        commands.put("version", () -> new VersionCommand(surroundings));
        return commands;
    }

    /** The names of all commands, in the order of the help. */
    List<String> names() {
        return List.copyOf(commands(new BisectCommand(surroundings, ticker)).keySet());
    }

    private CommandLine baselineCommands() {
        return new CommandLine(new BaselineCommand())
                .addSubcommand(new BaselineAcceptCommand(surroundings))
                .addSubcommand(new BaselinePruneCommand(surroundings))
                .addSubcommand(new BaselineDiffCommand(surroundings));
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
        String odd = outsideLocale(args);
        error(odd == null ? message(failure) + order(command, args) : odd);
        surroundings.err().println("Try: " + NAME + " help" + path(command));
        return ExitCode.USAGE;
    }

    /** What to say of an argument that no file can have for a name in this locale; null if all may be names. */
    private static @Nullable String outsideLocale(String[] args) {
        for (String arg : args) {
            try {
                Path unused = Path.of(arg);
            } catch (InvalidPathException e) {
                String locale = Where.locale(arg);
                return locale.isEmpty() ? null : '\'' + arg + "' can be no file here" + locale;
            }
        }
        return null;
    }

    /** The number of a process comes first. */
    private static String order(CommandLine command, String[] args) {
        boolean takesPid = command.getCommandName().equals("mode")
                || command.getCommandName().equals("attach");
        for (int i = 2; takesPid && i < args.length; i++) {
            if (!args[i].isEmpty() && args[i].chars().allMatch(Character::isDigit)) {
                return "; the number of the process comes first: " + command.getCommandName() + ' ' + args[i] + ' '
                        + args[1];
            }
        }
        return "";
    }

    /** The words that lead to a command, each after a blank. */
    private static String path(CommandLine command) {
        return command.getParent() == null ? "" : path(command.getParent()) + ' ' + command.getCommandName();
    }

    private String message(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(failure.getCommandLine(), unmatched.getUnmatched());
        }
        return NO_NUMBER.matcher(Failures.inWords(failure)).replaceFirst("' is not a whole number");
    }

    private String unmatched(CommandLine command, List<String> arguments) {
        String first = arguments.get(0);
        if (first.startsWith("-")) {
            String name = first.indexOf('=') < 0 ? first : first.substring(0, first.indexOf('='));
            String nearest = Spelling.nearest(
                    name, List.copyOf(command.getCommandSpec().optionsMap().keySet()));
            return "unknown option '" + first + "'" + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
        }
        if (command.getSubcommands().isEmpty()) {
            return "unexpected argument '" + first + "'";
        }
        return Files.exists(surroundings.folder().resolve(first))
                ? "a command is missing before '" + first + "'; there are: "
                        + String.join(", ", command.getSubcommands().keySet())
                : UnknownCommand.message(command, first);
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
        surroundings.printProblems(message);
    }
}
