package dev.lastcall.cli;

import dev.lastcall.classpath.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

    /** What is being done with them. */
    String reading() {
        return "reading " + paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** What to say of a policy that was named as if it were a jar; empty if there is none. */
    String policyAmongThem() {
        for (Path path : paths) {
            String name = path.toString();
            if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".txt")) {
                return "; did you mean --policy " + name + "?";
            }
        }
        return "";
    }

    List<Input> inputs(Path folder) {
        List<Input> inputs = new ArrayList<>();
        for (Path path : paths) {
            inputs.add(new Input(path.toString(), folder.resolve(path)));
        }
        return inputs;
    }
}
