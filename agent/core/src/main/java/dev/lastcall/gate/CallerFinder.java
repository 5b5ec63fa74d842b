package dev.lastcall.gate;

import dev.lastcall.site.Kind;
import dev.lastcall.site.WovenCalls;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the stack from a guard up to the nearest frame of the application. What the frames in between are tells how the
 * target was reached. No lambdas here: the walk may start inside the bootstrap of one.
 */
final class CallerFinder {
    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

    private final FrameSorter sorter;
    private final WovenCalls wovenCalls;

    CallerFinder(FrameSorter sorter, WovenCalls wovenCalls) {
        this.sorter = sorter;
        this.wovenCalls = wovenCalls;
    }

    /** To be called on the way from a guard: the frame that called the bridge is that of the target. */
    FoundCaller find() {
        return WALKER.walk(new Walk(sorter, wovenCalls));
    }

    /** One walk: takes frames from the innermost outwards until one is the application's. */
    @SuppressWarnings("overloads") // nobody calls andThen
    private static final class Walk implements Function<Stream<StackFrame>, FoundCaller>, Consumer<StackFrame> {
        private final FrameSorter sorter;
        private final WovenCalls wovenCalls;
        private @Nullable StackFrame current;
        private @Nullable StackFrame outermost;
        private @Nullable Class<?> directReference;
        private boolean inAgent = true;
        private boolean reflection;
        private boolean methodHandle;
        private boolean reference;
        private boolean bootstrap;
        private boolean direct = true;

        Walk(FrameSorter sorter, WovenCalls wovenCalls) {
            this.sorter = sorter;
            this.wovenCalls = wovenCalls;
        }

        @Override
        public void accept(StackFrame frame) {
            current = frame;
        }

        @Override
        public FoundCaller apply(Stream<StackFrame> frames) {
            Spliterator<StackFrame> next = frames.spliterator();
            skipToTarget(next);
            while (next.tryAdvance(this)) {
                StackFrame frame = current;
                if (frame == null) {
                    break;
                }
                FrameSorter.Sort sort = sorter.sort(frame.getDeclaringClass(), frame.getMethodName());
                if (sort == FrameSorter.Sort.APPLICATION && !isBridge(frame)) {
                    return directReference == null ? caller(frame) : writer(directReference, frame);
                }
                passOver(frame, sort);
            }
            if (directReference != null) {
                return writer(directReference, null);
            }
            StackFrame last = outermost;
            return last == null ? FoundCaller.nativeCode() : caller(last);
        }

        private boolean isBridge(StackFrame frame) {
            return wovenCalls.isBridge(
                    frame.getDeclaringClass().getClassLoader(),
                    frame.getClassName(),
                    frame.getMethodName(),
                    frame.getDescriptor());
        }

        /** Past the agent's own frames, and past the target's. */
        private void skipToTarget(Spliterator<StackFrame> next) {
            while (inAgent && next.tryAdvance(this)) {
                StackFrame frame = current;
                inAgent = frame != null && sorter.isAgent(frame.getDeclaringClass());
            }
        }

        private void passOver(StackFrame frame, FrameSorter.Sort sort) {
            if (direct && sort == FrameSorter.Sort.REFERENCE) {
                directReference = frame.getDeclaringClass();
            }
            direct = false;
            outermost = frame;
            switch (sort) {
                case REFLECTION -> reflection = true;
                case METHOD_HANDLE -> methodHandle = true;
                case BOOTSTRAP -> bootstrap = true;
                case REFERENCE -> reference = true;
                default -> {}
            }
        }

        /** Who wrote a method reference to the target: its frame if it is the nearest one, else its class is all there is. */
        private FoundCaller writer(Class<?> reference, @Nullable StackFrame nearest) {
            String host = FrameSorter.hostOfReference(reference);
            if (nearest != null && nearest.getClassName().equals(host)) {
                return caller(nearest);
            }
            return new FoundCaller(
                    reference, host, FoundCaller.METHOD_REFERENCE, "", 0, "", -1, Kind.METHOD_REF, false);
        }

        private FoundCaller caller(StackFrame frame) {
            return new FoundCaller(
                    frame.getDeclaringClass(),
                    FrameSorter.stableName(frame.getClassName()),
                    frame.getMethodName(),
                    frame.getDescriptor(),
                    Math.max(0, frame.getLineNumber()),
                    frame.getFileName() == null ? "" : frame.getFileName(),
                    frame.getByteCodeIndex(),
                    kind(frame),
                    direct);
        }

        private Kind kind(StackFrame frame) {
            if (reflection) {
                return Kind.REFLECTION;
            }
            if (bootstrap) {
                return Kind.INDY;
            }
            if (reference) {
                return Kind.METHOD_REF;
            }
            if (methodHandle) {
                return Kind.METHOD_HANDLE;
            }
            return frame.isNativeMethod() ? Kind.NATIVE : Kind.VIRTUAL;
        }
    }
}
