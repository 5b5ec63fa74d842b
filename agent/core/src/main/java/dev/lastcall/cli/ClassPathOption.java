package dev.lastcall.cli;

import dev.lastcall.classpath.Input;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --class-path}: jars and folders in which classes are looked up. */
final class ClassPathOption {
    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description =
                    "Jars and folders, separated as in the JVM's own option, in which other classes are looked up."
                            + " May be repeated. The JDK's classes are always known.")
    private List<String> classPath = new ArrayList<>();

    boolean isGiven() {
        return !classPath.isEmpty();
    }

    /** What was named, resolved. */
    List<Input> inputs(Path folder) {
        List<Input> inputs = new ArrayList<>();
        for (String path : classPath) {
            for (String entry : path.split(File.pathSeparator, -1)) {
                if (!entry.isBlank()) {
                    inputs.add(new Input(entry, folder.resolve(entry)));
                }
            }
        }
        return inputs;
    }
}
