package dev.lastcall.weave;

import dev.lastcall.site.ReflectiveSites;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes the calls of {@code java.lang.LastcallBridge}: straight-line code that needs no stack map frame. */
final class BridgeCalls {
    /** Internal name of the bridge's class. */
    static final String NAME = "java/lang/LastcallBridge";

    /** Stack slots that a call of the bridge needs at most: three references and a number. */
    static final int STACK = 4;

    /** Descriptor of what is called where the code doesn't catch what an announced call has ended with. */
    static final String UNCAUGHT = "(Ljava/lang/Throwable;)Ljava/lang/Throwable;";

    /**
     * Bits of the target in the shorter form of an announcement, below the site's; {@code LastcallBridge} has it, too.
     */
    private static final int PACKED_TARGET_BITS = 13;

    private BridgeCalls() {}

    static void at(MethodVisitor code, int site, int target) {
        boolean packed = pushCall(code, site, target);
        call(code, "at", packed ? "(I)V" : "(II)V");
    }

    /** Expects the receiver on the stack, and takes it. */
    static void atReceiver(MethodVisitor code, int site, int target) {
        boolean packed = pushCall(code, site, target);
        call(code, "at", packed ? "(Ljava/lang/Object;I)V" : "(Ljava/lang/Object;II)V");
    }

    /**
     * As one number, which makes methods grow less, if both are small; then it is below all marks of generations, too.
     *
     * @return whether it is one
     */
    private static boolean pushCall(MethodVisitor code, int site, int target) {
        boolean packed = site <= Short.MAX_VALUE && target < 1 << PACKED_TARGET_BITS;
        if (packed) {
            push(code, site << PACKED_TARGET_BITS | target);
        } else {
            push(code, site);
            push(code, target);
        }
        return packed;
    }

    /**
     * The guard of a body.
     *
     * @param receiver whether the method has one, in its first local variable, which it has initialized
     * @param instruction a label to stand at the call of the bridge
     */
    static void enter(MethodVisitor code, boolean receiver, int target, Label instruction) {
        if (receiver) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
        }
        push(code, target);
        code.visitLabel(instruction);
        call(code, "enter", receiver ? "(Ljava/lang/Object;I)V" : "(I)V");
    }

    /** Expects the receiver on the stack, and takes it. */
    static void hint(MethodVisitor code, int hint) {
        push(code, hint);
        call(code, "hint", "(Ljava/lang/Object;I)V");
    }

    /** Expects a reflected member and the instance that it is called on, or null, on the stack, and takes them. */
    static void markCall(MethodVisitor code, int hint) {
        push(code, hint);
        call(code, "mark", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
    }

    /** Expects a method handle and its first argument, or null, on the stack, and takes them. */
    static void markHandle(MethodVisitor code, int hint) {
        push(code, hint);
        call(code, "markHandle", "(Ljava/lang/Object;Ljava/lang/Object;I)V");
    }

    /** To follow the call before which {@link #markCall} or {@link #markHandle} stands. */
    static void unmarkCall(MethodVisitor code) {
        call(code, "unmark", "()V");
    }

    /** Leaves on the stack whether there was that ticket, as a number, and takes it. */
    static void take(MethodVisitor code, int target) {
        push(code, target);
        call(code, "take", "(I)I");
    }

    /** Expects on the stack, and takes, what {@link #take} has left. */
    static void give(MethodVisitor code, int target) {
        push(code, target);
        call(code, "give", "(II)V");
    }

    /** Does nothing, and tells the code of a generation from that of others. */
    static void mark(MethodVisitor code, int constant) {
        code.visitLdcInsn(constant);
        code.visitInsn(Opcodes.POP);
    }

    static void exempt(MethodVisitor code, int target) {
        push(code, target);
        call(code, "exempt", "(I)V");
    }

    /** Expects the receiver on the stack, and takes it. */
    static void exemptReceiver(MethodVisitor code, int target) {
        push(code, target);
        call(code, "exempt", "(Ljava/lang/Object;I)V");
    }

    static void pass(MethodVisitor code, int overridden, int target) {
        push(code, overridden);
        push(code, target);
        call(code, "pass", "(II)V");
    }

    static void ended(MethodVisitor code) {
        call(code, "ended", "()V");
    }

    /** Expects what was thrown on the stack, and leaves it. */
    static void endedUncaught(MethodVisitor code) {
        call(code, "ended", UNCAUGHT);
    }

    /** Drops the ticket, for whatever target it is. */
    static void drop(MethodVisitor code) {
        call(code, "drop", "()V");
    }

    static void drop(MethodVisitor code, int target) {
        push(code, target);
        call(code, "drop", "(I)V");
    }

    static void intercept(MethodVisitor code, int target) {
        push(code, target);
        call(code, "intercept", "(I)V");
    }

    /** Expects a reflected member on the stack, and takes it. */
    static void reflect(MethodVisitor code, int place) {
        push(code, place);
        call(code, "reflect", "(Ljava/lang/Object;I)V");
    }

    /** Expects the class of an enum, or what may be a constant of one, on the stack, and takes it. */
    static void constants(MethodVisitor code, int place) {
        push(code, place);
        call(code, "constants", "(Ljava/lang/Object;I)V");
    }

    /** Expects a {@code Field} whose accessor begins on the stack, and takes it. */
    static void guardField(MethodVisitor code) {
        reflect(code, ReflectiveSites.UNKNOWN);
    }

    /** Expects a look-up object and a class file on the stack, and leaves a class file in their place. */
    static void hidden(MethodVisitor code) {
        call(code, "hidden", "(Ljava/lang/Object;[B)[B");
    }

    /**
     * Expects a class file, an agent, a module, a class loader, a name, a class, a protection domain and whether
     * transformers were asked that can retransform, and leaves a class file.
     */
    static void changed(MethodVisitor code) {
        call(
                code,
                "changed",
                "([BLjava/lang/Object;Ljava/lang/Module;Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/lang/Class;"
                        + "Ljava/security/ProtectionDomain;Z)[B");
    }

    /** Expects a class, a name and a type on the stack, and takes them. */
    static void lookUp(MethodVisitor code, int place) {
        push(code, place);
        call(code, "lookUp", "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Object;I)V");
    }

    private static void call(MethodVisitor code, String method, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, method, descriptor, false);
    }

    private static void push(MethodVisitor code, int number) {
        if (number <= 5) {
            code.visitInsn(Opcodes.ICONST_0 + number);
        } else if (number <= Byte.MAX_VALUE) {
            code.visitIntInsn(Opcodes.BIPUSH, number);
        } else if (number <= Short.MAX_VALUE) {
            code.visitIntInsn(Opcodes.SIPUSH, number);
        } else {
            code.visitLdcInsn(number);
        }
    }
}
