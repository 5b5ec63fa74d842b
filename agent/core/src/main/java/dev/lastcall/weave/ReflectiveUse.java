package dev.lastcall.weave;

import dev.lastcall.evidence.Kind;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** How an instruction reaches a member through reflection: where the member stands that it uses. */
enum ReflectiveUse {
    OF_RECEIVER(Kind.REFLECTION),
    OF_ARGUMENT(Kind.METHOD_HANDLE),
    /** Class, name and type are the first three arguments. */
    BY_NAME(Kind.METHOD_HANDLE),
    /** Class and type are the first two arguments. */
    OF_CONSTRUCTOR(Kind.METHOD_HANDLE),
    /** Class and name of an {@code int} field are the arguments. */
    OF_INT_FIELD(Kind.REFLECTION),
    /** Class and name of a {@code long} field are the arguments. */
    OF_LONG_FIELD(Kind.REFLECTION),
    /** Class, type and name are the arguments. */
    OF_REFERENCE_FIELD(Kind.REFLECTION),
    /** The receiver is the class of an enum, whose constants are asked for. */
    CONSTANTS_OF_RECEIVER(Kind.CALL),
    /** The first argument is the class of an enum, whose constants are needed. */
    CONSTANTS_OF_ARGUMENT(Kind.CALL),
    /** A constant of an enum, or anything else, is what a switch over patterns gets. */
    SWITCH(Kind.CALL);

    private final Kind kind;

