package dev.lastcall.classfile;

import dev.lastcall.evidence.Kind;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The members that a constant names which an instruction loads, or hands to what links it: a method handle, and a
 * dynamic constant with all that it is made of. Those of {@code ConstantBootstraps} name fields by their names alone.
 * Pure functions.
 */
public final class MembersOfConstant {
    /** Internal name of the JDK's class that makes constants. */
    public static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";

    /** Takes a member. */
    @FunctionalInterface
    public interface Sink {
        /**
         * The constant names that member.
         *
         * @param dispatched whether what is named is called on a receiver whose class chooses the body
         */
        void found(Kind kind, String owner, String name, String descriptor, boolean dispatched);
    }

    private MembersOfConstant() {}

    /** Hands on the members that the constant names; those of a value are none. */
    public static void of(Object constant, Sink sink) {
        if (constant instanceof Handle handle) {
            found(kind(handle), handle, sink);
        } else if (constant instanceof ConstantDynamic dynamic) {
            bootstrap(dynamic.getBootstrapMethod(), sink);
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                of(dynamic.getBootstrapMethodArgument(i), sink);
            }
            field(dynamic, sink);
        }
    }

    /** Hands on what links an instruction or makes a constant. */
    public static void bootstrap(Handle bootstrap, Sink sink) {
        found(Kind.INDY, bootstrap, sink);
    }

    /** Whether what the handle names is called on a receiver whose class chooses the body. */
    public static boolean isOnReceiver(Handle handle) {
        return handle.getTag() == Opcodes.H_INVOKEVIRTUAL || handle.getTag() == Opcodes.H_INVOKEINTERFACE;
    }

    private static void found(Kind kind, Handle handle, Sink sink) {
        boolean dispatched = kind != Kind.INDY && isOnReceiver(handle);
        sink.found(kind, handle.getOwner(), handle.getName(), handle.getDesc(), dispatched);
    }

    private static void field(ConstantDynamic dynamic, Sink sink) {
        Handle bootstrap = dynamic.getBootstrapMethod();
        if (!bootstrap.getOwner().equals(BOOTSTRAPS)) {
            return;
        }
        switch (bootstrap.getName()) {
            case "getStaticFinal" -> {
                String owner = dynamic.getBootstrapMethodArgumentCount() > 0
                        ? owner(dynamic.getBootstrapMethodArgument(0))
                        : owner(Type.getType(dynamic.getDescriptor()));
                field(Kind.FIELD_READ, owner, dynamic, dynamic.getDescriptor(), sink);
            }
            case "fieldVarHandle", "staticFieldVarHandle" -> {
                if (dynamic.getBootstrapMethodArgumentCount() > 1) {
                    String owner = owner(dynamic.getBootstrapMethodArgument(0));
                    String type = descriptor(dynamic.getBootstrapMethodArgument(1));
                    field(Kind.METHOD_HANDLE, owner, dynamic, type, sink);
                }
            }
            default -> {} // an enum's constant is asked for by its class, whose guard sees it
        }
    }

    private static void field(Kind kind, String owner, ConstantDynamic dynamic, String descriptor, Sink sink) {
        if (!owner.isEmpty() && !descriptor.isEmpty()) {
            sink.found(kind, owner, dynamic.getName(), descriptor, false);
        }
    }

    /** The internal name of a class; empty if it is none. */
    private static String owner(Object constant) {
        return constant instanceof Type type && type.getSort() == Type.OBJECT ? type.getInternalName() : "";
    }

    /** The descriptor of a class; that of a primitive type is a constant of its own. Empty if it is none. */
    private static String descriptor(Object constant) {
        if (constant instanceof ConstantDynamic dynamic
                && dynamic.getBootstrapMethod().getOwner().equals(BOOTSTRAPS)
                && dynamic.getBootstrapMethod().getName().equals("primitiveClass")) {
            return dynamic.getName();
        }
        return constant instanceof Type type ? type.getDescriptor() : "";
    }

    private static Kind kind(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_GETFIELD, Opcodes.H_GETSTATIC -> Kind.FIELD_READ;
            case Opcodes.H_PUTFIELD, Opcodes.H_PUTSTATIC -> Kind.FIELD_WRITE;
            default -> Kind.METHOD_REF;
        };
    }
}
