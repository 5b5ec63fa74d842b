package dev.lastcall.cli;

import dev.lastcall.scan.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The {@code JAR|FOLDER} arguments of a command. */
final class ScanArguments {
    @Parameters(
            paramLabel = "JAR|FOLDER",
            arity = "1..*",
            description = {
                "Jars, also those that hold other jars, folders of classes or of jars.",
                "What cannot be read is named; the rest is read all the same."
            })
    private List<Path> paths = new ArrayList<>();

    List<Input> inputs(Path folder) {
        List<Input> inputs = new ArrayList<>();
        for (Path path : paths) {
            inputs.add(new Input(path.toString(), folder.resolve(path)));
        }
        return inputs;
    }
}
