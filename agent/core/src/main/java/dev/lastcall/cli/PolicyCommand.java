package dev.lastcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy check} and {@code policy schema}. */
@Command(
        name = "policy",
        description = "Work with policy files.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " policy check policy.yaml")
final class PolicyCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing; there are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
