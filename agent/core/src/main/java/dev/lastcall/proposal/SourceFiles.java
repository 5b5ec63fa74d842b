package dev.lastcall.proposal;

import dev.lastcall.classpath.Input;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code .java} files: in the inputs themselves, in {@code NAME-sources.jar} beside {@code NAME.jar}, in the usual
 * folder above compiled classes, and where the user says. Sources are a help, not a must: what can't be read is passed
 * over.
 */
final class SourceFiles implements Closeable {
    private static final List<Path> OUTPUTS = List.of(Path.of("target/classes"), Path.of("build/classes/java/main"));

    private final List<Path> folders = new ArrayList<>();
    private final List<ZipFile> jars = new ArrayList<>();
    private final Map<String, Optional<JavaSource>> read = new HashMap<>();

    SourceFiles(List<Input> inputs, List<Path> sources) {
        sources.forEach(this::add);
        for (Input input : inputs) {
            add(input.path());
            addBeside(input.path());
        }
    }

    private void addBeside(Path path) {
        String name = path.toString();
        if (name.endsWith(".jar")) {
            add(Path.of(name.substring(0, name.length() - ".jar".length()) + "-sources.jar"));
        }
        Path folder = path.toAbsolutePath().normalize();
        for (Path output : OUTPUTS) {
            if (folder.endsWith(output)) {
                Path module = folder;
                for (int i = 0; i < output.getNameCount() && module != null; i++) {
                    module = module.getParent();
                }
                if (module != null) {
                    add(module.resolve("src/main/java"));
                }
            }
        }
    }

    private void add(Path path) {
        try {
            if (Files.isDirectory(path)) {
                folders.add(path);
            } else if (Files.isRegularFile(path)) {
                jars.add(new ZipFile(path.toFile()));
            }
        } catch (IOException e) {
            // no sources from there
        }
    }

    /** The file of that path, such as {@code a/b/C.java}; null if it is not at hand. */
    @Nullable
    JavaSource find(String path) {
        return read.computeIfAbsent(path, it -> Optional.ofNullable(text(it)).map(JavaSource::of))
                .orElse(null);
    }

    private @Nullable String text(String path) {
        try {
            for (Path folder : folders) {
                Path file = folder.resolve(path);
                if (Files.isRegularFile(file)) {
                    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                }
            }
            for (ZipFile jar : jars) {
                ZipEntry entry = jar.getEntry(path);
                if (entry != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        for (ZipFile jar : jars) {
            jar.close();
        }
    }
}
