package dev.lastcall.cli;

import dev.lastcall.policy.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mode PID MODE}: changes the mode of a process in which the agent runs. */
@Command(
        name = "mode",
        description = "Change the mode of a running process, until it ends: a roll-back without a restart.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "2:Usage, or a process that can't be reached or runs without the agent."},
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " mode 4711 log")
final class ModeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PID", description = "The process, as jps lists it.")
    private long pid;

    @Parameters(index = "1", paramLabel = "MODE", description = "One of off, count, log, audit, block.")
    private String mode = "";

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    ModeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (Mode.of(mode) == null) {
            throw new CommandFailure(
                    "unknown mode '" + mode + "'; one of " + String.join(", ", Mode.SPELLINGS) + " is allowed");
        }
        String silence = "the agent does not run in process " + pid + "; to start it there: " + CommandLineTool.NAME
                + " attach " + pid + " mode=" + mode;
        surroundings.print(AttachCommand.answer(pid, "change=", "mode=" + mode, silence));
        return ExitCode.OK;
    }
}
