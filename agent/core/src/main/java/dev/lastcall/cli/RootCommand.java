package dev.lastcall.cli;

import dev.lastcall.about.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The tool without a command: what it is and how it is used. */
@Command(
        name = CommandLineTool.NAME,
        description = {
            "Counts, logs or blocks calls into deprecated classes. As a Java agent it watches an application; as a"
                    + " command it reports what was seen."
        },
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = RootCommand.VersionText.class,
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; of check: GO.",
            "1:NO-GO: there are findings.",
            "2:Usage, configuration or unreadable input.",
            "3:UNKNOWN: not enough evidence."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  java -javaagent:lastcall.jar=policy=policy.yaml -jar app.jar",
            "  " + CommandLineTool.NAME + " report",
            "  " + CommandLineTool.NAME + " check",
            "",
            "For one command: " + CommandLineTool.NAME + " help COMMAND"
        })
final class RootCommand {
    @Mixin
    HelpOption help = new HelpOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    /** Version of Lastcall, and of the Java that runs it. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            return "lastcall " + Version.CURRENT + " (Java " + System.getProperty("java.version") + ")";
        }
    }
}
