package dev.lastcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baseline accept}, {@code baseline prune} and {@code baseline diff}. */
@Command(
        name = "baseline",
        description = {
            "Work with a baseline: a text file of call sites that are tolerated until they are migrated.",
            "It only shrinks, unless you say otherwise: see check --baseline and scan --baseline."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " baseline accept --policy policy.yaml --scan app.jar ledgers")
final class BaselineCommand implements Callable<Integer> {
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
