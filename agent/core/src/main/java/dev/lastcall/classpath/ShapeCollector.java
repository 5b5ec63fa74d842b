package dev.lastcall.classpath;

import dev.lastcall.classfile.ClassFileReader;
import dev.lastcall.classfile.ClassShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the shapes of all classes, by name; of copies of a class, the first. Not thread-safe. */
public final class ShapeCollector implements ClassFiles.Sink {
    private final Map<String, ClassShape> shapes;
    private final Set<String> problems;
    private final ManifestPaths named = new ManifestPaths();
    private int classes;
    private int jars;

    public ShapeCollector(Map<String, ClassShape> shapes, Set<String> problems) {
        this.shapes = shapes;
        this.problems = problems;
    }

    /** Inputs without any class file are a problem: that nothing was found in them would mean nothing. */
    public void collect(List<Input> inputs) {
        for (Input input : inputs) {
            ClassFiles.read(input, this);
        }
        if (classes == 0 && problems.isEmpty()) {
            problems.add(inputs.stream().map(Input::name).collect(Collectors.joining(", "))
                    + ": there is no class file in it");
        }
    }

    /** One sentence for each jar that names others as parts of its class path which are not among the inputs. */
    public List<String> namedBeside(List<Input> inputs) {
        return named.beside(inputs);
    }

    public int classes() {
        return classes;
    }

    public int jars() {
        return jars;
    }

    @Override
    public void jar() {
        jars++;
    }

    @Override
    public void jarFile(String name, Path path, @Nullable String classPath) {
        named.add(name, path, classPath);
    }

    @Override
    public void classFile(String codeSource, String entry, byte[] content) {
        try {
            ClassShape shape = ClassFileReader.shape(content);
            shapes.putIfAbsent(shape.name(), shape);
            classes++;
        } catch (IOException e) {
            problems.add(unreadable(codeSource, entry, e));
        }
    }

    @Override
    public void problem(String sentence) {
        problems.add(sentence);
    }

    public static String unreadable(String codeSource, String entry, IOException e) {
        return codeSource + ": " + entry + ": " + ClassFiles.inWords(e);
    }
}
