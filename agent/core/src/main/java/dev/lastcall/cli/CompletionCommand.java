package dev.lastcall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion bash|zsh}. */
@Command(
        name = "completion",
        description = {
            "Print a script that completes commands and options in a shell.",
            "It also makes a function 'lastcall' that runs this jar, unless there is a command of that name."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(" + CommandLineTool.NAME + " completion bash)",
            "  " + CommandLineTool.NAME + " completion zsh > ~/.lastcall.zsh; source ~/.lastcall.zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String COMMAND = "lastcall";

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    @Mixin
    HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Surroundings surroundings;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash(COMMAND, spec.parent().commandLine());
        surroundings.print(
                switch (shell.toLowerCase(Locale.ROOT)) {
                    case "bash" -> script + function();
                    case "zsh" ->
                        "autoload -Uz compinit bashcompinit && compinit -u && bashcompinit\n" + script + function();
                    default -> throw new CommandFailure("unknown shell '" + shell + "'; there are: bash, zsh");
                });
        return ExitCode.OK;
    }

    /** So that there is a word to complete: {@code java -jar lastcall.jar} is none. */
    private static String function() {
        Path jar;
        try {
            jar = Attachment.ownJar();
        } catch (IOException notFromAJar) {
            return "";
        }
        String quoted = '\'' + jar.toString().replace("'", "'\\''") + '\'';
        return "\nif ! type " + COMMAND + " >/dev/null 2>&1; then\n  " + COMMAND + "() { java -jar " + quoted
                + " \"$@\"; }\nfi\n";
    }
}
