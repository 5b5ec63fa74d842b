package dev.lastcall.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a program.
 *
 * @param folder its working folder, empty before
 * @param options of its JVM, with the agents
 */
record Run(Place place, Path folder, Beside beside, List<String> options) {
    Run {
        options = List.copyOf(options);
    }

    Running java(List<String> arguments) throws IOException {
        return java(place.jdk().tool("java"), arguments);
    }

    /** @param java the launcher, of a JDK or of an image */
    Running java(Path java, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(arguments);
        return Running.start(folder, command);
    }

    /** Runs a class to its end; beside Mockito, after that has mocked what is listed. */
    Ended toEnd(List<Path> classPath, String main, List<String> arguments)
            throws Broken, IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-cp", Place.classPath(withMockito(classPath))));
        if (beside == Beside.MOCKITO) {
            words.add("com.acme.field.mockito.WithMocks");
        }
        words.add(main);
        words.addAll(arguments);
        try (Running running = java(words)) {
            return running.ended(0);
        }
    }

    private List<Path> withMockito(List<Path> classPath) throws IOException {
        if (beside != Beside.MOCKITO) {
            return classPath;
        }
        Path mockito =
                place.shared().resolveSibling("beside").resolve("mockito").resolve("lib");
        List<Path> jars = Place.jars(mockito);
        List<Path> all = new ArrayList<>(jars);
        all.add(place.compile(place.sources("mockito"), jars));
        all.addAll(classPath);
        return all;
    }

    Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.toAbsolutePath().getParent());
        return Files.writeString(path, text);
    }
}
