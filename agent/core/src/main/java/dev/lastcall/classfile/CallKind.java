package dev.lastcall.classfile;

import dev.lastcall.evidence.Kind;
import net.bytebuddy.jar.asm.Opcodes;

/** Tells the kinds of the calls in one method, whose instructions are shown to it in their order. */
public final class CallKind {
    private final String owner;
    private int pendingNews;
    private boolean constructed;

    /**
     * Begins a method.
     *
     * @param owner internal name of the class that holds it
     * @param method its name
     */
    public CallKind(String owner, String method) {
        this.owner = owner;
        this.constructed = !method.equals("<init>");
    }

    /** A type instruction comes by. */
    public void typeInstruction(int opcode) {
        if (opcode == Opcodes.NEW) {
            pendingNews++;
        }
    }

    /**
     * The kind of a call. The first {@code <init>} in a constructor for which no {@code new} is pending is that of
     * {@code super} or {@code this}.
     */
    public Kind of(int opcode, String calledOwner, String called) {
        if (opcode != Opcodes.INVOKESPECIAL) {
            return Kind.CALL;
        }
        if (!called.equals("<init>")) {
            return calledOwner.equals(owner) ? Kind.CALL : Kind.SUPER;
        }
        if (pendingNews == 0 && !constructed) {
            constructed = true;
            return Kind.SUPER;
        }
        pendingNews--;
        return Kind.NEW;
    }
}
