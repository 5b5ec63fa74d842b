package dev.lastcall.gate;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.PathFrame;
import dev.lastcall.gate.FrameSorter.Sort;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Walks the whole stack for the path of one call. It takes microseconds, and longer the deeper the stack is: only for
 * calls that are due for the log. No lambdas here, since the call may be made inside the bootstrap of one.
 */
@SuppressWarnings("overloads") // nobody calls andThen
final class PathWalk implements Function<Stream<StackFrame>, CallPath>, Consumer<StackFrame> {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final int DEEPEST = 1_024;
    /** So many frames of the application, at most, lie between a guard and the caller that was found. */
    private static final int MOST_BEFORE_CALLER = 8;

    private final FrameSorter sorter;
    private final String caller;
    private final long call;
    private final List<PathFrame> frames = new ArrayList<>();
    private boolean begun;
    private boolean folded;
    private boolean cut;
    private boolean inStaticInitializer;

    private PathWalk(FrameSorter sorter, String caller, long call) {
        this.sorter = sorter;
        this.caller = caller;
        this.call = call;
    }

    /**
     * The path of the call that is being made on the current thread.
     *
     * @param caller the calling class's binary name: what is within it, such as the body of the target, is left out
     * @param call its number
     */
    static CallPath of(FrameSorter sorter, String caller, long call) {
        return WALKER.walk(new PathWalk(sorter, caller, call));
    }

    @Override
    public CallPath apply(Stream<StackFrame> stack) {
        Spliterator<StackFrame> next = stack.spliterator();
        int walked = 0;
        while (walked < DEEPEST && next.tryAdvance(this)) {
            walked++;
        }
        return new CallPath(call, frames, cut || walked == DEEPEST, inStaticInitializer);
    }

    @Override
    public void accept(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (sorter.isAgent(type)) {
            return;
        }
        String method = frame.getMethodName();
        if (sorter.sort(type, method) != Sort.APPLICATION) {
            folded = true;
            return;
        }
        if (method.equals("<clinit>")) {
            inStaticInitializer = true;
        }
        add(FrameSorter.stableName(type.getName(), frame.getFileName()), method);
    }

    private void add(String name, String method) {
        if (!begun && name.equals(caller)) {
            begun = true;
            frames.clear(); // what was called within
            folded = false;
        }
        boolean between = folded && !frames.isEmpty();
        folded = false;
        if (frames.size() + (between ? 2 : 1) > CallPath.MOST_FRAMES) {
            cut = true;
            return;
        }
        begun |= frames.size() >= MOST_BEFORE_CALLER;
        if (between) {
            frames.add(PathFrame.FOLDED);
        }
        frames.add(new PathFrame(name, method));
    }
}
