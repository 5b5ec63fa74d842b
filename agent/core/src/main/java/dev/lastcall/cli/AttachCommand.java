package dev.lastcall.cli;

import dev.lastcall.settings.ArgumentPaths;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.SettingsReader;
import dev.lastcall.text.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code attach PID [settings]}: starts the agent in a running process, or changes its settings. */
@Command(
        name = "attach",
        description = {
            "Start the agent in a running process, or change the settings of one that runs there.",
            "",
            "Relative paths are taken from the folder of this command. An agent that runs already takes over the mode, and policy files or inline signatures, which replace"
                    + " all its rules. Method references in classes that are loaded already are attributed to"
                    + " the code that invokes them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "2:Usage, a wrong setting, or a process that can't be reached."},
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " attach 4711 mode=log policy=policy.yaml")
final class AttachCommand implements Callable<Integer> {
    private static final String PREFIX = "lastcall: ";

    @Parameters(index = "0", paramLabel = "PID", description = "The process, as jps lists it.")
    private long pid;

    @Parameters(index = "1..*", paramLabel = "SETTING=VALUE", description = "Settings as in the agent argument.")
    private List<String> settings = List.of();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    AttachCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        // the process may have another working folder than the user
        String argument = ArgumentPaths.absolute(String.join(",", settings), surroundings.folder());
        surroundings.print(answer(
                pid, "answer=", checked(argument), "process " + pid + " gave no answer; its own stderr may say why"));
        return ExitCode.OK;
    }

    private static String checked(String argument) {
        try {
            SettingsReader.read(argument, new Properties(), Map.of());
        } catch (ConfigurationException wrong) {
            throw new CommandFailure(withoutPrefix(wrong.format()));
        }
        return argument;
    }

    /**
     * The agent's answer.
     *
     * @param silence what it means if there is none
     * @throws CommandFailure if the answer is a refusal, or there is none
     */
    static String answer(long pid, String prefix, String settings, String silence) {
        String answer = Attachment.ask(pid, prefix, settings);
        if (!answer.startsWith("lastcall ")) {
            throw new CommandFailure(answer.isEmpty() ? silence : withoutPrefix(answer));
        }
        return OneLine.of(answer) + System.lineSeparator();
    }

    private static String withoutPrefix(String text) {
        return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    }
}
