package dev.lastcall.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A policy file that is exchanged while a process reads it. */
final class PolicyOnDisk {
    /** Four members of the deprecated class, one for each way to call it. */
    static final List<String> WAYS = List.of("direct()", "referred()", "reflected()", "get()");

    private static final String CLASS = "com.acme.legacy.Gateway#";

    private final Path file;

    private PolicyOnDisk(Path file) {
        this.file = file;
    }

    static PolicyOnDisk in(Path folder) {
        return new PolicyOnDisk(folder.resolve("policy.yaml"));
    }

    Path file() {
        return file;
    }

    /** A policy of one rule. */
    static String yaml(String mode, String id, String message, List<String> members) {
        StringBuilder text = new StringBuilder("lastcall: 1\nmode: " + mode + "\nrules:\n  - id: " + id
                + "\n    message: " + message + "\n    deprecated:\n");
        members.forEach(
                member -> text.append("      - \"").append(CLASS).append(member).append("\"\n"));
        return text.toString();
    }

    static String yaml(String mode, String id) {
        return yaml(mode, id, "Use something else.", WAYS);
    }

    /** Writes a new file and renames it over the old one, as careful writers do. */
    void replace(String text) {
        try {
            Path next = Files.writeString(file.resolveSibling("next.yaml"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes into the file that is there. */
    void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As Kubernetes mounts a ConfigMap: the file is a link through the link {@code ..data} to a folder, and an update
     * makes a new folder and moves that link.
     */
    void mount(String version, String text) {
        try {
            Files.writeString(
                    Files.createDirectory(file.resolveSibling(".." + version)).resolve("policy.yaml"), text);
            Path link = Files.createSymbolicLink(file.resolveSibling("..data_tmp"), Path.of(".." + version));
            Files.move(
                    link,
                    file.resolveSibling("..data"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            if (!Files.isSymbolicLink(file)) {
                Files.createSymbolicLink(file, Path.of("..data", "policy.yaml"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
