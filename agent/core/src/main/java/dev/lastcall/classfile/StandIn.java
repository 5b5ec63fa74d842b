package dev.lastcall.classfile;

import dev.lastcall.evidence.Target;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Tells methods that a compiler puts beside one that somebody wrote, and has called in its place: Scala's {@code make$}
 * of a trait's {@code make}, Groovy's {@code Trait$Helper.make}, Kotlin's {@code make$default} where arguments are left
 * out, {@code DefaultImpls.make} and {@code access$make$jd} of an interface. To call one is to call the other.
 *
 * @param meant the method that somebody wrote
 * @param ofSuper whether only what overrides the method calls it so, as Java does by {@code super}
 */
public record StandIn(Target meant, boolean ofSuper) {
    /** Classes by their internal names. */
    public interface Classes {
        /** Null if nothing is known of that class. */
        @Nullable
        Declarations declarations(String internalName);
    }

    /** How Kotlin and Groovy name the class that holds the bodies of an interface. */
    private static final String[] BODIES = {"$DefaultImpls", "$Trait$Helper"};

    private static final String DEFAULT_ARGUMENTS = "$default";
    private static final String DEFAULT_MARKER = "kotlin/jvm/internal/DefaultConstructorMarker";
    private static final String ACCESS = "access$";
    private static final String ACCESS_TO_DEFAULT = "$jd";
    /** What Scala calls from the constructors of a trait's classes. */
    private static final String INITIALIZER = "$init$";
    /** Kotlin has a bit for each parameter that says whether its argument was left out. */
    private static final int BITS = Integer.SIZE;

    private static final int MOST_ABOVE = 1_000;
    private static final String KOTLIN_SOURCE = ".kt";

    /**
     * What that method stands for.
     *
     * @param owner internal name of its class
     * @return null if it stands for none; of a class of which nothing is known it may say anything
     */
    public static @Nullable StandIn of(String owner, String name, String descriptor, Classes classes) {
        if (name.indexOf('$') < 0 && hostOf(owner) == null && !descriptor.contains(DEFAULT_MARKER)) {
            return null;
        }
        String host = hostOf(owner);
        String declaring = host == null ? owner : host;
        Declarations facts = classes.declarations(declaring);
        String withoutReceiver = withoutReceiver(descriptor, declaring);
        if (name.equals("<init>") || name.endsWith(DEFAULT_ARGUMENTS)) {
            String plain = name.equals("<init>") ? name : name.substring(0, name.length() - DEFAULT_ARGUMENTS.length());
            String given = withoutReceiver == null ? null : withoutBits(withoutReceiver);
            given = given == null || !declares(facts, plain, given) ? withoutBits(descriptor) : given;
            return given == null ? null : of(declaring, facts, plain, given, false);
        }
        String plain = host == null ? stripped(name, facts == null || facts.isInterface()) : name;
        if (plain == null || withoutReceiver == null) {
            return null;
        }
        StandIn own = of(declaring, facts, plain, withoutReceiver, true);
        return own != null || host == null || facts == null || !facts.source().endsWith(KOTLIN_SOURCE)
                ? own
                : inherited(facts, plain, withoutReceiver, classes);
    }

    /**
     * Kotlin also puts beside an interface what hands on to the bodies of those that it extends. The JVM allows no
     * circle of supertypes, but class files may have one.
     */
    private static @Nullable StandIn inherited(Declarations type, String name, String descriptor, Classes classes) {
        List<String> above = new ArrayList<>(type.parents());
        for (int i = 0; i < above.size() && i < MOST_ABOVE; i++) {
            String parent = above.get(i);
            Declarations facts = classes.declarations(parent.replace('.', '/'));
            if (facts != null && facts.declares(name, descriptor)) {
                return new StandIn(new Target(parent, name, descriptor), true);
            }
            if (facts != null) {
                above.addAll(facts.parents());
            }
        }
        return null;
    }

    private static @Nullable StandIn of(
            String declaring, @Nullable Declarations facts, String name, String descriptor, boolean ofSuper) {
        return declares(facts, name, descriptor)
                ? new StandIn(new Target(declaring.replace('/', '.'), name, descriptor), ofSuper)
                : null;
    }

    /** A class whose file can't be read is taken to declare what its compiler would need. */
    private static boolean declares(@Nullable Declarations facts, String name, String descriptor) {
        return facts == null || facts.declares(name, descriptor);
    }

    /** The interface whose bodies are in that class, as Kotlin and Groovy name it; null if it has another name. */
    public static @Nullable String hostOf(String owner) {
        for (String bodies : BODIES) {
            if (owner.endsWith(bodies)) {
                return owner.substring(0, owner.length() - bodies.length());
            }
        }
        return null;
    }

