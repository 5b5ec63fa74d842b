package dev.lastcall.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system of its own, mounted below the trial's folder; that takes root. */
final class Disk implements AutoCloseable {
    private static final int PIECE = 4096;

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** @param kind {@code tmpfs} or {@code ext4} */
    static Disk mount(String kind, Path folder, int kib) throws IOException, InterruptedException, Skipped {
        Files.createDirectories(folder);
        if (kind.equals("tmpfs")) {
            must(List.of("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "tmpfs", folder.toString()));
        } else {
            Path image = folder.resolveSibling(folder.getFileName() + ".img");
            must(List.of("truncate", "-s", kib + "K", image.toString()));
            must(List.of("mkfs." + kind, "-q", "-m", "0", image.toString()));
            must(List.of("mount", "-o", "loop", image.toString(), folder.toString()));
        }
        return new Disk(folder);
    }

    private static void must(List<String> command) throws IOException, InterruptedException, Skipped {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new Skipped(command.get(0) + ": " + said);
            }
        } catch (IOException notThere) {
            throw new Skipped(command.get(0) + " can't be run");
        }
    }

    Path folder() {
        return folder;
    }

    void makeReadOnly() throws IOException, InterruptedException, Skipped {
        must(List.of("mount", "-o", "remount,ro", folder.toString()));
    }

    /** Takes all room that is left, but for so many bytes. */
    void fill(long left) throws IOException {
        Path filler = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (folder.toFile().getUsableSpace() >= left + PIECE) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException full) {
            // as it should be
        }
    }

    @Override
    public void close() throws IOException {
        try {
            must(List.of("umount", folder.toString()));
        } catch (Skipped busy) {
            throw new IOException(busy.getMessage(), busy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
