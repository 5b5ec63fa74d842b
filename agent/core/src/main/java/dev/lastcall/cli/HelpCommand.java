package dev.lastcall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help [COMMAND [COMMAND]]}. */
@Command(name = "help", description = "Show help for a command.")
final class HelpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", arity = "0..2", description = "The command to tell about.")
    private List<String> words = new ArrayList<>();

    @Mixin
    HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Surroundings surroundings;

    HelpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine tool = spec.parent().commandLine();
        for (String word : words) {
            tool = asked(tool, word);
        }
        tool.usage(surroundings.out(), surroundings.terminal().ansi());
        return ExitCode.OK;
    }

    private CommandLine asked(CommandLine tool, String name) {
        if (tool.getSubcommands().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "unexpected argument '" + name + "'");
        }
        CommandLine asked = tool.getSubcommands().get(name);
        if (asked == null) {
            throw new ParameterException(spec.commandLine(), UnknownCommand.message(tool, name));
        }
        return asked;
    }
}