    ReflectiveUse(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it matters in a class that names nothing listed. Who asks any enum for its constants does no harm. */
    boolean mattersAlone() {
        return this != CONSTANTS_OF_RECEIVER && this != CONSTANTS_OF_ARGUMENT;
    }

    /** Whether it makes a handle or updater, by which the member is used later. */
    boolean isLookUp() {
        return switch (this) {
            case OF_ARGUMENT, BY_NAME, OF_CONSTRUCTOR, OF_INT_FIELD, OF_LONG_FIELD, OF_REFERENCE_FIELD -> true;
            case OF_RECEIVER, CONSTANTS_OF_RECEIVER, CONSTANTS_OF_ARGUMENT, SWITCH -> false;
        };
    }

    /** Whether the member stands in what the method is called on. */
    boolean isOfReceiver() {
        return this == OF_RECEIVER || this == CONSTANTS_OF_RECEIVER;
    }

    /**
     * Writes what tells the gate of the use, before the method is called. What it is called on lies on top of the stack
     * if {@link #isOfReceiver}, and is taken from there.
     *
     * @param place the number of the place
     * @param arguments the numbers of the locals that hold the method's arguments
     */
    void report(MethodVisitor mv, int place, int[] arguments) {
        switch (this) {
            case OF_RECEIVER -> BridgeCalls.reflect(mv, place);
            case OF_ARGUMENT -> {
                mv.visitVarInsn(Opcodes.ALOAD, arguments[0]);
                BridgeCalls.reflect(mv, place);
            }
            case CONSTANTS_OF_RECEIVER -> BridgeCalls.constants(mv, place);
            case CONSTANTS_OF_ARGUMENT -> {
                mv.visitVarInsn(Opcodes.ALOAD, arguments[0]);
                BridgeCalls.constants(mv, place);
            }
            case SWITCH -> throw new IllegalStateException("a switch is no call");
            case BY_NAME -> {
                mv.visitVarInsn(Opcodes.ALOAD, arguments[0]);
                mv.visitVarInsn(Opcodes.ALOAD, arguments[1]);
                mv.visitVarInsn(Opcodes.ALOAD, arguments[2]);
                BridgeCalls.lookUp(mv, place);
            }
            case OF_CONSTRUCTOR -> {
                mv.visitVarInsn(Opcodes.ALOAD, arguments[0]);
                mv.visitLdcInsn("<init>");
                mv.visitVarInsn(Opcodes.ALOAD, arguments[1]);
                BridgeCalls.lookUp(mv, place);
            }
            case OF_INT_FIELD, OF_LONG_FIELD -> {
                mv.visitVarInsn(Opcodes.ALOAD, arguments[0]);
                mv.visitVarInsn(Opcodes.ALOAD, arguments[1]);
                String box = this == OF_INT_FIELD ? "java/lang/Integer" : "java/lang/Long";
                mv.visitFieldInsn(Opcodes.GETSTATIC, box, "TYPE", "Ljava/lang/Class;");
                BridgeCalls.lookUp(mv, place);
            }
            case OF_REFERENCE_FIELD -> {
                mv.visitVarInsn(Opcodes.ALOAD, arguments[0]);
                mv.visitVarInsn(Opcodes.ALOAD, arguments[2]);
                mv.visitVarInsn(Opcodes.ALOAD, arguments[1]);
                BridgeCalls.lookUp(mv, place);
            }
        }
    }

    /**
     * How that method uses a member; null if it does not.
     *
     * @param jdk whether members of the JDK matter, which nothing guards: a method or constructor of any other class
     *     has a guard, and a field one in {@link GuardedField}
     */
    static @Nullable ReflectiveUse of(String owner, String method, String descriptor, boolean jdk) {
        return switch (owner) {
            case ReflectionNames.FIELD -> jdk && isFieldAccess(method, descriptor) ? OF_RECEIVER : null;
            case ReflectionNames.METHOD -> jdk && method.equals("invoke") ? OF_RECEIVER : null;
            case ReflectionNames.CONSTRUCTOR -> jdk && method.equals("newInstance") ? OF_RECEIVER : null;
            case ReflectionNames.LOOKUP -> lookUp(method, jdk);
            case ReflectionNames.INT_UPDATER -> method.equals("newUpdater") ? OF_INT_FIELD : null;
            case ReflectionNames.LONG_UPDATER -> method.equals("newUpdater") ? OF_LONG_FIELD : null;
            case ReflectionNames.REFERENCE_UPDATER -> method.equals("newUpdater") ? OF_REFERENCE_FIELD : null;
            case ReflectionNames.SWITCH -> method.equals("typeSwitch") || method.equals("enumSwitch") ? SWITCH : null;
            case ReflectionNames.CLASS -> method.equals("getEnumConstants") ? CONSTANTS_OF_RECEIVER : null;
            case ReflectionNames.ENUM, ReflectionNames.ENUM_SET, ReflectionNames.ENUM_MAP ->
                needsConstants(method, descriptor) ? CONSTANTS_OF_ARGUMENT : null;
            default -> null;
        };
    }

    /** {@code valueOf}, {@code noneOf}, {@code allOf} and the constructor: each with the class as first argument. */
    private static boolean needsConstants(String method, String descriptor) {
        return descriptor.startsWith("(Ljava/lang/Class;")
                && switch (method) {
                    case "valueOf", "noneOf", "allOf", "<init>" -> true;
                    default -> false;
                };
    }

    /**
     * {@code get(Object)}, {@code getInt(Object)}, {@code set(Object, Object)} …; their first parameter is the object.
     */
    static boolean isFieldAccess(String method, String descriptor) {
        if (descriptor.startsWith("()")) {
            return false;
        }
        return switch (method) {
            case "get", "getBoolean", "getByte", "getChar", "getShort", "getInt", "getLong", "getFloat", "getDouble" ->
                true;
            case "set", "setBoolean", "setByte", "setChar", "setShort", "setInt", "setLong", "setFloat", "setDouble" ->
                true;
            default -> false;
        };
    }

    private static @Nullable ReflectiveUse lookUp(String method, boolean jdk) {
        if (!ReflectionNames.FIELD_LOOK_UPS.contains(method)
                && !(jdk && ReflectionNames.METHOD_LOOK_UPS.contains(method))) {
            return null;
        }
        if (method.startsWith("unreflect")) {
            return OF_ARGUMENT;
        }
        return method.equals("findConstructor") ? OF_CONSTRUCTOR : BY_NAME;
    }
}
