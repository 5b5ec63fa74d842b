package dev.lastcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in a folder of their own, at a set time, and keeps what they print. */
abstract class CommandLineFixture {
    @TempDir
    Path folder;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Where the ledgers that a command names are read. */
    LedgerSource ledgers() {
        return LedgerSource.files();
    }

    Instant now() {
        return Instant.parse("2026-11-23T12:00:00Z");
    }

    final Surroundings surroundings() {
        return new Surroundings(
                ledgers(),
                Clock.fixed(now(), ZoneOffset.UTC),
                folder,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Terminal.NONE);
    }

    /** Runs one command, and adds what it prints to that of those before. */
    final int run(String... args) {
        return new CommandLineTool(surroundings()).run(args);
    }

    final String out() {
        return text(out);
    }

    final String err() {
        return text(err);
    }

    private String text(ByteArrayOutputStream printed) {
        return printed.toString(UTF_8).replace(folder.toString(), "FOLDER");
    }
}
