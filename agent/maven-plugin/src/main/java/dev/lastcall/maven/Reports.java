package dev.lastcall.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** Has the tool write reports whose ledgers have changed. */
final class Reports {
    private final Tool tool;
    private final File folder;

    Reports(Tool tool, File folder) {
        this.tool = tool;
        this.folder = folder;
    }

    /**
     * The file with the report of those ledgers.
     *
     * @throws MojoExecutionException with the tool's output, if the file could not be written
     */
    File write(String format, List<String> ledgers) throws MojoExecutionException {
        File file = new File(folder, "report." + (format.equals("text") ? "txt" : format));
        if (isNewer(file, ledgers)) {
            return file;
        }
        if (!folder.isDirectory() && !folder.mkdirs()) {
            throw new MojoExecutionException("lastcall: the folder " + folder + " can't be made");
        }
        List<String> arguments = new ArrayList<>(List.of("report", "--format", format, "-o", file.getPath()));
        arguments.addAll(ledgers);
        Tool.Outcome outcome = tool.run(arguments);
        if (outcome.exit() != Tool.GO) {
            throw new MojoExecutionException(String.join(System.lineSeparator(), outcome.lines()));
        }
        return file;
    }

    /** Whether the file is newer than everything in the folders. */
    private static boolean isNewer(File file, List<String> folders) {
        long written = file.lastModified();
        for (String folder : folders) {
            File[] ledgers = new File(folder).listFiles();
            if (ledgers == null || new File(folder).lastModified() >= written) {
                return false;
            }
            for (File ledger : ledgers) {
                if (ledger.lastModified() >= written) {
                    return false;
                }
            }
        }
        return written > 0;
    }
}