    private static @Nullable String stripped(String name, boolean ofInterface) {
        if (!ofInterface) {
            return null;
        }
        if (name.startsWith(ACCESS) && name.endsWith(ACCESS_TO_DEFAULT)) {
            return name.substring(
                    ACCESS.length(), Math.max(ACCESS.length(), name.length() - ACCESS_TO_DEFAULT.length()));
        }
        return name.endsWith("$") && name.length() > 1 && !name.equals(INITIALIZER)
                ? name.substring(0, name.length() - 1)
                : null;
    }

    private static @Nullable String withoutReceiver(String descriptor, String type) {
        String receiver = "(L" + type + ";";
        return descriptor.startsWith(receiver) ? "(" + descriptor.substring(receiver.length()) : null;
    }

    /**
     * Without what stands at the end: the bits of the arguments that were left out, and an object that is never used.
     */
    private static @Nullable String withoutBits(String descriptor) {
        Type[] given = Type.getArgumentTypes(descriptor);
        for (int words = 1; words < given.length; words++) {
            int count = given.length - 1 - words;
            if ((count + BITS - 1) / BITS == words && areInts(given, count)) {
                Type[] arguments = new Type[count];
                System.arraycopy(given, 0, arguments, 0, count);
                return Type.getMethodDescriptor(Type.getReturnType(descriptor), arguments);
            }
        }
        return null;
    }

    private static boolean areInts(Type[] types, int from) {
        for (int i = from; i < types.length - 1; i++) {
            if (types[i].getSort() != Type.INT) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a method that does nothing but hand its arguments on to another one was made by a compiler, as Scala
     * makes one in each class that inherits a method of a trait.
     *
     * @param self what the method itself stands for
     * @param called what it hands its arguments on to stands for
     */
    public static boolean isForwarder(
            @Nullable StandIn self, @Nullable StandIn called, boolean isStatic, String name, String descriptor) {
        if (called == null || !called.ofSuper()) {
            return false;
        }
        Target meant = called.meant();
        return self != null
                ? self.meant().equals(meant)
                : !isStatic && meant.member().equals(name) && meant.descriptor().equals(descriptor);
    }

    /**
     * Whether a call in that method passes on the call of the method itself: who calls the method is then the caller.
     *
     * @param passesOn whether a compiler made the method to pass a call on
     * @param self what the method stands for
     * @param target what is called
     * @param called what that stands for
     */
    public static boolean passesOn(
            boolean passesOn,
            String name,
            String descriptor,
            @Nullable StandIn self,
            Target target,
            @Nullable StandIn called) {
        if (passesOn && target.member().equals(name)) {
            return true;
        }
        if (self == null && !passesOn) {
            return false;
        }
        Target meant = called == null ? target : called.meant();
        return self == null
                ? meant.member().equals(name) && meant.descriptor().equals(descriptor)
                : meant.equals(self.meant());
    }

    /**
     * Whether the code does nothing but hand its arguments on, in their order, to the method that it calls.
     *
     * @param file the class file
     * @param start where the code starts
     * @param length its length in bytes
     * @return the index of the constant that names the called method; 0 if the code does anything else
     */
    static int handedOnTo(byte[] file, int start, int length, boolean isStatic, String descriptor) {
        int at = start;
        int slot = 0;
        if (!isStatic) {
            at = afterLoad(file, at, Opcodes.ALOAD, slot++);
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            at = at < 0 ? at : afterLoad(file, at, argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        int end = start + length;
        if (at < 0 || at + 3 >= end) {
            return 0;
        }
        int opcode = file[at] & 0xff;
        if (opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.INVOKESPECIAL) {
            return 0;
        }
        int result = Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN);
        int after = afterNull(file, at + 3, end);
        return after + 1 == end && (file[after] & 0xff) == result
                ? (file[at + 1] & 0xff) << 8 | (file[at + 2] & 0xff)
                : 0;
    }

    /** Groovy ends a method without a result with the value of its last statement, and drops it. */
    private static int afterNull(byte[] file, int at, int end) {
        return at + 2 < end && (file[at] & 0xff) == Opcodes.ACONST_NULL && (file[at + 1] & 0xff) == Opcodes.POP
                ? at + 2
                : at;
    }

    /** Where the instruction after the load of that slot, and perhaps a cast, starts; -1 if there stands no such load. */
    private static int afterLoad(byte[] file, int at, int opcode, int slot) {
        int found = file[at] & 0xff;
        int shortForm = 26 + (opcode - Opcodes.ILOAD) * 4 + slot; // iload_0 is 26
        int next = -1;
        if (slot < 4 && found == shortForm) {
            next = at + 1;
        } else if (found == opcode && (file[at + 1] & 0xff) == slot) {
            next = at + 2;
        }
        boolean cast = next > 0 && opcode == Opcodes.ALOAD && (file[next] & 0xff) == Opcodes.CHECKCAST;
        return cast ? next + 3 : next;
    }
}
