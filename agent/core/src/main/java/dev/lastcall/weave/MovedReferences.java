package dev.lastcall.weave;

import dev.lastcall.classfile.AccessVisitor;
import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.evidence.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The method references of one class that name a listed member: each is turned into a reference to a synthetic method of
 * the class that contains the call, as javac does for a lambda. So it is a direct call, with the class that wrote the
 * reference as its caller.
 *
 * <p>A class that is retransformed may gain or lose no method: then exactly those references are moved that were when it
 * was loaded, even those that are no longer listed, which then announce nothing. Serializable references stay as they are, since their serial form names the member.
 */
final class MovedReferences {
    private static final String METHOD_PREFIX = "lastcall$ref$";
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final int IMPLEMENTATION = 1;
    private static final int FLAGS = 3;
    private static final int FLAG_SERIALIZABLE = 1;

    private final ClassFacts facts;
    private final Announcer announcer;
    private final @Nullable BitSet only;
    private final BitSet done = new BitSet();
    private final List<Moved> moved = new ArrayList<>();
    private int ordinal;

    /** @param only the ordinals of the references that may be moved; null: any */
    MovedReferences(ClassFacts facts, Announcer announcer, @Nullable BitSet only) {
        this.facts = facts;
        this.announcer = announcer;
        this.only = only;
    }

    /** Whether a method of that name stands in for a method reference, by this class's work. */
    static boolean isOurs(int access, String method) {
        return (access & Opcodes.ACC_SYNTHETIC) != 0 && method.startsWith(METHOD_PREFIX);
    }

    /** The ordinals, among the class's {@code invokedynamic} instructions, of the references that were moved. */
    BitSet done() {
        return (BitSet) done.clone();
    }

    /** The bootstrap arguments to use at this instruction: those given, or some with the reference moved. */
    Object[] moved(
            String method,
            String methodDescriptor,
            int line,
            String factoryDescriptor,
            Handle bootstrap,
            Object[] arguments) {
        int here = ordinal++;
        if (!bootstrap.getOwner().equals(METAFACTORY)
                || arguments.length <= IMPLEMENTATION
                || !(arguments[IMPLEMENTATION] instanceof Handle handle)
                || isSerializable(bootstrap, arguments)
                || (only != null && !only.get(here))) {
            return arguments;
        }
        Announcement found = announcer.call(
                method,
                methodDescriptor,
                line,
                Kind.METHOD_REF,
                handle.getOwner(),
                handle.getName(),
                handle.getDesc(),
                AccessVisitor.isOnReceiver(handle));
        if (found == null && only == null) {
            return arguments;
        }
        Moved reference = new Moved(METHOD_PREFIX + here, descriptorOf(handle, factoryDescriptor), handle, found, line);
        moved.add(reference);
        done.set(here);
        Object[] changed = arguments.clone();
        changed[IMPLEMENTATION] = new Handle(
                Opcodes.H_INVOKESTATIC, facts.name(), reference.name, reference.descriptor, facts.isInterface());
        return changed;
    }

    private static boolean isSerializable(Handle bootstrap, Object[] arguments) {
        return bootstrap.getName().equals("altMetafactory")
                && arguments.length > FLAGS
                && arguments[FLAGS] instanceof Integer flags
                && (flags & FLAG_SERIALIZABLE) != 0;
    }

    /** A bound receiver has the type that the factory captures, which must be met exactly; an unbound one its own. */
    private static String descriptorOf(Handle handle, String factoryDescriptor) {
        if (handle.getTag() == Opcodes.H_INVOKESTATIC) {
            return handle.getDesc();
        }
        Type[] parameters = Type.getArgumentTypes(handle.getDesc());
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return Type.getMethodDescriptor(Type.getObjectType(handle.getOwner()), parameters);
        }
        Type[] captured = Type.getArgumentTypes(factoryDescriptor);
        Type[] all = new Type[parameters.length + 1];
        all[0] = captured.length > 0 ? captured[0] : Type.getObjectType(handle.getOwner());
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return Type.getMethodDescriptor(Type.getReturnType(handle.getDesc()), all);
    }

    /** Writes the synthetic methods. */
    void write(ClassVisitor out, WeavingClass owner) {
        for (Moved reference : moved) {
            MethodVisitor code = out.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    reference.name,
                    reference.descriptor,
                    null,
                    null);
            owner.changed();
            code.visitCode();
            writeLine(code, reference.line);
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

    private static void writeCall(MethodVisitor code, Moved reference, WeavingClass owner) {
        Handle handle = reference.handle;
        boolean constructor = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        boolean onReceiver = AccessVisitor.isOnReceiver(handle);
        if (constructor) {
            code.visitTypeInsn(Opcodes.NEW, handle.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        Announcement announcement = reference.announcement;
        if (announcement != null && onReceiver) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            announcement.write(code, true);
            code.visitInsn(Opcodes.POP);
        }
        int slots = loadAll(code, reference.descriptor);
        if (announcement != null) {
            if (!onReceiver) {
                announcement.write(code, false);
            }
        }
        Label call = labelIn(code);
        if (announcement != null) {
            owner.announced(reference.name, reference.descriptor, call, reference.line, announcement);
        }
        code.visitMethodInsn(
                opcode(handle), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
        Label next = labelIn(code);
        Type result = Type.getReturnType(reference.descriptor);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        if (announcement != null) {
            FailedCalls failed = new FailedCalls(
                    owner.facts().name(), owner.superName(), reference.name, reference.descriptor, owner.hasFrames());
            failed.announced(call, next);
            failed.end(code);
        }
        code.visitMaxs(Math.max(slots + 2, result.getSize()) + BridgeCalls.STACK, slots);
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

    private record Moved(
            String name,
            String descriptor,
            Handle handle,
            @Nullable Announcement announcement,
            int line) {}
}
