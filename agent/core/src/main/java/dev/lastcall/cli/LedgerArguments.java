package dev.lastcall.cli;

import dev.lastcall.ledger.LedgerSnapshot;
import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The {@code LEDGER} arguments of a command, and how they are read. */
final class LedgerArguments {
    private static final Path DEFAULT = Path.of("lastcall");
    private static final String REMEDY = "An application that runs with -javaagent:lastcall.jar names its ledger in its"
            + " first line on stderr: give that file or its folder.";

    @Parameters(
            paramLabel = "LEDGER",
            description = {
                "A ledger file, or a folder of them, of processes that run or have ended.",
                "Default: the folder 'lastcall' in the working folder."
            })
    private List<Path> paths = new ArrayList<>();

    /**
     * What was found and read.
     *
     * @param files how many ledgers were found
     * @param problems one sentence for each argument or ledger that gave nothing
     */
    record Reading(int files, List<LedgerSnapshot> ledgers, List<String> problems) {
        /** There are ledgers, but not one could be read: unreadable input, which is not the same as no evidence. */
        boolean nothingReadable() {
            return files > 0 && ledgers.isEmpty();
        }

        /** Everything that went wrong, for a command that cannot go on without a ledger. */
        CommandFailure asFailure() {
            StringBuilder text = new StringBuilder();
            for (String problem : problems) {
                text.append(OneLine.of(problem)).append('\n');
            }
            return new CommandFailure(text + REMEDY);
        }
    }

    /**
     * Reads all of them. What cannot be read does not stop the others.
     *
     * @throws CommandFailure if a path that the user wrote does not exist
     */
    Reading read(LedgerSource source, Path folder) {
        List<String> problems = new ArrayList<>();
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : paths.isEmpty() ? List.of(DEFAULT) : paths) {
            Path resolved = folder.resolve(path);
            if (!Files.exists(resolved)) {
                problems.add(missing(path));
            } else if (Files.isDirectory(resolved)) {
                addFolder(source, path, resolved, files, problems);
            } else {
                files.putIfAbsent(identity(resolved), resolved);
            }
        }
        return new Reading(files.size(), readAll(source, files.values(), problems), problems);
    }

    private String missing(Path path) {
        if (paths.isEmpty()) {
            return path + ": there is no such folder here";
        }
        throw new CommandFailure(path + ": there is no such file or folder");
    }

    private static void addFolder(
            LedgerSource source, Path path, Path resolved, Map<Path, Path> files, List<String> problems) {
        try {
            List<Path> found = source.ledgersIn(resolved);
            if (found.isEmpty()) {
                problems.add(path + ": there is no ledger in this folder");
            }
            for (Path file : found) {
                files.putIfAbsent(identity(file), file);
            }
        } catch (IOException e) {
            problems.add(sentence(path, e));
        }
    }

    private static List<LedgerSnapshot> readAll(LedgerSource source, Iterable<Path> files, List<String> problems) {
        List<LedgerSnapshot> ledgers = new ArrayList<>();
        for (Path file : files) {
            try {
                ledgers.add(source.read(file));
            } catch (IOException e) {
                problems.add(sentence(file, e));
            }
        }
        return ledgers;
    }

    /** A file that was named twice, once by its folder or through a link, is read once. */
    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    private static String sentence(Path file, IOException e) {
        String message = Failures.inWords(e);
        return message.contains(file.toString()) ? message : file + ": " + message;
    }
}
