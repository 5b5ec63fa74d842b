package dev.lastcall.classpath;

import dev.lastcall.classfile.ClassShape;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What classes of jars, of folders and of the JDK that runs this declare, looked up by name. Not thread-safe. */
public final class Library implements Closeable {
    private static final String OBJECT = "java.lang.Object";

    private final ClassPath path;
    private final Hierarchy hierarchy;

    /** Nothing is read before it is asked for. */
    public Library(List<Input> classPath) {
        path = new ClassPath(classPath);
        hierarchy = new Hierarchy(Map.of(), path);
    }

    /** The class of that binary name; null if it is not here or can't be read. */
    public @Nullable ClassShape find(String className) {
        return hierarchy.find(className);
    }

    /**
     * Whether an object of the one class is one of the other; null if that can't be known, since an ancestor is
     * missing.
     */
    public @Nullable Boolean isSubtype(String className, String ancestor) {
        if (className.equals(ancestor) || ancestor.equals(OBJECT)) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(className));
        boolean unknown = false;
        while (!open.isEmpty()) {
            String name = open.remove();
            ClassShape shape = seen.add(name) ? find(name) : null;
            if (name.equals(ancestor)) {
                return true;
            }
            if (shape == null) {
                unknown |= find(name) == null;
            } else {
                open.addAll(shape.parents());
            }
        }
        return unknown ? null : false;
    }

    /** One sentence for each thing that could not be read. */
    public List<String> problems() {
        return path.problems();
    }

    @Override
    public void close() throws IOException {
        path.close();
    }
}
