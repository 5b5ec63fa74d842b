package dev.lastcall.ways;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** What other tools need and leave on disk. */
final class PeerFiles {
    /** As in {@code ways.peers.Recorder}. */
    private static final int SLOT = 512;

    private PeerFiles() {}

    /** A jar that the profile {@code peers} puts on the class path. */
    static Optional<Path> jar(String name) {
        return ClassPath.entries().stream()
                .map(Path::of)
                .filter(path -> String.valueOf(path.getFileName()).startsWith(name + "-"))
                .findFirst();
    }

    static String version(Path jar) {
        return String.valueOf(jar.getFileName()).replaceAll("^[a-z]+-(.*)\\.jar$", "$1");
    }

    static Path compiled(String sources, Path to, Path... classPath) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-g", "-d", to.toString(), "-cp"));
        arguments.add(String.join(
                java.io.File.pathSeparator,
                Stream.of(classPath).map(Path::toString).toList()));
        try (Stream<Path> files =
                Files.walk(ClassPath.classes().resolve("peers").resolve(sources))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("javac " + arguments);
        }
        return to;
    }

    /** Where a JVM records. */
    static Path record(Path here) {
        return here.resolve("recorded");
    }

    static List<Seen> recorded(Path here) throws IOException {
        List<Seen> seen = new ArrayList<>();
        Path file = record(here);
        if (!Files.exists(file)) {
            return seen;
        }
        ByteBuffer slots = ByteBuffer.wrap(Files.readAllBytes(file));
        for (int at = 0; at < slots.capacity() && slots.getInt(at + 8) > 0; at += SLOT) {
            String text = new String(slots.array(), at + 12, slots.getInt(at + 8), StandardCharsets.UTF_8);
            int first = text.indexOf('\t');
            int last = text.lastIndexOf('\t');
            seen.add(new Seen(
                    text.substring(0, first),
                    text.substring(first + 1, last),
                    Integer.parseInt(text.substring(last + 1)),
                    slots.getLong(at)));
        }
        return seen;
    }
}
