package dev.lastcall.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Ends the tickets of announced calls that fail before they reach a body, in one method: where the code itself catches
 * what an announced call may end with, at the start of its handler; else in a handler at the method's end, which throws
 * it on. A call that succeeds costs nothing more. That handler needs a frame without locals, which fits whatever the
 * method's locals are; in a constructor, as long as {@code super(…)} or {@code this(…)} was not called, one with the
 * instance that is not initialized. No frame fits that very call, which the verifier takes for code before and after it
 * at once; and no handler is written where it can't be known which of the two a call is. Not thread-safe.
 */
final class FailedCalls {
    private static final Object[] NO_LOCALS = {};
    private static final Object[] NOT_INITIALIZED = {Opcodes.UNINITIALIZED_THIS};
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

    /** Whether the instance is initialized that a method runs on; not known: two of its kind are being made at once. */
    private enum Instance {
        INITIALIZED,
        NOT_INITIALIZED,
        UNKNOWN
    }

    private final boolean applies;
    private final boolean hasFrames;
    private final String owner;
    private final @Nullable String superName;
    private final List<Label> handlers = new ArrayList<>(0);
    private final List<Label> calls = new ArrayList<>(0);
    private final List<Label> callsBefore = new ArrayList<>(0);
    private boolean atHandler;
    private boolean atAll;
    private Instance instance;
    private Instance atLastFrame;
    private int localsOfLastFrame;
    private boolean makesAnother;

    /**
     * @param owner internal name of the class
     * @param superName that of its superclass
     * @param hasFrames whether the class has stack map frames, as handlers then have
     */
    FailedCalls(String owner, @Nullable String superName, String method, String descriptor, boolean hasFrames) {
        boolean constructor = method.equals("<init>");
        this.applies = !constructor || hasFrames;
        this.hasFrames = hasFrames;
        this.owner = owner;
        this.superName = superName;
        this.instance = constructor ? Instance.NOT_INITIALIZED : Instance.INITIALIZED;
        this.atLastFrame = instance;
        this.localsOfLastFrame = constructor ? 1 + Type.getArgumentTypes(descriptor).length : 0;
    }

    /** Calls by reflection may end with any exception, and what stands before them in the code may catch it. */
    void endAtAllHandlers() {
        atAll = true;
    }

    /** An instance is allocated. */
    void allocates(String type) {
        makesAnother |= type.equals(owner) || type.equals(superName);
    }

    /** The first local variable, in which a constructor is given its instance, is written to. */
    void storesFirstLocal() {
        if (instance == Instance.NOT_INITIALIZED) {
            instance = Instance.UNKNOWN;
        }
    }

    /** A constructor is called. Returns whether it may be that by which a constructor initializes its own instance. */
    boolean initializes(String type) {
        if (instance == Instance.INITIALIZED || (!type.equals(owner) && !type.equals(superName))) {
            return false;
        }
        instance = makesAnother ? Instance.UNKNOWN : Instance.INITIALIZED;
        return true;
    }

    /** The method has such a handler; null: it catches anything. */
    void handler(Label handler, @Nullable String type) {
        if (applies && (atAll || catches(type))) {
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

    /**
     * The label stands there; what it begins is a handler only if what it catches comes before, as compilers have it.
     */
    void label(Label label, MethodVisitor code) {
        if ((!atAll && calls.isEmpty() && callsBefore.isEmpty()) || !handlers.contains(label)) {
            return;
        }
        if (hasFrames) {
            atHandler = true;
        } else {
            BridgeCalls.ended(code);
        }
    }

    /**
     * A stack map frame stands there: the next instruction is the handler's first if there was its label. Has the
     * arguments of {@link MethodVisitor#visitFrame}.
     */
    void frame(int type, int numLocal, Object @Nullable [] local, MethodVisitor code) {
        if (atHandler) {
            atHandler = false;
            BridgeCalls.ended(code);
        }
        if (type == Opcodes.F_APPEND) {
            localsOfLastFrame += numLocal;
        } else if (type == Opcodes.F_CHOP) {
            localsOfLastFrame -= numLocal;
        } else if (type == Opcodes.F_FULL || type == Opcodes.F_NEW) {
            localsOfLastFrame = numLocal;
            atLastFrame = local == null ? Instance.UNKNOWN : instance(numLocal, local);
        }
        if (localsOfLastFrame <= 0) {
            atLastFrame = Instance.INITIALIZED; // or given up, which is the same for the verifier
        }
        instance = atLastFrame;
    }

    private static Instance instance(int numLocal, Object[] local) {
        for (int i = 0; i < numLocal; i++) {
            if (Opcodes.UNINITIALIZED_THIS.equals(local[i])) {
                return i == 0 ? Instance.NOT_INITIALIZED : Instance.UNKNOWN;
            }
        }
        return Instance.INITIALIZED;
    }

    /** Whether what a call leaves that stands here is ended if it fails. */
    boolean canEnd() {
        return applies && instance != Instance.UNKNOWN;
    }

    /** An announced call, or one with a hint, stands between the two labels. */
    void announced(Label call, Label next) {
        if (canEnd()) {
            List<Label> all = instance == Instance.INITIALIZED ? calls : callsBefore;
            all.add(call);
            all.add(next);
        }
    }

    /** How many entries the method gets in its table of handlers. */
    int handlers() {
        return (calls.size() + callsBefore.size()) / 2;
    }

    /** Ends the method: its own handlers come first. */
    void end(MethodVisitor code) {
        end(calls, NO_LOCALS, code);
        end(callsBefore, NOT_INITIALIZED, code);
    }

    private void end(List<Label> calls, Object[] locals, MethodVisitor code) {
        if (calls.isEmpty()) {
            return;
        }
        Label handler = new Label();
        for (int i = 0; i < calls.size(); i += 2) {
            code.visitTryCatchBlock(calls.get(i), calls.get(i + 1), handler, null);
        }
        code.visitLabel(handler);
        if (hasFrames) {
            code.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, THROWN);
        }
        BridgeCalls.endedUncaught(code);
        code.visitInsn(Opcodes.ATHROW);
    }
}
