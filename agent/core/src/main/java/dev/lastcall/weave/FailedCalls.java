package dev.lastcall.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Ends the tickets of announced calls that fail before they reach a body, in one method: where the code itself catches what
 * an announced call may end with, at the start of its handler; else in a handler at the method's end, which throws it on. A
 * call that succeeds costs nothing more. That handler needs a frame without locals, which fits whatever the method's locals
 * are; only in a constructor it does not, before {@code super()}, so constructors stay as they are. Not thread-safe.
 */
final class FailedCalls {
    private static final Object[] NO_LOCALS = {};
    private static final Object[] THROWN = {"java/lang/Throwable"};
    /** The types of handlers to which an error of the JVM may go. */
    private static final String[] CAUGHT = {
        "java/lang/Throwable",
        "java/lang/Error",
        "java/lang/VirtualMachineError",
        "java/lang/StackOverflowError",
        "java/lang/LinkageError",
        "java/lang/IncompatibleClassChangeError",
        "java/lang/AbstractMethodError",
        "java/lang/UnsatisfiedLinkError",
        "java/lang/ThreadDeath"
    };

    private final boolean applies;
    private final boolean hasFrames;
    private final List<Label> handlers = new ArrayList<>(0);
    private final List<Label> calls = new ArrayList<>(0);
    private boolean atHandler;

    /** @param hasFrames whether the class has stack map frames, as handlers then have */
    FailedCalls(String method, boolean hasFrames) {
        this.applies = !method.equals("<init>");
        this.hasFrames = hasFrames;
    }

    /** The method has such a handler; null: it catches anything. */
    void handler(Label handler, @Nullable String type) {
        if (applies && catches(type)) {
            handlers.add(handler);
        }
    }

    private static boolean catches(@Nullable String type) {
        if (type == null) {
            return true;
        }
        for (String one : CAUGHT) {
            if (one.equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** The label stands there; what it begins is a handler only if what it catches comes before, as compilers have it. */
    void label(Label label, MethodVisitor code) {
        if (calls.isEmpty() || !handlers.contains(label)) {
            return;
        }
        if (hasFrames) {
            atHandler = true;
        } else {
            BridgeCalls.ended(code);
        }
    }

    /** A stack map frame stands there: the next instruction is the handler's first if there was its label. */
    void frame(MethodVisitor code) {
        if (atHandler) {
            atHandler = false;
            BridgeCalls.ended(code);
        }
    }

    /** An announced call stands between the two labels. */
    void announced(Label call, Label next) {
        if (applies) {
            calls.add(call);
            calls.add(next);
        }
    }

    /** Ends the method: its own handlers come first. */
    void end(MethodVisitor code) {
        if (calls.isEmpty()) {
            return;
        }
        Label handler = new Label();
        for (int i = 0; i < calls.size(); i += 2) {
            code.visitTryCatchBlock(calls.get(i), calls.get(i + 1), handler, null);
        }
        code.visitLabel(handler);
        if (hasFrames) {
            code.visitFrame(Opcodes.F_FULL, 0, NO_LOCALS, 1, THROWN);
        }
        BridgeCalls.endedUncaught(code);
        code.visitInsn(Opcodes.ATHROW);
    }
}
