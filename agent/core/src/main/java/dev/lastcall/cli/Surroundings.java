package dev.lastcall.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * All that a command touches outside itself.
 *
 * @param folder against which relative paths are resolved
 */
record Surroundings(LedgerSource ledgers, Clock clock, Path folder, PrintStream out, PrintStream err) {

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
