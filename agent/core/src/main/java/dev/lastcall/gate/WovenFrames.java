package dev.lastcall.gate;

import dev.lastcall.site.Enclosing;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode.Announced;
import dev.lastcall.site.WovenCode.Instruction;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/** What was woven at the instruction at which a frame is. Thread-safe. */
final class WovenFrames {
    private final WovenCalls wovenCalls;

    WovenFrames(WovenCalls wovenCalls) {
        this.wovenCalls = wovenCalls;
    }

    /** The instruction at which a frame is. */
    static Instruction instruction(StackFrame frame) {
        return new Instruction(
                frame.getMethodName(),
                frame.getDescriptor(),
                frame.getByteCodeIndex(),
                Math.max(0, frame.getLineNumber()));
    }

    /** What the instruction announces at which the frame is; null if nothing. */
    @Nullable
    Announced announced(StackFrame frame) {
        return wovenCalls.at(frame.getDeclaringClass(), instruction(frame));
    }

    /** What the instruction announces at which the caller is; null if nothing. */
    @Nullable
    Announced announced(FoundCaller found) {
        Class<?> type = found.type();
        return type == null ? null : wovenCalls.at(type, found.at());
    }

    /**
     * What a class announces that is named like the runtime of a language, and so no caller that a walk would end at.
     */
    @Nullable
    Announced announcedByRuntime(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return FrameSorter.isRuntime(type.getName()) && wovenCalls.knows(type.getClassLoader(), type.getName())
                ? announced(frame)
                : null;
    }

    /** The number of the hint before the instruction at which the caller is; 0: there is none. */
    int hint(FoundCaller found) {
        Class<?> type = found.type();
        return type == null || type.isHidden() ? 0 : wovenCalls.hintAt(type, found.at());
    }

    /** Whether it is known that the caller has announced nothing there. */
    boolean announcesNothing(FoundCaller found) {
        Class<?> type = found.type();
        return type != null
                && (!wovenCalls.mayAnnounce(type, found.line()) || wovenCalls.isUnannounced(type, found.at()));
    }

    /** Whether the frame runs a method that a compiler made to pass a call on. */
    boolean isBridge(StackFrame frame) {
        return Enclosing.isAccessor(frame.getMethodName())
                || wovenCalls.isBridge(
                        frame.getDeclaringClass().getClassLoader(),
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getDescriptor());
    }

    /**
     * Whether the guard in that frame is what ran first there. Another agent that comes after this one may have put
     * something before it, which may end a call that a ticket was left for.
     */
    boolean isFirst(@Nullable StackFrame guard) {
        return guard != null
                && wovenCalls.isFirst(
                        guard.getDeclaringClass(),
                        new Instruction(guard.getMethodName(), guard.getDescriptor(), guard.getByteCodeIndex(), 0));
    }

    /** Whether generated code made that class. */
    boolean isGenerated(Class<?> type) {
        return wovenCalls
                .surroundingsOf(type.getClassLoader(), FrameSorter.stableName(type.getName()))
                .isGenerated();
    }
}
