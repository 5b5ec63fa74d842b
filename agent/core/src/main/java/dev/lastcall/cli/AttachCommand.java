package dev.lastcall.cli;

import dev.lastcall.policy.ConfigurationException;
import dev.lastcall.policy.Settings;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code attach PID [settings]}: starts the agent in a running process, or changes its settings. */
@Command(
        name = "attach",
        description = {
            "Start the agent in a running process, or change the settings of one that runs there.",
            "",
            "An agent that runs already takes over the mode, and policy files or inline signatures, which replace"
                    + " all its rules. Method references in classes that are loaded already are attributed to"
                    + " whoever invokes them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "2:Usage, a wrong setting, or a process that can't be reached."},
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " attach 4711 mode=log policy=policy.yaml")
final class AttachCommand implements Callable<Integer> {
    private static final String POLICY = "policy=";

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
        List<String> given = new ArrayList<>();
        for (String setting : settings) {
            given.add(withAbsolutePaths(setting));
        }
        surroundings.print(answer(pid, "answer=", checked(String.join(",", given))));
        return ExitCode.OK;
    }

    /** The process may have another working folder than the user. */
    private String withAbsolutePaths(String setting) {
        if (!setting.startsWith(POLICY)) {
            return setting;
        }
        List<String> paths = new ArrayList<>();
        for (String path : setting.substring(POLICY.length()).split(Pattern.quote(File.pathSeparator), -1)) {
            paths.add(surroundings.folder().resolve(path).toString());
        }
        return POLICY + String.join(File.pathSeparator, paths);
    }

    private static String checked(String argument) {
        try {
            Settings.read(argument, new Properties(), Map.of());
        } catch (ConfigurationException wrong) {
            throw new CommandFailure(wrong.format());
        }
        return argument;
    }

    /** The agent's answer, or a failure if it is one. */
    static String answer(long pid, String prefix, String settings) {
        String answer = Attachment.ask(pid, prefix, settings);
        if (answer.isEmpty()) {
            throw new CommandFailure("the agent does not run in process " + pid + "; start it there: "
                    + CommandLineTool.NAME + " attach " + pid + " …");
        }
        if (!answer.startsWith("lastcall ")) {
            throw new CommandFailure(
                    answer.startsWith("lastcall: ") ? answer.substring("lastcall: ".length()) : answer);
        }
        return answer + System.lineSeparator();
    }
}
