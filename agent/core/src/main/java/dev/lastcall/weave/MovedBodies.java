package dev.lastcall.weave;

import dev.lastcall.classfile.MembersOfConstant;
import dev.lastcall.weave.MovedReferences.Moved;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Writes the methods that stand in for the moved references of a class. */
final class MovedBodies {
    private MovedBodies() {}

    /** Writes the synthetic methods. */
    static void write(ClassVisitor out, ClassWork owner) {
        for (Moved reference : owner.references().moved()) {
            MethodVisitor code = out.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    reference.name(),
                    reference.descriptor(),
                    null,
                    null);
            owner.changed();
            code.visitCode();
            writeLine(code, reference.line());
            writeCall(code, reference, owner);
            code.visitEnd();
        }
    }

    private static void writeLine(MethodVisitor code, int line) {
        if (line > 0) {
            Label start = new Label();
            code.visitLabel(start);
            code.visitLineNumber(line, start);
        }
    }

    private static void writeCall(MethodVisitor code, Moved reference, ClassWork owner) {
        Handle handle = reference.handle();
        boolean constructor = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        boolean onReceiver = MembersOfConstant.isOnReceiver(handle);
        if (constructor) {
            code.visitTypeInsn(Opcodes.NEW, handle.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        Announcement announcement = reference.announcement();
        if (announcement != null && onReceiver) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            announcement.write(code, true);
        }
        report(code, reference, onReceiver);
        int slots = loadAll(code, reference.descriptor());
        if (announcement != null) {
            if (!onReceiver) {
                announcement.write(code, false);
            }
        }
        Label call = labelIn(code);
        if (announcement != null) {
            CodeLine at = new CodeLine(reference.name(), reference.descriptor(), reference.line());
            owner.announced(at, call, announcement);
        }
        code.visitMethodInsn(
                opcode(handle), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
        Label next = labelIn(code);
        Type result = Type.getReturnType(reference.descriptor());
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        if (announcement != null) {
            FailedCalls failed = new FailedCalls(
                    owner.facts().name(),
                    owner.superName(),
                    reference.name(),
                    reference.descriptor(),
                    owner.hasFrames());
            failed.announced(call, next);
            failed.end(code);
        }
        code.visitMaxs(Math.max(slots + 2, result.getSize()) + BridgeCalls.STACK, slots);
    }

    /** All that such methods take is a reference, of one slot each. */
    private static void report(MethodVisitor code, Moved reference, boolean onReceiver) {
        ReflectiveUse use = reference.use();
        if (use == null) {
            return;
        }
        int[] arguments = new int[Type.getArgumentTypes(reference.handle().getDesc()).length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = onReceiver ? i + 1 : i;
        }
        use.report(code, reference.place(), arguments);
    }

    private static Label labelIn(MethodVisitor code) {
        Label label = new Label();
        code.visitLabel(label);
        return label;
    }

    private static int loadAll(MethodVisitor code, String descriptor) {
        int slot = 0;
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
            slot += parameter.getSize();
        }
        return slot;
    }

    private static int opcode(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> Opcodes.INVOKEVIRTUAL;
        };
    }
}
