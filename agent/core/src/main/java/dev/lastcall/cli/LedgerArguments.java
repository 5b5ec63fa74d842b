package dev.lastcall.cli;

import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The {@code LEDGER} arguments of a command, and how they are read. */
final class LedgerArguments {
    /** So many are named one by one: a folder may hold millions of files that are called as a ledger is. */
    private static final int MOST_PROBLEMS = 1_000;

    private static final Path DEFAULT = Path.of("lastcall");
    private static final int DEEPEST = 16;
    private static final String REMEDY = "An application that runs with -javaagent:lastcall.jar names its ledger in its"
            + " first line on stderr: give that file or its folder.";

    @Parameters(
            paramLabel = "LEDGER",
            description = {
                "A ledger file, or a folder with such files in it or in its folders, of processes that run or have ended.",
                "Default: the folder 'lastcall' in the working folder."
            })
    private List<Path> paths = new ArrayList<>();

    /**
     * What was found and read.
     *
     * @param files how many ledgers were found
     * @param problems one sentence for each argument or ledger that gave nothing
     */
    record Reading(int files, List<ProcessEvidence> ledgers, List<String> problems) {
        /** There are ledgers, but not one could be read: unreadable input, which is not the same as no evidence. */
        boolean nothingReadable() {
            return files > 0 && ledgers.isEmpty();
        }

        /** What to say beside a verdict for which there is no ledger at all; empty if there is one. */
        String remedy() {
            return files == 0 ? REMEDY : "";
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
    Reading read(Surroundings surroundings) {
        try (Progress progress = Progress.of(surroundings, "looking for ledgers")) {
            return read(surroundings, progress);
        }
    }

    private Reading read(Surroundings surroundings, Progress progress) {
        LedgerSource source = surroundings.ledgers();
        Path folder = surroundings.folder();
        List<String> problems = new ArrayList<>();
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : paths.isEmpty() ? List.of(DEFAULT) : paths) {
            Path resolved = folder.resolve(path);
            if (!Files.exists(resolved)) {
                problems.add(missing(path, surroundings));
            } else if (Files.isDirectory(resolved)) {
                addFolder(source, path, resolved, files, problems);
            } else {
                files.putIfAbsent(identity(resolved), resolved);
            }
        }
        return new Reading(files.size(), readAll(source, files.values(), problems, progress), problems);
    }

    private String missing(Path path, Surroundings surroundings) {
        String where = surroundings.where(path);
        if (paths.isEmpty()) {
            return path + ": there is no such folder here" + where;
        }
        throw new CommandFailure(path + ": there is no such file or folder" + where + '\n' + REMEDY);
    }

    private static void addFolder(
            LedgerSource source, Path path, Path resolved, Map<Path, Path> files, List<String> problems) {
        List<Path> found = new ArrayList<>();
        for (Path inner : folders(path, resolved, problems)) {
            try {
                found.addAll(source.ledgersIn(inner));
            } catch (IOException e) {
                problems.add(sentence(inner, e));
            }
        }
        if (found.isEmpty() && problems.isEmpty()) {
            problems.add(path + ": there is no ledger in this folder");
        }
        for (Path file : found) {
            files.putIfAbsent(identity(file), file);
        }
    }

    /** The folder and those in it, also behind links: ledgers that were collected from several nodes lie in one each. */
    private static List<Path> folders(Path path, Path resolved, List<String> problems) {
        List<Path> folders = new ArrayList<>();
        try {
            Files.walkFileTree(resolved, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    folders.add(folder);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (!(e instanceof FileSystemLoopException)) {
                        problems.add(sentence(file, e));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            problems.add(sentence(path, e));
        }
        folders.sort(null);
        return folders;
    }

    private static List<ProcessEvidence> readAll(
            LedgerSource source, Collection<Path> files, List<String> problems, Progress progress) {
        List<ProcessEvidence> ledgers = new ArrayList<>();
        int number = 0;
        int more = 0;
        for (Path file : files) {
            number++;
            progress.at("reading ledger " + number + " of " + files.size() + ": " + file.getFileName());
            try {
                ledgers.add(source.read(file));
            } catch (IOException e) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(sentence(file, e));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            problems.add("and " + more + " more ledgers could not be read");
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
        return (message.contains(file.toString()) ? message : file + ": " + message) + meant(file.toString());
    }

    /** Files of other commands. */
    private static String meant(String name) {
        if (name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear")) {
            return "; to look into a jar: " + CommandLineTool.NAME + " scan --policy POLICY " + name;
        }
        boolean isPolicy = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".txt");
        return isPolicy ? "; to check a policy: " + CommandLineTool.NAME + " policy check " + name : "";
    }
}
