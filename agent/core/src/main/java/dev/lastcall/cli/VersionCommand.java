package dev.lastcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code version}. */
@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.print(RootCommand.VersionText.text() + '\n');
        return ExitCode.OK;
    }
}
