package dev.lastcall.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Unpacks what a server is shipped as. */
final class Archives {
    private Archives() {}

    /** The one folder that the zip in the libraries holds; unpacked once, for all JDKs. */
    static Path unpacked(Place place, String coordinates) throws IOException, InterruptedException {
        String zip = Libraries.fileName(coordinates);
        Path to = place.shared().resolve(zip.replace(".zip", ""));
        if (!Files.exists(to)) {
            Path fresh = place.shared().resolve("unpacked-new");
            Folders.delete(fresh);
            Files.createDirectories(fresh);
            place.tool(fresh, "jar", "xf", place.libraries().resolve(zip).toString());
            Files.move(onlyFolder(fresh), to, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(fresh);
        }
        return to;
    }

    private static Path onlyFolder(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.toList();
            if (all.size() != 1) {
                throw new IOException("more than one folder in " + folder + ": " + all);
            }
            return all.get(0);
        }
    }
}
