package dev.lastcall.cli;

import dev.lastcall.baseline.Baseline;
import dev.lastcall.baseline.BaselineText;
import dev.lastcall.baseline.InvalidBaselineException;
import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Baseline files that the user named. */
final class BaselineFiles {
    private static final long LARGEST = 64L << 20;

    private BaselineFiles() {}

    /** @throws CommandFailure with everything that is wrong in it, as {@code file:line} */
    static Baseline read(Surroundings surroundings, Path file) {
        Path resolved = surroundings.folder().resolve(file);
        String text;
        try {
            if (Files.size(resolved) > LARGEST) {
                throw new CommandFailure(file + ": more than " + (LARGEST >> 20) + " MiB are no baseline");
            }
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(resolved)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + ": it is not a text in UTF-8, so it is no baseline");
        } catch (IOException e) {
            boolean missing = !Files.exists(resolved);
            throw new CommandFailure("cannot read " + file + ": " + Failures.inWords(e)
                    + (missing ? surroundings.where(file) + "; baseline accept writes one" : ""));
        }
        try {
            return BaselineText.parse(file.toString(), text);
        } catch (InvalidBaselineException e) {
            StringJoiner lines = new StringJoiner("\n");
            for (InvalidBaselineException.Problem problem : e.problems()) {
                lines.add(OneLine.of(file + ":" + problem.line() + ": " + problem.message()));
            }
            throw new CommandFailure(lines.toString());
        }
    }
}
