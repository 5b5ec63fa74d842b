package dev.lastcall.gate;

import dev.lastcall.gate.FrameSorter.Sort;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, in the transformer of a class that is just being loaded, whether somebody has asked for it by its name,
 * and who: the nearest frame of the application. Most classes are loaded since the JVM links code that names them, and
 * then nobody has. For one walk; no lambdas, since the class may load inside the bootstrap of one.
 */
@SuppressWarnings("overloads") // nobody calls andThen
public final class LoadedByName
        implements Function<Stream<StackFrame>, LoadedByName.@Nullable Load>, Consumer<StackFrame> {
    /** More frames than any class loader puts between a class and who asked for it. */
    private static final int MOST_FRAMES = 200;

    private final FrameSorter sorter = new FrameSorter(LoadedByName.class, LoadedByName.class.getClassLoader());
    private @Nullable StackFrame current;

    private LoadedByName() {}

    /**
     * Who has had a class loaded. Without the descriptor of the method: on later Java versions a frame answers that by
     * loading the types in it, one of which may be the very class that is being defined on this thread.
     *
     * @param caller its class
     * @param className its name, which is the same in every run
     * @param certain whether it is known that it was by name: else the frame has either called a class loader, or is
     *     only the one whose code was linked
     */
    public record Load(Class<?> caller, String className, String method, int line, String source, boolean certain) {}

    /** To be called in a transformer, on the thread that loads the class; null if it is not loaded by its name. */
    public static @Nullable Load find() {
        return StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES))
                .walk(new LoadedByName());
    }

    @Override
    public void accept(StackFrame frame) {
        current = frame;
    }

    private @Nullable StackFrame next(Spliterator<StackFrame> frames) {
        return frames.tryAdvance(this) ? current : null;
    }

    @Override
    public @Nullable Load apply(Stream<StackFrame> stream) {
        Spliterator<StackFrame> frames = stream.spliterator();
        boolean defined = false;
        boolean asked = false;
        boolean named = false;
        boolean linked = false;
        for (int i = 0; i < MOST_FRAMES; i++) {
            StackFrame frame = next(frames);
            if (frame == null) {
                return null;
            }
            Class<?> type = frame.getDeclaringClass();
            if (isLoader(type)) {
                if (frame.getMethodName().startsWith("defineClass") && type == ClassLoader.class) {
                    if (asked) {
                        return null; // it is a supertype of a class that is being defined
                    }
                    defined = true;
                }
                asked |= defined && frame.getMethodName().startsWith("loadClass");
                named = false; // what was in between belongs to the class loader
                linked = false;
            } else if (defined && isForName(frame)) {
                return nearest(frames);
            } else if (asked) {
                Sort sort = sorter.sort(type, frame.getMethodName());
                if (sort == Sort.APPLICATION || sort == Sort.GENERATED) {
                    return linked ? null : load(frame, named);
                }
                named |= handsOnNames(frame, sort);
                linked |= !handsOnNames(frame, sort) && FrameSorter.isOfJdk(type);
            }
        }
        return null;
    }

    private static boolean isLoader(Class<?> type) {
        return ClassLoader.class.isAssignableFrom(type) || type.getName().startsWith("jdk.internal.loader.");
    }

    private static boolean isForName(StackFrame frame) {
        return frame.getDeclaringClass() == Class.class && frame.getMethodName().startsWith("forName");
    }

    /** Whether the frame calls what somebody wanted called; else the JVM has asked the class loader, to link code. */
    private static boolean handsOnNames(StackFrame frame, Sort sort) {
        String name = frame.getClassName();
        if (readsClassFile(name)) {
            return false;
        }
        return switch (sort) {
            case REFLECTION -> !frame.getMethodName().startsWith("newInstance"); // which the JVM may link the class for
            case REFERENCE -> true;
            case METHOD_HANDLE -> name.startsWith("java.lang.invoke.LambdaForm$") || name.endsWith("$Holder");
            default -> isAskedForNames(name);
        };
    }

    /** Whether a signature or annotation in a class file names the class. */
    private static boolean readsClassFile(String className) {
        return className.startsWith("sun.reflect.generics.") || className.startsWith("sun.reflect.annotation.");
    }

    /** What of the JDK loads classes by names that somebody gave it. */
    private static boolean isAskedForNames(String className) {
        return className.startsWith("java.util.")
                || className.startsWith("java.beans.")
                || className.startsWith("java.rmi.")
                || className.startsWith("javax.")
                || className.startsWith("com.sun.")
                || className.startsWith("sun.rmi.");
    }

    private @Nullable Load nearest(Spliterator<StackFrame> frames) {
        StackFrame frame = next(frames);
        for (int i = 0; frame != null && i < MOST_FRAMES; i++) {
            if (readsClassFile(frame.getClassName())) {
                return null;
            }
            if (sorter.sort(frame.getDeclaringClass(), frame.getMethodName()) == Sort.APPLICATION) {
                return load(frame, true);
            }
            frame = next(frames);
        }
        return null;
    }

    private static Load load(StackFrame frame, boolean certain) {
        String source = frame.getFileName();
        return new Load(
                frame.getDeclaringClass(),
                FrameSorter.stableName(frame.getClassName(), source),
                frame.getMethodName(),
                Math.max(0, frame.getLineNumber()),
                source == null ? "" : source,
                certain);
    }
}
