package dev.lastcall.cli;

import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * All that a command touches outside itself.
 *
 * @param folder against which relative paths are resolved
 */
record Surroundings(
        LedgerSource ledgers, Clock clock, Path folder, PrintStream out, PrintStream err, Terminal terminal) {

    /** Prints a result for people, with colours if it goes to a terminal. */
    void printStyled(String text) {
        print(Styling.of(text, terminal.ansi()));
    }

    /** Prints a line about what went wrong. */
    void printProblem(String text) {
        printProblems(OneLine.of(text));
    }

    /** The same, for lines each of which {@link OneLine} made. */
    void printProblems(String lines) {
        err.println(Styling.error("lastcall:", terminal.ansiOfErrors()) + ' ' + OneLine.lines(lines));
    }

    /** A file or folder that the user named and that is not there: where it was looked for. */
    String where(Path path) {
        return path.isAbsolute() ? "" : ": " + folder.resolve(path) + " (the working folder is " + folder + ")";
    }

    /**
     * Writes a result to the file that the user named, completely or not at all.
     *
     * @throws CommandFailure if it cannot; what was there before is then unchanged
     */
    void write(Path output, WholeFile.Content content) {
        try {
            WholeFile.write(folder.resolve(output), content);
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + output + ": " + Failures.inWords(e) + where(output));
        }
    }

    /** The same, of text as UTF-8. */
    void write(Path output, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        write(output, out -> out.write(content));
    }

    /**
     * Prints a result, as UTF-8 whatever the stream's own charset: a pipe must give what {@code -o} gives.
     *
     * @throws CommandFailure if the stream did not take all of it
     */
    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        if (out.checkError()) {
            throw new CommandFailure("standard output could not be written");
        }
    }
}
