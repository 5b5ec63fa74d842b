package dev.lastcall.cli;

import dev.lastcall.migrate.Versions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Maven as a command of the user's. Not thread-safe. */
final class MavenCommand implements Maven {
    private final String program;
    private final Path folder;
    private @Nullable Path repository;

    /** @param program as it is called, {@code mvn} or the path of a wrapper */
    MavenCommand(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    @Override
    public List<String> versions(String group, String artifact) throws IOException {
        run("dependency:get", "-Dtransitive=false", "-Dartifact=" + group + ':' + artifact + ":LATEST");
        Path metadata = repository().resolve(group.replace('.', '/')).resolve(artifact);
        if (!Files.isDirectory(metadata)) {
            throw new IOException(program + " knows no versions of " + group + ':' + artifact);
        }
        Set<String> versions = new TreeSet<>(Versions.ORDER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(metadata, "maven-metadata-*.xml")) {
            for (Path file : files) {
                addVersions(Files.readString(file), versions);
            }
        }
        return new ArrayList<>(versions);
    }

    @Override
    public Path jar(String group, String artifact, String version) throws IOException {
        run("dependency:get", "-Dtransitive=false", "-Dartifact=" + group + ':' + artifact + ':' + version);
        return repository()
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + '-' + version + ".jar");
    }

    private Path repository() throws IOException {
        Path known = repository;
        if (known != null) {
            return known;
        }
        String answer = run("help:evaluate", "-DforceStdout", "-Dexpression=settings.localRepository");
        known = Path.of(answer.lines()
                .reduce((first, last) -> last.isBlank() ? first : last)
                .orElse("")
                .strip());
        repository = known;
        return known;
    }

    /** Maven resets colours around what it prints, also where it uses none. */
    private static String withoutColours(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private String run(String... arguments) throws IOException {
        Path output = Files.createTempFile("lastcall-maven", ".txt");
        try {
            Process process = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            if (!ended) {
                process.destroy();
            }
            String text = withoutColours(Files.readString(output, Charset.defaultCharset()));
            if (!ended || process.exitValue() != 0) {
                throw new IOException(program + " " + arguments[0] + " failed"
                        + (ended ? "" : ": it did not end in ten minutes") + firstError(text));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private List<String> command(String... arguments) {
        boolean isWindows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>(
                List.of(isWindows && program.equals("mvn") ? "mvn.cmd" : program, "-q", "-B", "-Dstyle.color=never"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String firstError(String text) {
        return text.lines()
                .filter(line -> line.contains("ERROR"))
                .findFirst()
                .map(line -> ": " + line.strip())
                .orElse("");
    }

    /** Those that a {@code maven-metadata.xml} lists. */
    static void addVersions(String xml, Set<String> versions) {
        String open = "<version>";
        int list = xml.toLowerCase(Locale.ROOT).indexOf("<versions>");
        for (int at = xml.indexOf(open, Math.max(0, list)); list >= 0 && at >= 0; at = xml.indexOf(open, at)) {
            at += open.length();
            int end = xml.indexOf('<', at);
            if (end < 0) {
                return;
            }
            versions.add(xml.substring(at, end).strip());
        }
    }
}
