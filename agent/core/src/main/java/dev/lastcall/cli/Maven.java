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

/** The user's own Maven, with his settings, mirrors and credentials; a seam for tests. */
interface Maven {
    /** The versions that there are, the oldest first. */
    List<String> versions(String group, String artifact) throws IOException;

    /** The jar of one version, fetched if need be. */
    Path jar(String group, String artifact, String version) throws IOException;

    /** Calls that program, as {@code mvn}. */
    static Maven command(String program, Path folder) {
        return new Maven() {
            private @Nullable Path known;

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
                if (known != null) {
                    return known;
                }
                String answer = run("help:evaluate", "-DforceStdout", "-Dexpression=settings.localRepository");
                return Path.of(answer.lines()
                        .reduce((first, last) -> last.isBlank() ? first : last)
                        .orElse("")
                        .strip());
            }

            /** Maven resets colours around what it prints, also where it uses none. */
            private String withoutColours(String text) {
                return text.replaceAll("\u001b\\[[0-9;]*m", "");
            }

            private String run(String... arguments) throws IOException {
                boolean isWindows = File.separatorChar == '\\';
                List<String> command = new ArrayList<>(List.of(
                        isWindows && program.equals("mvn") ? "mvn.cmd" : program, "-q", "-B", "-Dstyle.color=never"));
                command.addAll(List.of(arguments));
                Path output = Files.createTempFile("lastcall-maven", ".txt");
                try {
                    Process process = new ProcessBuilder(command)
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
                        String reason = text.lines()
                                .filter(line -> line.contains("ERROR"))
                                .findFirst()
                                .orElse("");
                        throw new IOException(program + " " + arguments[0] + " failed"
                                + (ended ? "" : ": it did not end in ten minutes")
                                + (reason.isEmpty() ? "" : ": " + reason.strip()));
                    }
                    return text;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                } finally {
                    Files.deleteIfExists(output);
                }
            }
        };
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
