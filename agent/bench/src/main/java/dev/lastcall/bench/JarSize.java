package dev.lastcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The size of what is shipped. */
final class JarSize implements Part {
    private static final double LIMIT_MB = 10;

    @Override
    public String name() {
        return "jar";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException {
        return List.of(Row.atMost("size of lastcall.jar", LIMIT_MB, Files.size(workshop.lastcall()) / 1e6, " MB", ""));
    }
}
